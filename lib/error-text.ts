const unknown = 'unknown error';

/** The message of whatever was thrown. It may hold text from outside: to be logged only where that is known to be safe. */
export function errorMessage(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : unknown;
}

/** The name of whatever was thrown, such as `TimeoutError`: safe to log, since it holds no text from outside. */
export function errorName(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : unknown;
}
