import * as v from 'valibot';
import type { Clock } from '../clock.ts';
import { isRetryableStatus, retryAfterToMs } from '../http-retry.ts';
import { asText } from '../json.ts';
import { OperationalError } from '../operational-error.ts';
import { type Answer, NoResponseError, type postJson } from '../post-json.ts';
import { retryDelay } from '../retry-delay.ts';
import type { NcloudAccount } from './read-accounts.ts';
import { ncloudSignature } from './signature.ts';

/**
 * Thrown when the activities could not be read to the end. The message names the account and what Naver
 * Cloud answered, by its status and number of the error; no key is in it, nor any text of the answer.
 */
export class TracerError extends OperationalError {
  override name = 'TracerError' as const;
  /** The key, the signature or the clock was refused (401). */
  readonly isRefusal: boolean;
  /** How far the server's clock is ahead of ours, where it says so with a refusal. */
  readonly skewMs: number | undefined;

  constructor(message: string, refusal?: { readonly skewMs: number | undefined }) {
    super(message);
    this.isRefusal = refusal !== undefined;
    this.skewMs = refusal?.skewMs;
  }
}

/** From and to which event time, in milliseconds since 1970. */
export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface TracerDeps {
  readonly post: typeof postJson;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
}

const path = '/api/v1/activities';
/** The most that a page may have. */
const pageSize = 100;
/** Activities of everybody in the account come, and no filter is there to leave the others out. */
const maxPages = 300;
/** Of which so many in a row may bring nothing new, since pages move while something comes in between. */
const maxStalePages = 2;
/** A hundred activities are a hundred kilobytes or so. */
const maxBodyBytes = 8 * 1024 * 1024;
const attemptTimeoutMs = 10_000;
const minTimeoutMs = 1_000;

const page = v.object({
  items: v.array(v.unknown()),
  hasMore: v.fallback(v.optional(v.union([v.boolean(), v.picklist(['true', 'false'])])), undefined),
});
const identified = v.object({ historyId: v.pipe(v.string(), v.minLength(1)) });

/** Errors of the API gateway (Ncloud API guide, "Ncloud API response status codes"). */
const meanings: Readonly<Record<string, string>> = {
  '200': 'authentication failed: key, signature or clock',
  '210': 'permission denied',
  '400': 'quota exceeded',
  '410': 'throttled',
  '420': 'rate limited',
};

/**
 * Reads what was done in an account between two moments, page by page to the end (Ncloud API guide,
 * "GetActivityList"). What may pass, as 429, 5xx, a lost connection or an answer that is none, is tried
 * again while it fits before `deadlineMs` (clock time).
 *
 * @param onItem given every item, as it comes; one may come twice, and some come before an error.
 * @param skewMs how far the server's clock is ahead of ours.
 * @throws {TracerError}
 */
export async function readActivities(
  account: NcloudAccount,
  { fromMs, toMs }: TimeWindow,
  onItem: (item: unknown) => void,
  skewMs: number,
  deadlineMs: number,
  { post, clock, random }: TracerDeps,
): Promise<void> {
  const met = new Set<string>();
  let stalePages = 0;
  for (let number = 0; number < maxPages; number += 1) {
    const { items, hasMore } = await readPage(number);
    const before = met.size;
    for (const item of items) {
      met.add(identityOf(item));
      onItem(item);
    }
    // It is documented; where it is missing, a full page of either default size may have another behind it.
    const isMore = hasMore === undefined ? items.length >= 20 : String(hasMore) === 'true';
    if (!isMore) return;
    stalePages = met.size === before ? stalePages + 1 : 0;
    if (stalePages > maxStalePages) throw fail('gives the same pages again and again');
  }
  throw fail(`has more than ${maxPages} pages of activities in one window`);

  /** The names of the fields differ between the languages of the guide, so both are sent. */
  async function readPage(number: number): Promise<v.InferOutput<typeof page>> {
    const body = JSON.stringify({
      fromEventTime: fromMs,
      toEventTime: toMs,
      page: number,
      pageIndex: number,
      size: pageSize,
      pageSize,
    });
    for (let attempts = 1; ; attempts += 1) {
      const { read, reason, isRetryable, retryAfterMs } = await ask(body);
      if (read !== undefined) return read;
      const delayMs = isRetryable
        ? retryDelay({
            attempts,
            retryAfterMs,
            remainingMs: deadlineMs - clock.now(),
            random: random(),
          })
        : undefined;
      if (delayMs === undefined) throw fail(reason);
      await clock.sleep(delayMs);
    }
  }

  async function ask(body: string): Promise<Attempt> {
    const remainingMs = deadlineMs - clock.now();
    if (remainingMs < minTimeoutMs) return untimely;
    const timestampMs = Math.round(clock.now() + skewMs);
    const { accessKey, secretKey, apiUrl } = account;
    const signature = ncloudSignature({ method: 'POST', path, timestampMs, accessKey, secretKey });
    const headers = {
      accept: 'application/json',
      'content-type': 'application/json',
      'x-ncp-apigw-timestamp': String(timestampMs),
      'x-ncp-iam-access-key': accessKey,
      'x-ncp-apigw-signature-v2': signature,
    };
    let answer: Answer;
    try {
      const timeoutMs = Math.min(attemptTimeoutMs, remainingMs);
      answer = await post(new URL(path, apiUrl), body, timeoutMs, { headers, maxBodyBytes });
    } catch (error) {
      if (!(error instanceof NoResponseError)) throw error;
      return { reason: `gave ${error.message}`, isRetryable: true };
    }
    return judge(answer);
  }

  function judge({ status, retryAfter, date, body }: Answer): Attempt {
    const read = status >= 200 && status < 300 ? pageIn(body) : undefined;
    if (read !== undefined) return { read, reason: '', isRetryable: false };
    const reason = `answered ${status}${errorIn(body)}`;
    if (status === 401) {
      const serverMs = Date.parse(date ?? '');
      throw new TracerError(sentence(reason), {
        skewMs: Number.isNaN(serverMs) ? undefined : serverMs - clock.now(),
      });
    }
    // An answer that says it went well and is no list of activities is some proxy's, and may pass.
    return {
      reason: status < 300 ? `${reason} without a list of activities` : reason,
      isRetryable: isRetryableStatus(status) || status < 300,
      retryAfterMs: retryAfterToMs(retryAfter, clock.now() + skewMs),
    };
  }

  function sentence(reason: string): string {
    return `Naver Cloud, account ${account.name}: the Cloud Activity Tracer ${reason}.`;
  }

  function fail(reason: string): TracerError {
    return new TracerError(sentence(reason));
  }
}

interface Attempt {
  readonly read?: v.InferOutput<typeof page>;
  readonly reason: string;
  readonly isRetryable: boolean;
  readonly retryAfterMs?: number | undefined;
}

const untimely: Attempt = { reason: 'was not read to the end in time', isRetryable: false };

function pageIn(body: string): v.InferOutput<typeof page> | undefined {
  try {
    const parsed = v.safeParse(page, JSON.parse(body));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** Errors come as JSON, and as XML from what is in front of it; their text is not ours to repeat. */
function errorIn(body: string): string {
  const code = /errorCode"?\s*[:>]\s*"?(\d{1,5})/i.exec(body.slice(0, 4_000))?.[1];
  if (code === undefined) return '';
  const meaning = meanings[code];
  return ` (error ${code}${meaning === undefined ? '' : `: ${meaning}`})`;
}

function identityOf(item: unknown): string {
  return v.is(identified, item) ? item.historyId : asText(item);
}
