import { OperationalError } from '../operational-error.ts';

/**
 * Thrown when a secret cannot be read. The message names the secret and says what to do. It holds nothing
 * of the value. `isEmpty`: the secret exists, but nobody has put a value in yet.
 */
export class SecretError extends OperationalError {
  override name = 'SecretError' as const;
  readonly isEmpty: boolean;
  /** The name of Secrets Manager's exception. */
  readonly reason: string;
  /** The key that encrypts the secret is off, gone, or may not be used. */
  readonly isKeyRefused: boolean;

  constructor(
    message: string,
    {
      isEmpty,
      reason = 'unknown',
      isKeyRefused = false,
    }: { readonly isEmpty: boolean; readonly reason?: string; readonly isKeyRefused?: boolean },
  ) {
    super(message);
    this.isEmpty = isEmpty;
    this.reason = reason;
    this.isKeyRefused = isKeyRefused;
  }
}
