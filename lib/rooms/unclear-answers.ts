import type { Ledger } from '../ledger/ledger.ts';

/** An answer that was neither the room's yes nor a known no. */
export interface UnclearRow {
  readonly room: string;
  /** Its form: `empty`, `html`, `json`, `text`. */
  readonly form: string;
}

/** So long after its last such answer a room counts as clear again. */
const maxAgeMs = 24 * 3_600_000;

const nameOf = (room: string): string => `answer#${room}`;

/** Keeps, in the row `state#answer#<room>`, that a room's answer was unclear. Rejects as the ledger does. */
export async function keepUnclearAnswer(
  ledger: Pick<Ledger, 'keepState'>,
  room: string,
  form: string,
  nowMs: number,
): Promise<void> {
  await ledger.keepState(nameOf(room), JSON.stringify({ form, atMs: nowMs }));
}

/**
 * The rooms among `rooms` whose answer was unclear within the last day. A row that cannot be read, or that is of the future,
 * counts as one: nobody but us writes it. Rejects as the ledger does.
 */
export async function readUnclearAnswers(
  ledger: Pick<Ledger, 'state'>,
  rooms: readonly string[],
  nowMs: number,
): Promise<UnclearRow[]> {
  const rows = await Promise.all(
    rooms.map(async (room) => ({ room, text: await ledger.state(nameOf(room)) })),
  );
  return rows.flatMap(({ room, text }) => {
    if (text === undefined) return [];
    const { form, atMs } = parse(text);
    return typeof atMs === 'number' && nowMs - atMs > maxAgeMs
      ? []
      : [{ room, form: typeof form === 'string' && /^[a-z]{1,10}$/.test(form) ? form : '?' }];
  });
}

function parse(text: string): { form?: unknown; atMs?: unknown } {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
