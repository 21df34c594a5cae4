import { maxClockSkewMs } from '../ledger/use-window.ts';
import type { OpenRequest } from './planned-request.ts';
import {
  endOf,
  maxWindowMs,
  maxWindows,
  type PlannedWindow,
  rememberedWindowsMs,
  windowAt,
} from './planned-window.ts';
import type { ProvenCaller } from './prove-caller.ts';
import { windowIdOf } from './window-id.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** A window that opens sooner than this after the last one of its account goes on with it. */
const breakMs = hourMs;

/** More windows of an account than this in a week are flagged. */
export const usualWindows = 3;

/** What the room should know of a window that opens. */
export interface OpeningFlags {
  /** Root itself opened it: it silences nothing. */
  readonly isByRoot: boolean;
  /** How long before it opened root was used. Undefined: not within the last hour. */
  readonly usedBeforeMs: number | undefined;
  /** It takes the place of one that is open. */
  readonly isExtension: boolean;
  /** How long it will have been open in all, with those that it goes on with. Undefined: it is the first. */
  readonly inARowMs: number | undefined;
  /** Which it is of its account within a week. */
  readonly nth: number;
}

export interface Opening {
  readonly window: PlannedWindow;
  readonly flags: OpeningFlags;
  /** All windows, this one among them. */
  readonly windows: readonly PlannedWindow[];
}

/**
 * Decides whether a window opens.
 *
 * @param lastUseAtMs when root of the account was last used, as far as the ledger knows.
 * @returns a sentence that says why not, or the window that the same request opened already.
 */
export function decideOpening(
  { account, minutes, why, allow }: Omit<OpenRequest, 'proof' | 'action'>,
  { arn, isRoot, signature }: ProvenCaller,
  before: readonly PlannedWindow[],
  lastUseAtMs: number | undefined,
  nowMs: number,
): Opening | { readonly openedBefore: PlannedWindow } | string {
  const id = windowIdOf(signature);
  const same = before.find((it) => it.id === id);
  if (same !== undefined) return { openedBefore: same };

  const known = before.filter(({ openedAtMs }) => nowMs - openedAtMs < rememberedWindowsMs);
  if (known.length >= maxWindows) {
    return `There were ${known.length} windows in a week: no further one opens. Alerts are told as ever.`;
  }
  const own = known.filter((it) => it.account === account);
  const untilMs = nowMs + minutes * minuteMs;
  const startMs = startOfRow(own, nowMs);
  const open = windowAt(own, account, nowMs);
  if (open !== undefined && untilMs - startMs > maxWindowMs) {
    return `A window of ${account} has been open since ${new Date(startMs).toISOString()}: in a row it may be open for ${maxWindowMs / hourMs} hours. Ask for less, or close it first.`;
  }
  const window: PlannedWindow = {
    id,
    account,
    by: arn,
    isByRoot: isRoot,
    why,
    openedAtMs: nowMs,
    untilMs,
    allow: [...new Set(allow)],
  };
  const sinceUseMs = lastUseAtMs === undefined ? undefined : nowMs - lastUseAtMs;
  const isInUse = sinceUseMs !== undefined && sinceUseMs < hourMs && sinceUseMs >= -maxClockSkewMs;
  return {
    window,
    flags: {
      isByRoot: isRoot,
      usedBeforeMs: isInUse ? Math.max(0, sinceUseMs) : undefined,
      isExtension: open !== undefined,
      inARowMs: startMs < nowMs ? untilMs - startMs : undefined,
      nth: own.length + 1,
    },
    windows: [...known.map((it) => (it === open ? closedBy(it, arn, nowMs, true) : it)), window],
  };
}

/** The window as somebody closed it. */
export function closedBy(
  window: PlannedWindow,
  arn: string,
  atMs: number,
  isReplaced: boolean,
): PlannedWindow {
  return { ...window, closed: { atMs, by: arn, isReplaced } };
}

/** When the first of those windows opened that a window goes on with that opens now. */
function startOfRow(windows: readonly PlannedWindow[], nowMs: number): number {
  let startMs = nowMs;
  for (const it of windows.toSorted((a, b) => b.openedAtMs - a.openedAtMs)) {
    if (endOf(it) < startMs - breakMs) break;
    startMs = Math.min(startMs, it.openedAtMs);
  }
  return startMs;
}
