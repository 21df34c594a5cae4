import { createHash } from 'node:crypto';
import { type MarkedCount, maxFirsts, type Novelty, type UseMarks } from './burst-budget.ts';
import { useWindowMs } from './ledger.ts';

/** Clocks of two sandboxes may differ by this much. What lies further in the future, none of them wrote. */
export const maxClockSkewMs = 60_000;

type FirstsName = keyof typeof maxFirsts;

/** One value of a use as a window keeps it: a short key of bounded length, since the value is hostile. */
interface MarkKey {
  readonly field: 'kind' | 'source' | 'session';
  readonly name: FirstsName;
  readonly key: string;
}

/** The first character of a key says which limit it counts for. */
const prefixOf = {
  criticalKind: 'c',
  kind: 'k',
  source: 'a',
  session: 's',
} as const satisfies Readonly<Record<FirstsName, string>>;

/** The keys of a use's values in the map `firsts` of a window. */
export function markKeys({ severity, kind, source, session }: UseMarks): MarkKey[] {
  const ofKind = severity === 'critical' ? 'criticalKind' : 'kind';
  return [
    ...keyOf('kind', ofKind, kind),
    ...keyOf('source', 'source', source),
    ...keyOf('session', 'session', session),
  ];
}

function keyOf(field: MarkKey['field'], name: FirstsName, value: string | undefined): MarkKey[] {
  if (value === undefined) return [];
  const hash = createHash('sha256').update(value).digest('base64url').slice(0, 12);
  return [{ field, name, key: `${prefixOf[name]}${hash}` }];
}

/** Whether a window keeps no more keys of this sort. `keys` are those that it has. */
export function isFull(name: FirstsName, keys: Iterable<string>): boolean {
  return countOf(name, keys) >= maxFirsts[name];
}

/** How many criticals and sign-ins a use with these marks adds. */
export function addsOf(marks: UseMarks | undefined): { criticals: number; signIns: number } {
  return {
    criticals: Number(marks?.severity === 'critical'),
    signIns: Number(marks?.isSignIn === true),
  };
}

/**
 * What a use is the first of.
 *
 * @param keys all keys that the window has now, those of this use among them if there was room.
 * @param isOurs whether this use put a key there.
 */
export function markedCount(
  marks: UseMarks,
  { criticals, signIns }: Pick<MarkedCount, 'criticals' | 'signIns'>,
  keys: readonly string[],
  isOurs: (key: string) => boolean,
): MarkedCount {
  const novelty: Record<MarkKey['field'], Novelty> = {
    kind: 'repeated',
    source: 'repeated',
    session: 'repeated',
  };
  for (const { field, name, key } of markKeys(marks)) {
    if (!keys.includes(key)) novelty[field] = 'unknown';
    else if (isOurs(key)) {
      // Several processes may add a key when there is room for one more.
      novelty[field] = countOf(name, keys) <= maxFirsts[name] ? 'first' : 'unknown';
    }
  }
  return { criticals, signIns, ...novelty };
}

function countOf(name: FirstsName, keys: Iterable<string>): number {
  let count = 0;
  for (const key of keys) if (key.startsWith(prefixOf[name])) count += 1;
  return count;
}

/** Whether a window that began then is open now. One that would begin in the future, nobody opened. */
export function isOpenWindow(startMs: number, nowMs: number): boolean {
  return nowMs - startMs < useWindowMs && startMs <= nowMs + maxClockSkewMs;
}
