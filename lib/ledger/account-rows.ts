import { DynamoDbError, type Item } from '../aws/dynamodb.ts';
import type { UseCount, UseMarks } from './burst-budget.ts';
import { type Ledger, useWindowMs } from './ledger.ts';
import { conditionally, type LedgerTable, number, type Update } from './ledger-table.ts';
import {
  type SessionUpdate,
  sessionCount,
  sessionKeyOf,
  sessionsIn,
  sessionUpdate,
} from './session-counts.ts';
import {
  addsOf,
  isFull,
  isOpenWindow,
  markedCount,
  markKeys,
  maxClockSkewMs,
} from './use-window.ts';

const accountKey = (account: string) => ({ pk: { S: `account#${account}` } });

/**
 * A window is open if it began within the last ten minutes, not in the future, and has the map that we count in. A row
 * that is otherwise, such as one of an earlier version or one that somebody else wrote, gets a new window: then more is
 * told, never less. `NOT` of this is true too where an attribute is missing or has another type.
 */
const isOpen = 'windowStart > :closed AND windowStart <= :ahead AND attribute_type(firsts, :map)';

/** What this process knows of a window: saves a call for each use after the first. */
interface KnownWindow {
  readonly startMs: number;
  /** Keys of its map `firsts`. */
  readonly keys: Set<string>;
}

/** One use to be counted. */
interface Use {
  readonly counter: string;
  readonly isReadOnly: boolean;
  readonly marks: UseMarks | undefined;
  /** Keys for the map `firsts`: those for which there is room, as far as this process knows. */
  readonly keys: readonly string[];
  readonly session: SessionUpdate;
}

/** The rows `account#<account>`: how root was used in the current window, and the name of the account. */
export function createAccountRows(
  table: LedgerTable,
): Pick<Ledger, 'countUse' | 'lastUse' | 'accountName' | 'nameAccount'> {
  const { update, get, now } = table;
  const windows = new Map<string, KnownWindow>();
  /** The sessions that a row counts, the oldest first, as far as this process knows. */
  const sessions = new Map<string, readonly string[]>();

  function remember(counter: string, row: Item): void {
    windows.set(counter, {
      startMs: Number(row['windowStart']?.N ?? 0),
      keys: new Set(Object.keys(row['firsts']?.M ?? {})),
    });
    sessions.set(counter, sessionsIn(row));
  }

  return {
    async countUse(counter, isReadOnly, marks) {
      const window = windows.get(counter);
      const known = window && isOpenWindow(window.startMs, now()) ? window : undefined;
      const session = sessionUpdate(sessionKeyOf(marks), sessions.get(counter) ?? []);
      const use = { counter, isReadOnly, marks, keys: keysToKeep(marks, known), session };
      const writer = table.newWriter().S ?? '';
      const add = () => addToWindow(table, use, writer);
      if (known === undefined) windows.delete(counter);
      let row: Item | undefined;
      try {
        row = known && (await add());
      } catch (error) {
        if (known !== undefined && isThrottling(error)) return countInMemory(known, marks);
        throw error;
      }
      row ??= await openWindow(table, use, writer);
      row ??= await add();
      // Two windows cannot close between two calls unless the clock jumped.
      if (row === undefined) return { uses: 1, actions: isReadOnly ? 0 : 1 };
      remember(counter, row);
      return toCount(row, marks, writer, now());
    },

    async lastUse(counter) {
      const row = await get(accountKey(counter));
      const text = row?.['lastUseAt']?.N;
      return text === undefined ? undefined : Number(text);
    },

    async accountName(account) {
      const row = await get(accountKey(account));
      return row?.['accountName']?.S;
    },

    async nameAccount(account, name) {
      await update({
        Key: accountKey(account),
        UpdateExpression: 'SET accountName = :name',
        ExpressionAttributeValues: { ':name': { S: name } },
      });
    },
  };
}

/** The row stays small, however many addresses an attacker calls from: each write costs by the size of the row. */
function keysToKeep(marks: UseMarks | undefined, known: KnownWindow | undefined): string[] {
  return (marks === undefined ? [] : markKeys(marks))
    .filter(({ name, key }) => !known || known.keys.has(key) || !isFull(name, known.keys))
    .map(({ key }) => key);
}

/** A value by which a writer knows again what it wrote, also by a call that it had to make twice. */
const markOf = (writer: string) => ({ S: writer.slice(0, 8) });

