/** The part of a Lambda's context that delivery needs. */
export interface Invocation {
  readonly invokedFunctionArn?: string;
  getRemainingTimeInMillis(): number;
}
