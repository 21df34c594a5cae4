/**
 * Whether a setting is on. YAML 1.1 reads `on` as true, and some editors write that back. The plugin refuses anything else later, in a
 * sentence.
 */
export function isOn(value: unknown): boolean {
  return value === 'on' || value === true;
}
