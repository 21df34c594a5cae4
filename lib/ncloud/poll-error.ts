import { OperationalError } from '../operational-error.ts';

/**
 * Thrown when an account could not be polled to the end, or something was not told. Its sentences name the account
 * and what failed. The invocation must fail with it: a dead monitor must not look healthy.
 */
export class PollError extends OperationalError {
  override name = 'PollError' as const;
}