/** Undefined: a window is open already. */
async function openWindow(
  { update, now }: LedgerTable,
  { counter, isReadOnly, marks, keys, session }: Use,
  writer: string,
): Promise<Item | undefined> {
  const nowMs = now();
  const { criticals, signIns } = addsOf(marks);
  const values =
    'windowStart = :now, lastUseAt = :now, uses = :one, actions = :actions, criticals = :criticals, signIns = :signIns, firsts = :firsts, writtenBy = :me';
  return await conditionally(
    update({
      Key: accountKey(counter),
      ...expressionOf(
        { set: [values, ...session.set], add: session.add, remove: session.remove },
        session.names,
      ),
      ConditionExpression: `(NOT (${isOpen})) OR writtenBy = :me`,
      ExpressionAttributeValues: {
        ...windowBounds(nowMs),
        ':me': { S: writer },
        ':now': number(nowMs),
        ':one': number(1),
        ':actions': number(isReadOnly ? 0 : 1),
        ':criticals': number(criticals),
        ':signIns': number(signIns),
        ':firsts': { M: Object.fromEntries(keys.map((key) => [key, markOf(writer)])) },
      },
      ReturnValues: 'ALL_NEW',
    }),
  );
}

/** Undefined: no window is open. */
async function addToWindow(
  { update, now }: LedgerTable,
  { counter, isReadOnly, marks, keys, session }: Use,
  writer: string,
): Promise<Item | undefined> {
  const nowMs = now();
  const { criticals, signIns } = addsOf(marks);
  const totals = 'uses :one, actions :actions, criticals :criticals, signIns :signIns';
  const firsts = keys.map(
    (_, index) => `firsts.#f${index} = if_not_exists(firsts.#f${index}, :mark)`,
  );
  const hasKeys = keys.length > 0;
  return await conditionally(
    update({
      Key: accountKey(counter),
      ...expressionOf(
        {
          set: ['lastUseAt = :now', ...firsts, ...session.set],
          add: [totals, ...session.add],
          remove: session.remove,
        },
        {
          ...Object.fromEntries(keys.map((key, index) => [`#f${index}`, key])),
          ...session.names,
        },
      ),
      ConditionExpression: isOpen,
      ExpressionAttributeValues: {
        ...windowBounds(nowMs),
        ':now': number(nowMs),
        ':one': number(1),
        ':actions': number(isReadOnly ? 0 : 1),
        ':criticals': number(criticals),
        ':signIns': number(signIns),
        ...(hasKeys && { ':mark': markOf(writer) }),
      },
      ReturnValues: 'ALL_NEW',
    }),
  );
}

/** An update expression with the names in it. DynamoDB refuses a clause without parts, and names without one. */
function expressionOf(
  { set, add, remove }: Pick<SessionUpdate, 'set' | 'add' | 'remove'>,
  names: Readonly<Record<string, string>>,
): Pick<Update, 'UpdateExpression' | 'ExpressionAttributeNames'> {
  const clauses = Object.entries({ SET: set, ADD: add, REMOVE: remove });
  return {
    UpdateExpression: clauses
      .filter(([, parts]) => parts.length > 0)
      .map(([clause, parts]) => `${clause} ${parts.join(', ')}`)
      .join(' '),
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
  };
}

const windowBounds = (nowMs: number): Item => ({
  ':closed': number(nowMs - useWindowMs),
  ':ahead': number(nowMs + maxClockSkewMs),
  ':map': { S: 'M' },
});

function toCount(row: Item, marks: UseMarks | undefined, writer: string, nowMs: number): UseCount {
  const numberAt = (name: string) => Number(row[name]?.N ?? 0);
  const firsts = row['firsts']?.M ?? {};
  const name = row['accountName']?.S;
  const sinceMs = numberAt('windowStart');
  const totals = { criticals: numberAt('criticals'), signIns: numberAt('signIns') };
  const session = sessionCount(row, sessionKeyOf(marks), nowMs);
  const isOurs = (key: string) => firsts[key]?.S === markOf(writer).S;
  return {
    uses: numberAt('uses'),
    actions: numberAt('actions'),
    ...(marks && { marked: markedCount(marks, totals, Object.keys(firsts), isOurs) }),
    ...(name === undefined ? {} : { accountName: name }),
    sinceMs,
    ...(session && { session }),
  };
}

/**
 * A row takes a thousand writes a second (Amazon DynamoDB Developer Guide, "Partition key design"). If the window of an
 * account is open and its row takes no more, the account is in a burst. If each use that cannot be counted were posted
 * by itself, an attacker could flood the room with enough of them. So this process decides from what it knows of the
 * window: what it has not met there yet is the first of its kind.
 */
function countInMemory(known: KnownWindow, marks: UseMarks | undefined): UseCount {
  const uncountable = Number.POSITIVE_INFINITY;
  const totals = { criticals: uncountable, signIns: uncountable };
  const counts = { uses: uncountable, actions: uncountable };
  if (marks === undefined) return counts;
  const added = new Set<string>();
  for (const { name, key } of markKeys(marks)) {
    if (known.keys.has(key) || isFull(name, known.keys)) continue;
    known.keys.add(key);
    added.add(key);
  }
  const marked = markedCount(marks, totals, [...known.keys], (key) => added.has(key));
  return { ...counts, marked };
}

const isThrottling = (error: unknown): boolean =>
  error instanceof DynamoDbError && error.isThrottling;
