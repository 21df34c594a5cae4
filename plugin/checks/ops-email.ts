import { UserError } from '../user-error.ts';

/** Addresses of params.example.yml and of our own advice. Nobody reads there. */
const examples = ['security@example.com', 'you@example.com'];

/**
 * Checks the address, which AWS would only refuse in the middle of a deployment.
 *
 * @throws {UserError}
 */
export function checkOpsEmail(opsEmail: unknown): void {
  if (opsEmail === undefined || opsEmail === '') return;
  if (typeof opsEmail !== 'string' || !/^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/.test(opsEmail)) {
    throw new UserError('opsEmail: expected one e-mail address.');
  }
  if (examples.includes(opsEmail.toLowerCase())) {
    throw new UserError(`opsEmail: expected an address of yours, not the example ${opsEmail}.`);
  }
}

/**
 * The step that is left while there is no address: nobody hears of root-alert's own failures except in the chat.
 *
 * @returns one line; undefined when there is an address
 */
export function opsEmailStep(opsEmail: unknown, stage: string): string | undefined {
  if (opsEmail) return undefined;
  return `No opsEmail: when root-alert cannot reach the room, nobody hears of it. Put opsEmail: you@example.com below ${stage}: in params.yml, and deploy again.`;
}
