import type { Clock } from '../clock.ts';

/** A look-up takes one attribute only (CloudTrail API Reference, LookupEvents). */
export interface EventAttribute {
  readonly key: 'Username' | 'EventName';
  readonly value: string;
}

/** One call: events from `fromMs` to `untilMs`, both included, in milliseconds since 1970. */
export interface EventQuery extends EventAttribute {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly nextToken: string | undefined;
}

export interface EventPage {
  /** CloudTrail records, parsed, the latest first. */
  readonly records: readonly unknown[];
  /** Asks for the next page; undefined: this is the last one. */
  readonly nextToken: string | undefined;
}

export interface LookBack {
  readonly attributes: readonly EventAttribute[];
  readonly fromMs: number;
  readonly untilMs: number;
  /** Clock time after which no more calls are made, finished or not. */
  readonly deadlineMs: number;
  readonly clock: Clock;
  /** Rejects when the region does not answer. */
  readonly lookUpEvents: (query: EventQuery) => Promise<EventPage>;
  /** Gets all records of one slice of time, the earliest slice first. Resolves with false to stop after it. */
  readonly onSlice: (records: readonly unknown[]) => Promise<boolean>;
}

/** Two calls a second for each account and region (CloudTrail API Reference, LookupEvents). */
const minIntervalMs = 500;

/** A slice with more pages (of 50 records) is cut in two, so that each run completes some slices however much there is. */
const maxPages = 20;

/** Slices are not cut any shorter: times of events are whole seconds. */
const minSliceMs = 2_000;

/**
 * Reads from a region's event history all records with one of the attributes, in slices of time. The whole time is
 * one slice, unless there is too much in it.
 *
 * @returns the time up to which every record was handed to `onSlice`, in milliseconds since 1970; `fromMs` when
 * none was.
 */
export async function lookBack({
  attributes,
  fromMs,
  untilMs,
  deadlineMs,
  clock,
  lookUpEvents,
  onSlice,
}: LookBack): Promise<number> {
  let nextCallAt = 0;
  let lookedUntilMs = fromMs;
  // The earliest slice is the last of the list, to be popped first.
  const slices = [{ fromMs, untilMs }];
  for (let slice = slices.pop(); slice !== undefined; slice = slices.pop()) {
    const records = await readSlice(slice);
    if (records === 'outOfTime') break;
    if (records === 'tooMany') {
      const middleMs = Math.floor((slice.fromMs + slice.untilMs) / 2);
      slices.push({ ...slice, fromMs: middleMs }, { ...slice, untilMs: middleMs });
      continue;
    }
    const wantsMore = await onSlice(records);
    lookedUntilMs = slice.untilMs;
    if (!wantsMore) break;
  }
  return lookedUntilMs;

  async function readSlice(slice: {
    readonly fromMs: number;
    readonly untilMs: number;
  }): Promise<unknown[] | 'tooMany' | 'outOfTime'> {
    const isShort = slice.untilMs - slice.fromMs <= minSliceMs;
    const records: unknown[] = [];
    let pages = 0;
    for (const attribute of attributes) {
      for (let nextToken: string | undefined, isWhole = false; !isWhole; ) {
        if (pages >= maxPages && !isShort) return 'tooMany';
        const waitMs = nextCallAt - clock.now();
        if (waitMs > 0) await clock.sleep(waitMs);
        if (clock.now() >= deadlineMs) return 'outOfTime';
        nextCallAt = clock.now() + minIntervalMs;
        const page = await lookUpEvents({ ...attribute, ...slice, nextToken });
        pages += 1;
        records.push(...page.records);
        nextToken = page.nextToken;
        isWhole = nextToken === undefined;
      }
    }
    return records;
  }
}
