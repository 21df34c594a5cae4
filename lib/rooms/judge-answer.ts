import type { Answer } from '../post-json.ts';

/** Whether a room took a message, and if not, whether asking again can help. */
export type Verdict =
  | { readonly isAccepted: true }
  | {
      readonly isAccepted: false;
      /** For logs and errors: the status and, for a 200 that says no, that it did. */
      readonly reason: string;
      /** False: this URL will say the same again, whatever the message. */
      readonly isRetryable: boolean;
      /** How long the room asked us to wait. */
      readonly retryAfterMs: number | undefined;
    };

/**
 * Judges a room's answer. Accepted is any 2xx, unless its body is JSON that says
 * `header.isSuccessful: false`, as Dooray does; 408, 429 and 5xx pass, everything else stays.
 *
 * @param nowMs for a `Retry-After` that is a date.
 */
export function judgeAnswer({ status, retryAfter, body }: Answer, nowMs: number): Verdict {
  if (status >= 200 && status < 300) {
    return saysNo(body)
      ? refused(`answered ${status} but did not accept the message`, false)
      : { isAccepted: true };
  }
  const isRetryable = status === 408 || status === 429 || status >= 500;
  return refused(`answered ${status}`, isRetryable, retryAfterToMs(retryAfter, nowMs));
}

function refused(reason: string, isRetryable: boolean, retryAfterMs?: number): Verdict {
  return { isAccepted: false, reason, isRetryable, retryAfterMs };
}

/** How Dooray's no begins: enough where its end was cut off. */
const beginningOfNo = /^\s*\{\s*"header"\s*:\s*\{[^{}]*"isSuccessful"\s*:\s*false\b/;

function saysNo(body: string): boolean {
  try {
    // With a byte order mark before it, JSON is JSON all the same.
    const answer: unknown = JSON.parse(body.trim());
    return (
      typeof answer === 'object' &&
      answer !== null &&
      'header' in answer &&
      typeof answer.header === 'object' &&
      answer.header !== null &&
      'isSuccessful' in answer.header &&
      answer.header.isSuccessful === false
    );
  } catch {
    return beginningOfNo.test(body);
  }
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3). What is neither says nothing. */
function retryAfterToMs(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
