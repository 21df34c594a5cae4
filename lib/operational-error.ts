/**
 * A thing that went wrong outside our code: a setting, a secret, a room. Its sentence says all there
 * is to say; a stack would only bury it.
 */
export class OperationalError extends Error {
  constructor(message: string) {
    super(message);
    this.stack = message;
  }
}
