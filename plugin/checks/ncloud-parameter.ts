import { UserError } from '../user-error.ts';

/**
 * Whether Naver Cloud is watched. YAML 1.1 reads `on` as true, and some editors write that back.
 *
 * @param ncloud the parameter of that name
 * @throws {UserError}
 */
export function isNcloudOn(ncloud: unknown): boolean {
  if (ncloud === 'on' || ncloud === true) return true;
  if (ncloud === undefined || ncloud === 'off' || ncloud === false) return false;
  throw new UserError('ncloud: expected on or off.');
}
