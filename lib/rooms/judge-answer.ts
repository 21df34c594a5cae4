import { isRetryableStatus, retryAfterToMs } from '../http-retry.ts';
import type { Answer } from '../post-json.ts';
import { type RoomKind, roomTypes } from './room-types.ts';

/** Whether a room took a message, and if not, whether asking again can help. */
export type Verdict =
  | { readonly isAccepted: true }
  | {
      readonly isAccepted: false;
      /** For logs and errors: the status, and whether the body of a 2xx was a refusal. */
      readonly reason: string;
      /** False: this URL will say the same again, whatever the message. */
      readonly isRetryable: boolean;
      /** How long the room asked us to wait. */
      readonly retryAfterMs: number | undefined;
    };

/**
 * Judges a room's answer. Any 2xx is accepted, unless its body is a refusal of this kind of room. 408, 429 and 5xx are
 * retryable. Everything else is final, redirects included.
 *
 * @param nowMs for a `Retry-After` that is a date.
 */
export function judgeAnswer(
  kind: RoomKind,
  { status, retryAfter, body }: Answer,
  nowMs: number,
): Verdict {
  if (status >= 200 && status < 300) {
    return roomTypes[kind].isRefusal(body)
      ? refused(`answered ${status} but did not accept the message`, false)
      : { isAccepted: true };
  }
  return refused(
    `answered ${status}`,
    isRetryableStatus(status),
    retryAfterToMs(retryAfter, nowMs),
  );
}

function refused(reason: string, isRetryable: boolean, retryAfterMs?: number): Verdict {
  return { isAccepted: false, reason, isRetryable, retryAfterMs };
}
