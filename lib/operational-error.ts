/**
 * Something went wrong outside our code: a setting, a secret, a room. The message says everything. It also stands in
 * for the stack, which would only hide it in a log.
 */
export class OperationalError extends Error {
  constructor(message: string) {
    super(message);
    this.stack = message;
  }
}
