import { UserError } from '../user-error.ts';

/**
 * Whether a parameter that is on or off is on; without a value it is off. YAML 1.1 reads `on` as true, and some editors write that back.
 *
 * @param name of the parameter
 * @throws {UserError}
 */
export function isOn(name: string, value: unknown): boolean {
  if (value === 'on' || value === true) return true;
  if (value === undefined || value === 'off' || value === false) return false;
  throw new UserError(`${name}: expected on or off.`);
}
