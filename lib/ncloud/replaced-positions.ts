import * as v from 'valibot';
import { jsonOrText } from '../json.ts';
import type { Ledger } from '../ledger/ledger.ts';

const rowName = 'replaced-positions';

/** So long it is known that a position was replaced: the poll has put it right a minute later. */
const maxAgeMs = 24 * 3_600_000;

const schema = v.object({
  names: v.array(v.pipe(v.string(), v.maxLength(100))),
  atMs: v.pipe(v.number(), v.minValue(0)),
});

/**
 * Keeps, in the row `state#replaced-positions`, that positions were not as a poll writes them, so that reconcile mails it. When it cannot
 * be kept, the line in the log says so all the same.
 */
export async function keepReplaced(
  ledger: Pick<Ledger, 'keepState'>,
  names: readonly string[],
  atMs: number,
): Promise<void> {
  const short = names.map((name) => name.slice(0, 100));
  await ledger.keepState(rowName, JSON.stringify({ names: short, atMs })).catch(() => undefined);
}

/**
 * Names of the rows that the poll replaced within the last day. A row that cannot be read, or that is of the future, is one of
 * them: nobody but us writes it. Rejects as the ledger does.
 */
export async function readReplaced(
  ledger: Pick<Ledger, 'state'>,
  nowMs: number,
): Promise<readonly string[]> {
  const text = await ledger.state(rowName);
  if (text === undefined) return [];
  const parsed = v.safeParse(schema, jsonOrText(text));
  if (!parsed.success || parsed.output.atMs > nowMs + maxAgeMs) return [`state#${rowName}`];
  const { names, atMs } = parsed.output;
  return nowMs - atMs > maxAgeMs ? [] : names.map((name) => `state#ncloud-${name}`);
}
