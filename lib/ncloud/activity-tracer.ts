import * as v from 'valibot';
import type { Clock } from '../clock.ts';
import { asText } from '../json.ts';
import { OperationalError } from '../operational-error.ts';
import { NoResponseError, type postJson } from '../post-json.ts';
import { retryDelay } from '../retry-delay.ts';
import { type ActivityPage, judgeTracerAnswer, type TracerVerdict } from './judge-tracer-answer.ts';
import type { NcloudAccount } from './parse-accounts.ts';
import { type TimeWindow, tracerRequest } from './tracer-request.ts';

/**
 * Thrown when the activities could not be read to the end. The message names the account and Naver Cloud's answer,
 * by its status and error number. It contains no key and no text of the answer.
 */
export class TracerError extends OperationalError {
  override name = 'TracerError' as const;
  /** The key, the signature or the clock was refused (401). */
  readonly isRefusal: boolean;
  /** How far the server's clock is ahead of ours, if it said so with a refusal. */
  readonly skewMs: number | undefined;

  constructor(
    { name }: NcloudAccount,
    reason: string,
    refusal?: { readonly skewMs: number | undefined },
  ) {
    super(`Naver Cloud, account ${name}: the Cloud Activity Tracer ${reason}.`);
    this.isRefusal = refusal !== undefined;
    this.skewMs = refusal?.skewMs;
  }
}

export interface TracerDeps {
  readonly post: typeof postJson;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** What to read, and until when. */
export interface TracerQuery {
  readonly account: NcloudAccount;
  readonly window: TimeWindow;
  /** How far the server's clock is ahead of ours. */
  readonly skewMs: number;
  /** Clock time by which reading ends. */
  readonly deadlineMs: number;
}

/** The API has no filter: the activities of everybody in the account come. */
const maxPages = 300;
/** Pages in a row that may bring nothing new: they shift while new activities come in. */
const maxStalePages = 2;
/** A hundred activities are about a hundred kilobytes. */
const maxBodyBytes = 8 * 1024 * 1024;
const attemptTimeoutMs = 10_000;
const minTimeoutMs = 1_000;

const identified = v.object({ historyId: v.pipe(v.string(), v.minLength(1)) });

/**
 * Reads what was done in an account within a window, page by page to the end (Ncloud API guide, "GetActivityList").
 * What may pass (408, 429, 5xx, a lost connection, an answer without a list) is tried again while there is time.
 *
 * @param onItem gets every item as it comes. An item may come twice, and items may come before an error.
 * @throws {TracerError}
 */
export async function readActivities(
  query: TracerQuery,
  onItem: (item: unknown) => void,
  deps: TracerDeps,
): Promise<void> {
  const { account } = query;
  const ids = new Set<string>();
  let stalePages = 0;
  for (let number = 0; number < maxPages; number += 1) {
    const { items, hasMore } = await readPage(number, query, deps);
    const knownBefore = ids.size;
    for (const item of items) {
      ids.add(idOf(item));
      onItem(item);
    }
    // `hasMore` is documented. Where it is missing, a full page of either default size may not be the last.
    const isMore = hasMore === undefined ? items.length >= 20 : String(hasMore) === 'true';
    if (!isMore) return;
    stalePages = ids.size === knownBefore ? stalePages + 1 : 0;
    if (stalePages > maxStalePages) {
      throw new TracerError(account, 'gives the same pages again and again');
    }
  }
  throw new TracerError(account, `has more than ${maxPages} pages of activities in one window`);
}

async function readPage(
  number: number,
  query: TracerQuery,
  deps: TracerDeps,
): Promise<ActivityPage> {
  const { account, deadlineMs } = query;
  const { clock, random } = deps;
  for (let attempts = 1; ; attempts += 1) {
    const verdict = await askForPage(number, query, deps);
    if (verdict.kind === 'page') return verdict.page;
    if (verdict.kind === 'refused') {
      const { serverMs } = verdict;
      const skewMs = serverMs === undefined ? undefined : serverMs - clock.now();
      throw new TracerError(account, verdict.reason, { skewMs });
    }
    if (verdict.kind === 'failed') throw new TracerError(account, verdict.reason);
    const delayMs = retryDelay({
      attempts,
      retryAfterMs: verdict.retryAfterMs,
      remainingMs: deadlineMs - clock.now(),
      random: random(),
    });
    if (delayMs === undefined) throw new TracerError(account, verdict.reason);
    await clock.sleep(delayMs);
  }
}

async function askForPage(
  number: number,
  { account, window, skewMs, deadlineMs }: TracerQuery,
  { post, clock }: TracerDeps,
): Promise<TracerVerdict> {
  const remainingMs = deadlineMs - clock.now();
  if (remainingMs < minTimeoutMs) {
    return { kind: 'failed', reason: 'was not read to the end in time' };
  }
  const timestampMs = Math.round(clock.now() + skewMs);
  const { url, body, headers } = tracerRequest(account, window, number, timestampMs);
  const timeoutMs = Math.min(attemptTimeoutMs, remainingMs);
  try {
    const answer = await post(url, body, timeoutMs, { headers, maxBodyBytes });
    return judgeTracerAnswer(answer, clock.now() + skewMs);
  } catch (error) {
    if (!(error instanceof NoResponseError)) throw error;
    return { kind: 'retry', reason: `gave ${error.message}` };
  }
}

function idOf(item: unknown): string {
  return v.is(identified, item) ? item.historyId : asText(item);
}
