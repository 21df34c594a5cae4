import type { Clock } from '../clock.ts';

/** One attribute is all that a look-up may ask for (CloudTrail API Reference, LookupEvents). */
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
  /** There are more. */
  readonly nextToken: string | undefined;
}

export interface LookBack {
  readonly attributes: readonly EventAttribute[];
  readonly fromMs: number;
  readonly untilMs: number;
  /** By then it ends, looked at all or not. */
  readonly deadlineMs: number;
  readonly clock: Clock;
  /** Rejects when the region cannot be asked. */
  readonly ask: (query: EventQuery) => Promise<EventPage>;
  /** Takes the records of one slice of the time, the earlier slice first. Answers false when it has enough for now. */
  readonly take: (records: readonly unknown[]) => Promise<boolean>;
}

/** Two calls a second for each account and region (CloudTrail API Reference, LookupEvents). */
const intervalMs = 500;

/** A slice with more pages than these, of 50 records each, is cut in two, so that no run looks in vain however much there is. */
const maxPages = 20;

/** Times of events are whole seconds. */
const minSliceMs = 2_000;

/**
 * Looks through what a region's event history has of the attributes, in slices of time: all of it is one
 * slice unless there is too much for that.
 *
 * @returns until when all was looked at and taken, in milliseconds since 1970; `fromMs` when nothing was.
 */
export async function lookBack({
  attributes,
  fromMs,
  untilMs,
  deadlineMs,
  clock,
  ask,
  take,
}: LookBack): Promise<number> {
  let nextCallAt = 0;
  let lookedUntilMs = fromMs;
  // The earliest last, to be popped first.
  const slices = [{ fromMs, untilMs }];
  for (let slice = slices.pop(); slice !== undefined; slice = slices.pop()) {
    const records = await recordsOf(slice);
    if (records === 'outOfTime') break;
    if (records === 'tooMany') {
      const middleMs = Math.floor((slice.fromMs + slice.untilMs) / 2);
      slices.push({ ...slice, fromMs: middleMs }, { ...slice, untilMs: middleMs });
      continue;
    }
    const wantsMore = await take(records);
    lookedUntilMs = slice.untilMs;
    if (!wantsMore) break;
  }
  return lookedUntilMs;

  async function recordsOf(slice: {
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
        nextCallAt = clock.now() + intervalMs;
        const page = await ask({ ...attribute, ...slice, nextToken });
        pages += 1;
        records.push(...page.records);
        nextToken = page.nextToken;
        isWhole = nextToken === undefined;
      }
    }
    return records;
  }
}
