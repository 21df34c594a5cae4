import * as v from 'valibot';
import { jsonOrText } from '../json.ts';
import { maxClockSkewMs } from '../ledger/use-window.ts';

const hourMs = 60 * 60_000;

/** The longest that a window may be open. */
export const maxWindowMs = 8 * hourMs;

/** Windows are remembered for so long after they opened: who opens one is told how many there were. */
export const rememberedWindowsMs = 7 * 24 * hourMs;

/**
 * So many windows are remembered, of all accounts. With so many in a week, no further one opens: each alert reads all of them, and
 * root is not for daily work.
 */
export const maxWindows = 30;

/** Of the reason, in characters. */
export const maxWhyLength = 200;

/** So many events may be named that are planned though they are critical. */
export const maxAllowed = 20;

/** The name of a call, as CloudTrail has it. */
export const eventNameForm = /^[A-Z][A-Za-z0-9]{2,79}$/;

const moment = v.pipe(v.number(), v.integer(), v.minValue(0));

export const windowSchema = v.object({
  /** Of the request that opened it: asked again, it is the same. */
  id: v.pipe(v.string(), v.regex(/^[0-9A-HJKMNP-TV-Z]{10}$/)),
  account: v.pipe(v.string(), v.regex(/^\d{12}$/)),
  /** The ARN of who opened it, as AWS gave it. */
  by: v.pipe(v.string(), v.maxLength(2_048)),
  isByRoot: v.boolean(),
  /** In their words: hostile. */
  why: v.pipe(v.string(), v.maxLength(maxWhyLength)),
  openedAtMs: moment,
  /** When it is over, if nobody closes it sooner. */
  untilMs: moment,
  /** Names of critical events that are planned. */
  allow: v.pipe(v.array(v.pipe(v.string(), v.regex(eventNameForm))), v.maxLength(maxAllowed)),
  closed: v.optional(
    v.object({
      atMs: moment,
      /** The ARN of who closed it. */
      by: v.pipe(v.string(), v.maxLength(2_048)),
      /** Another window takes its place, so that nobody is told of its end. */
      isReplaced: v.boolean(),
    }),
  ),
});

/** A time for which somebody said that they would use the root of an account. */
export type PlannedWindow = v.InferOutput<typeof windowSchema>;

/**
 * The windows that the ledger keeps. What nobody of us can have written is none: one that is too long, that ends before it begins,
 * or that begins in the future.
 */
export function readWindows(text: string | undefined, nowMs: number): PlannedWindow[] {
  const list = jsonOrText(text ?? '');
  if (!Array.isArray(list)) return [];
  return list.slice(0, maxWindows).flatMap((it: unknown) => {
    const result = v.safeParse(windowSchema, it);
    return result.success && isSane(result.output, nowMs) ? [result.output] : [];
  });
}

/** The text that {@link readWindows} reads. What is older than a week is left out. */
export function windowsText(windows: readonly PlannedWindow[], nowMs: number): string {
  return JSON.stringify(
    windows.filter(({ openedAtMs }) => nowMs - openedAtMs < rememberedWindowsMs),
  );
}

function isSane({ openedAtMs, untilMs }: PlannedWindow, nowMs: number): boolean {
  const lengthMs = untilMs - openedAtMs;
  return lengthMs > 0 && lengthMs <= maxWindowMs && openedAtMs <= nowMs + maxClockSkewMs;
}

/** When a window was, or will be, over. */
export function endOf({ untilMs, closed }: PlannedWindow): number {
  return Math.min(untilMs, closed?.atMs ?? untilMs);
}

/** The window of an account at a moment. The latest, should there be more. */
export function windowAt(
  windows: readonly PlannedWindow[],
  account: string,
  atMs: number,
): PlannedWindow | undefined {
  return windows
    .filter((it) => it.account === account && it.openedAtMs <= atMs && atMs < endOf(it))
    .toSorted((a, b) => a.openedAtMs - b.openedAtMs)
    .at(-1);
}
