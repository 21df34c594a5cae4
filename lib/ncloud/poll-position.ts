import * as v from 'valibot';
import { jsonOrText } from '../json.ts';
import { type Ledger, rememberedMs } from '../ledger/ledger.ts';
import type { RootActivity } from '../root-activity.ts';
import type { TimeWindow } from './tracer-request.ts';

/** How far an account was polled. It never passes an activity that was not told. Times are milliseconds since 1970. */
export interface PollPosition {
  /** Everything before this was told when the poll began. */
  readonly cursorMs: number;
  /** What the ledger had was no position that a poll can have written. */
  readonly isReplaced: boolean;
  /** How many activities were held. */
  heldCount(): number;
  /** Holds the position where activities that could not be told are found again. */
  hold(untold: readonly RootActivity[], window: TimeWindow): void;
  /** Saves the position, as far as nothing holds it. */
  moveTo(reachedMs: number): Promise<void>;
}

/** Our clock and that of Naver Cloud may differ by this much. A position that is further ahead, no poll wrote. */
const maxAheadMs = 3_600_000;

const schema = v.object({ toMs: v.pipe(v.number(), v.minValue(0)) });

/**
 * Loads the position of an account from the ledger, where it has the account's name. What is no position, or one in the
 * future, somebody else wrote: instead of it the poll begins as early as the ledger is sure to remember what was told. That may
 * tell what is older than the deployment, and leaves out nothing.
 *
 * @param nowMs the server's time.
 * @param windowMs how far each poll looks back from its position.
 */
export async function loadPosition(
  accountName: string,
  nowMs: number,
  windowMs: number,
  ledger: Pick<Ledger, 'state' | 'keepState'>,
): Promise<PollPosition> {
  const stateName = `ncloud-${accountName}`;
  const { isKnown, text } = await ledger.state(stateName).then(
    (kept) => ({ isKnown: true, text: kept }),
    // Without the ledger, one window is read as if this were the first poll, and the saved position stays as it is.
    () => ({ isKnown: false, text: undefined }),
  );
  const toMs = positionIn(text);
  const isReplaced = text !== undefined && (toMs === undefined || toMs > nowMs + maxAheadMs);
  const heldMs: number[] = [];
  const position: PollPosition = {
    cursorMs: isReplaced ? nowMs - rememberedMs : Math.min(toMs ?? nowMs, nowMs),
    isReplaced,
    heldCount: () => heldMs.length,
    hold(untold, window) {
      for (const { occurredAt } of untold) {
        const atMs = occurredAt?.getTime() ?? Number.NaN;
        const isInside = atMs >= window.fromMs && atMs <= window.toMs;
        // The next poll looks back a window from here.
        heldMs.push(isInside ? atMs : Math.min(window.fromMs + windowMs, window.toMs));
      }
    },
    async moveTo(reachedMs) {
      if (!isKnown) return;
      const state = { toMs: heldMs.reduce((one, other) => Math.min(one, other), reachedMs) };
      // If it cannot be saved, the next poll reads more, and nothing worse.
      await ledger.keepState(stateName, JSON.stringify(state)).catch(() => undefined);
    },
  };
  // If this first poll fails, the next ones still begin where it would have.
  if (text === undefined) await position.moveTo(nowMs);
  return position;
}

function positionIn(text: string | undefined): number | undefined {
  const parsed = v.safeParse(schema, jsonOrText(text ?? ''));
  return parsed.success ? parsed.output.toMs : undefined;
}
