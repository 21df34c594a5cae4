import { UserError } from '../user-error.js';

/**
 * Refuses an address that AWS would only refuse in the middle of a deployment.
 *
 * @param {unknown} opsEmail
 * @throws {UserError}
 */
export function checkOpsEmail(opsEmail) {
  if (opsEmail === undefined || opsEmail === '') return;
  if (typeof opsEmail !== 'string' || !/^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/.test(opsEmail)) {
    throw new UserError('opsEmail: expected one e-mail address.');
  }
}

/**
 * What is missing while nobody is told, by another way than the chat, that root-alert itself is in trouble.
 *
 * @param {unknown} opsEmail
 * @param {string} stage
 * @returns {string | undefined} one line; undefined when there is an address
 */
export function opsEmailStep(opsEmail, stage) {
  if (opsEmail) return undefined;
  return `No opsEmail: when root-alert cannot reach the room, nobody hears of it. Deploy with: npx sls deploy --stage ${stage} --param opsEmail=you@example.com`;
}
