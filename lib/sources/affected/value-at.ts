/**
 * How many values a path may give. A record of EventBridge has at most 1 MB, so no record that AWS writes has more, and
 * counts are true.
 */
const maxValues = 200_000;

/** The texts and numbers at a dotted path, also through lists on the way. */
export function textsAt(value: unknown, path: string): string[] {
  if (!mayHave(value, path)) return [];
  return valuesAt(value, path.split('.')).flatMap((found) => {
    const text = typeof found === 'number' ? String(found) : found;
    return typeof text === 'string' && text.trim() !== '' ? [text] : [];
  });
}

/** False: there is nothing at a dotted path, since not even its first step is there. Quick, for those who ask for many paths. */
export function mayHave(value: unknown, path: string): boolean {
  if (Array.isArray(value)) return true;
  if (typeof value !== 'object' || value === null) return false;
  const end = path.indexOf('.');
  return Object.hasOwn(value, end === -1 ? path : path.slice(0, end));
}

/** Everything at a path, also through lists on the way. Lists in lists are skipped: they could be nested without end. */
export function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) {
    const items = value.slice(0, maxValues).filter((item) => !Array.isArray(item));
    return items.flatMap((item) => valuesAt(item, path));
  }
  const [key, ...rest] = path;
  if (key === undefined) return [value];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return [];
  return valuesAt((value as Readonly<Record<string, unknown>>)[key], rest);
}
