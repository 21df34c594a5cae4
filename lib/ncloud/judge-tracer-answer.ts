import * as v from 'valibot';
import { isRetryableStatus, retryAfterToMs } from '../http-retry.ts';
import type { Answer } from '../post-json.ts';

const schema = v.object({
  items: v.array(v.unknown()),
  hasMore: v.fallback(v.optional(v.union([v.boolean(), v.picklist(['true', 'false'])])), undefined),
});

/** One page of activities, as the tracer answers. */
export type ActivityPage = v.InferOutput<typeof schema>;

/** What an answer of the tracer means. `reason` continues the sentence "the Cloud Activity Tracer …". */
export type TracerVerdict =
  | { readonly kind: 'page'; readonly page: ActivityPage }
  /** The key, the signature or the clock was refused. `serverMs`: the server's time, where it says so. */
  | { readonly kind: 'refused'; readonly reason: string; readonly serverMs: number | undefined }
  | { readonly kind: 'retry'; readonly reason: string; readonly retryAfterMs?: number | undefined }
  | { readonly kind: 'failed'; readonly reason: string };

/** Errors of the API gateway (Ncloud API guide, "Ncloud API response status codes"). */
const meanings: Readonly<Record<string, string>> = {
  '200': 'authentication failed: key, signature or clock',
  '210': 'permission denied',
  '400': 'quota exceeded',
  '410': 'throttled',
  '420': 'rate limited',
};

/**
 * Decides what to do with an answer. The reason has its status and error number, and never its text.
 *
 * @param serverNowMs the server's time, for a `Retry-After` that is a date.
 */
export function judgeTracerAnswer(
  { status, retryAfter, date, body }: Answer,
  serverNowMs: number,
): TracerVerdict {
  const isSuccess = status >= 200 && status < 300;
  const page = isSuccess ? pageIn(body) : undefined;
  if (page !== undefined) return { kind: 'page', page };
  const reason = `answered ${status}${errorIn(body)}`;
  if (status === 401) {
    const serverMs = Date.parse(date ?? '');
    return { kind: 'refused', reason, serverMs: Number.isNaN(serverMs) ? undefined : serverMs };
  }
  // A success without a list of activities comes from a proxy, and may pass.
  if (!isRetryableStatus(status) && status >= 300) return { kind: 'failed', reason };
  return {
    kind: 'retry',
    reason: status < 300 ? `${reason} without a list of activities` : reason,
    retryAfterMs: retryAfterToMs(retryAfter, serverNowMs),
  };
}

function pageIn(body: string): ActivityPage | undefined {
  try {
    const parsed = v.safeParse(schema, JSON.parse(body));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** Errors are JSON, or XML from whatever stands in front of the API. Their text is not repeated: it may hold the key. */
function errorIn(body: string): string {
  const code = /errorCode"?\s*[:>]\s*"?(\d{1,5})/i.exec(body.slice(0, 4_000))?.[1];
  if (code === undefined) return '';
  const meaning = meanings[code];
  return ` (error ${code}${meaning === undefined ? '' : `: ${meaning}`})`;
}
