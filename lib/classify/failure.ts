/** Why a call did not do what it asks for. */
export type FailureKind =
  | 'dryRun'
  | 'denied'
  | 'throttled'
  | 'notEmpty'
  | 'notFound'
  | 'limitExceeded'
  | 'conflict'
  | 'invalid'
  | 'unavailable'
  | 'other';

/** What denied a call, where its error message says so. */
export type Denier =
  | 'serviceControlPolicy'
  | 'resourceControlPolicy'
  | 'endpointPolicy'
  | 'boundary'
  | 'sessionPolicy'
  | 'resourcePolicy'
  | 'identityPolicy';

export interface Failure {
  readonly kind: FailureKind;
  /** Undefined: it was not denied, or the record does not say by what. */
  readonly denier: Denier | undefined;
}
