import { UserError } from '../user-error.ts';

/**
 * Whether people are asked to answer alerts. YAML 1.1 reads `on` as true, and some editors write that back.
 *
 * @param respond the parameter of that name
 * @throws {UserError}
 */
export function isRespondOn(respond: unknown): boolean {
  if (respond === 'on' || respond === true) return true;
  if (respond === undefined || respond === 'off' || respond === false) return false;
  throw new UserError('respond: expected on or off.');
}
