import { OperationalError } from '../operational-error.ts';

/**
 * Thrown when a secret cannot be read. The message names the secret and says what to do. It holds nothing
 * of the value. `isEmpty`: the secret exists, but nobody has put a value in yet.
 */
export class SecretError extends OperationalError {
  override name = 'SecretError' as const;
  readonly isEmpty: boolean;

  constructor(message: string, { isEmpty }: { readonly isEmpty: boolean }) {
    super(message);
    this.isEmpty = isEmpty;
  }
}
