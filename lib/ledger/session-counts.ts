import type { Item } from '../aws/dynamodb.ts';
import type { SessionCount, UseMarks } from './burst-budget.ts';
import { markKeys, maxClockSkewMs } from './use-window.ts';

/**
 * How many sessions an account's row counts. A session goes on when a window is over, so a new window does not reset
 * them; the oldest makes room. Who uses more gets counts that begin anew, which hides no alert: they decide nothing.
 */
export const maxSessions = 10;

const sincePrefix = 'since-';
/** Attributes of the row itself, not of a map: `ADD` takes no others, and no map need be there before. */
const attributesOf = (key: string) => ({ uses: `uses-${key}`, since: `${sincePrefix}${key}` });

/** Parts of an update expression of an account's row, which needs `:one` and `:now`. */
export interface SessionUpdate {
  readonly set: readonly string[];
  readonly add: readonly string[];
  readonly remove: readonly string[];
  readonly names: Readonly<Record<string, string>>;
}

/** The key under which a use's session is counted. Undefined: it has none. */
export function sessionKeyOf(marks: UseMarks | undefined): string | undefined {
  return marks && markKeys(marks).find(({ field }) => field === 'session')?.key;
}

/** Counts one use in a session, and forgets the oldest sessions where there are too many. */
export function sessionUpdate(key: string | undefined, known: readonly string[]): SessionUpdate {
  if (key === undefined) return { set: [], add: [], remove: [], names: {} };
  const { uses, since } = attributesOf(key);
  const tooMany = known.filter((it) => it !== key).slice(0, -(maxSessions - 1));
  const removed = tooMany.flatMap((it) => Object.values(attributesOf(it)));
  return {
    set: ['#since = if_not_exists(#since, :now)'],
    add: ['#uses :one'],
    remove: removed.map((_, index) => `#old${index}`),
    names: {
      '#uses': uses,
      '#since': since,
      ...Object.fromEntries(removed.map((name, index) => [`#old${index}`, name])),
    },
  };
}

/** The keys of the sessions that a row counts, the oldest first. */
export function sessionsIn(row: Item): string[] {
  return Object.keys(row)
    .filter((name) => name.startsWith(sincePrefix))
    .sort((one, other) => Number(row[one]?.N) - Number(row[other]?.N))
    .map((name) => name.slice(sincePrefix.length));
}

/** Undefined: there is no session, or a time that nobody of us can have written. */
export function sessionCount(
  row: Item,
  key: string | undefined,
  nowMs: number,
): SessionCount | undefined {
  if (key === undefined) return undefined;
  const { uses, since } = attributesOf(key);
  const sinceMs = Number(row[since]?.N);
  return sinceMs > 0 && sinceMs <= nowMs + maxClockSkewMs
    ? { uses: Number(row[uses]?.N), sinceMs }
    : undefined;
}
