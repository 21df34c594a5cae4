import { isRetryableStatus, retryAfterToMs } from '../http-retry.ts';
import type { Answer } from '../post-json.ts';
import { readAnswerJson } from './answer-json.ts';
import { ownWords } from './own-words.ts';
import { refusalIn } from './refusal-in.ts';
import { roomTypes } from './room-types.ts';
import type { ConfiguredRoom } from './webhook-rooms.ts';

/** The form of a 2xx answer that is neither the room's yes nor a known no. */
export type UnclearAnswer = 'empty' | 'html' | 'json' | 'text';

/** Whether a room took a message, and if not, whether asking again can help. */
export type Verdict =
  | {
      readonly isAccepted: true;
      /** The answer is not the one that this kind of room gives: perhaps nobody was told. Absent: it is. */
      readonly unclear?: UnclearAnswer;
    }
  | {
      readonly isAccepted: false;
      /** For logs and errors: the status, and whether the body of a 2xx was a refusal. */
      readonly reason: string;
      /** Why, in the words of the room: see {@link ownWords}. Absent: it gave no reason. */
      readonly said?: string;
      /** False: this URL will say the same again, whatever the message. */
      readonly isRetryable: boolean;
      /** How long the room asked us to wait. */
      readonly retryAfterMs: number | undefined;
    };

/**
 * Judges a room's answer. 408, 429 and 5xx are retryable. Every other status but 2xx is final, redirects included. A 2xx
 * is accepted unless its body is a known refusal. On a known host, a body that is not the room's own yes is accepted
 * too, so that an alert is neither lost nor repeated for days because the room changed its wording; but it is `unclear`.
 *
 * @param nowMs for a `Retry-After` that is a date.
 */
export function judgeAnswer(
  { kind, url, isKnownHost }: Pick<ConfiguredRoom, 'kind' | 'url' | 'isKnownHost'>,
  { status, retryAfter, body }: Answer,
  nowMs: number,
): Verdict {
  const words = (): { said?: string } => {
    const said = ownWords(body, url);
    return said === undefined ? {} : { said };
  };
  if (status < 200 || status >= 300) {
    return {
      isAccepted: false,
      reason: `answered ${status}`,
      ...words(),
      isRetryable: isRetryableStatus(status),
      retryAfterMs: retryAfterToMs(retryAfter, nowMs),
    };
  }
  const refusal = refusalIn(body);
  if (refusal !== undefined) {
    return {
      isAccepted: false,
      reason: `answered ${status} but did not accept the message`,
      ...words(),
      isRetryable: refusal.isRetryable,
      retryAfterMs: undefined,
    };
  }
  const isYes = !isKnownHost || roomTypes[kind].saysYes(body);
  return isYes ? { isAccepted: true } : { isAccepted: true, unclear: formOf(body) };
}

function formOf(body: string): UnclearAnswer {
  if (body.trim() === '') return 'empty';
  if (readAnswerJson(body) !== undefined) return 'json';
  return body.trim().startsWith('<') ? 'html' : 'text';
}
