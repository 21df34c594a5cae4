import { UserError } from '../user-error.js';

/**
 * Whether Naver Cloud is watched. YAML 1.1 takes `on` for true, as some editors write it back.
 *
 * @param {unknown} ncloud the parameter of that name
 * @returns {boolean}
 * @throws {UserError}
 */
export function isNcloudOn(ncloud) {
  if (ncloud === 'on' || ncloud === true) return true;
  if (ncloud === undefined || ncloud === 'off' || ncloud === false) return false;
  throw new UserError('ncloud: expected on or off.');
}
