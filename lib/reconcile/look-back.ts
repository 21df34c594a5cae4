import type { EventAttribute, EventPage, EventQuery } from '../aws/look-up-events.ts';
import type { Clock } from '../clock.ts';

export interface LookBack {
  readonly attributes: readonly EventAttribute[];
  /** Looked up over the whole time before the slices, where there is too much for one: one page of each. */
  readonly graveFirst: readonly EventAttribute[];
  readonly fromMs: number;
  readonly untilMs: number;
  /** Clock time after which no more calls are made, finished or not. */
  readonly deadlineMs: number;
  readonly clock: Clock;
  /** Rejects when the region does not answer. */
  readonly lookUpEvents: (query: EventQuery) => Promise<EventPage>;
  /** Gets every record that was read, some of them twice. Resolves with false to stop after a slice. */
  readonly onRecords: (records: readonly unknown[]) => Promise<boolean>;
}

/** Two calls a second for each account and region (CloudTrail API Reference, LookupEvents). */
const minIntervalMs = 500;

/** A slice with more pages (of 50 records) is cut, so that each run completes some slices however much there is. */
const maxPages = 20;

/** The next slice is as long as it takes to have so many pages, by what the last one had. */
const usualPages = 12;

/** Into so many parts a slice with too much is cut: what was read of it is read again. */
const parts = 8;

/** Slices are not cut any shorter: times of events are whole seconds. */
const minSliceMs = 2_000;

interface Slice {
  readonly fromMs: number;
  readonly untilMs: number;
}

interface Read {
  readonly records: readonly unknown[];
  readonly pages: number;
  readonly end: 'whole' | 'tooMany' | 'outOfTime';
}

/**
 * Reads from a region's event history all records with one of the attributes. The whole time is one slice, unless
 * there is too much in it: then the latest of it comes first, as CloudTrail gives it, next what is grave by its name,
 * and then slice after slice from the earliest on. Whatever is read is handed over, also of a slice that is not read
 * to its end.
 *
 * @returns the time up to which every record was handed to `onRecords`, in milliseconds since 1970; `fromMs` when
 * none was.
 */
export async function lookBack({
  attributes,
  graveFirst,
  fromMs,
  untilMs,
  onRecords,
  ...reading
}: LookBack): Promise<number> {
  const readPages = createPageReader(reading);
  const whole = { fromMs, untilMs };
  const first = await readPages(whole, attributes, maxPages);
  await onRecords(first.records);
  if (first.end !== 'tooMany') return first.end === 'whole' ? untilMs : fromMs;
  const grave = await readFirstPages(whole, [...attributes.slice(1), ...graveFirst], readPages);
  await onRecords(grave);

  let lookedUntilMs = fromMs;
  let lengthMs = (untilMs - fromMs) / parts;
  while (lookedUntilMs < untilMs) {
    lengthMs = Math.max(Math.ceil(lengthMs), minSliceMs);
    const slice = { fromMs: lookedUntilMs, untilMs: Math.min(lookedUntilMs + lengthMs, untilMs) };
    const limit = lengthMs <= minSliceMs ? Number.POSITIVE_INFINITY : maxPages;
    const { records, pages, end } = await readPages(slice, attributes, limit);
    const wantsMore = await onRecords(records);
    if (end === 'outOfTime') break;
    if (end === 'tooMany') {
      lengthMs /= parts;
      continue;
    }
    lookedUntilMs = slice.untilMs;
    lengthMs *= Math.min(usualPages / pages, 2);
    if (!wantsMore) break;
  }
  return lookedUntilMs;
}

type ReadPages = (
  slice: Slice,
  attributes: readonly EventAttribute[],
  limit: number,
) => Promise<Read>;

/** Reads pages no faster than CloudTrail allows, until the time is up. */
function createPageReader({
  deadlineMs,
  clock,
  lookUpEvents,
}: Pick<LookBack, 'deadlineMs' | 'clock' | 'lookUpEvents'>): ReadPages {
  let nextCallAt = 0;
  return async (slice, attributes, limit) => {
    const records: unknown[] = [];
    let pages = 0;
    for (const attribute of attributes) {
      for (let nextToken: string | undefined, isWhole = false; !isWhole; ) {
        if (pages >= limit) return { records, pages, end: 'tooMany' };
        const waitMs = nextCallAt - clock.now();
        if (waitMs > 0) await clock.sleep(waitMs);
        if (clock.now() >= deadlineMs) return { records, pages, end: 'outOfTime' };
        nextCallAt = clock.now() + minIntervalMs;
        const page = await lookUpEvents({ ...attribute, ...slice, nextToken });
        pages += 1;
        records.push(...page.records);
        nextToken = page.nextToken;
        isWhole = nextToken === undefined;
      }
    }
    return { records, pages, end: 'whole' };
  };
}

/** The latest records of each attribute. */
async function readFirstPages(
  slice: Slice,
  attributes: readonly EventAttribute[],
  readPages: ReadPages,
): Promise<readonly unknown[]> {
  const records: unknown[] = [];
  for (const attribute of attributes) {
    records.push(...(await readPages(slice, [attribute], 1)).records);
  }
  return records;
}
