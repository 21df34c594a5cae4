import { isRetryableStatus, retryAfterToMs } from '../http-retry.ts';
import type { Answer } from '../post-json.ts';
import { readAnswerJson } from './answer-json.ts';
import type { ConfiguredRoom } from './configured-room.ts';
import { ownWords } from './own-words.ts';
import { refusalIn } from './refusal-in.ts';
import type { AnswerMeaning, RoomType } from './room-type.ts';

/** The form of a 2xx answer that is neither the room's yes nor a known no. */
export type UnclearAnswer = 'empty' | 'html' | 'json' | 'text';

/** Whether a room took a message, and if not, whether asking again can help. */
export type Verdict =
  | {
      readonly isAccepted: true;
      /** The answer is not the one that this kind of room gives: perhaps nobody was told. Absent: it is. */
      readonly unclear?: UnclearAnswer;
      /** The service took it, and whether people have it shows only later. */
      readonly isBegun?: true;
    }
  | {
      readonly isAccepted: false;
      /** For logs and errors: the status, and whether the body of a 2xx was a refusal. */
      readonly reason: string;
      /** Why, in the words of the room: see {@link ownWords}. Absent: it gave no reason. */
      readonly said?: string;
      /** False: this URL will say the same again, whatever the message. */
      readonly isRetryable: boolean;
      /** This URL or key takes no message at all. */
      readonly isDead?: true;
      /** How long the room asked us to wait. */
      readonly retryAfterMs: number | undefined;
    };

/**
 * Judges a room's answer. 408, 429 and 5xx are retryable, and every other status but 2xx is final, redirects included, unless the
 * documents of its kind say otherwise. A 2xx is accepted unless it is a known refusal. On a known host, one that is not the
 * room's own yes is accepted too, so that an alert is neither lost nor repeated for days because the room changed its
 * wording; but it is `unclear`.
 *
 * @param nowMs for a `Retry-After` that is a date.
 */
export function judgeAnswer(
  { url, key, chatId, isKnownHost }: Pick<ConfiguredRoom, 'url' | 'key' | 'chatId' | 'isKnownHost'>,
  { readAnswer, retryAfterMsIn }: Pick<RoomType, 'readAnswer' | 'retryAfterMsIn'>,
  answer: Answer,
  nowMs: number,
): Verdict {
  const { status, retryAfter, body } = answer;
  const meaning = readAnswer(answer);
  const refused = (reason: string, isRetryable: boolean): Verdict => {
    const said = ownWords(body, url, [key, chatId]);
    return {
      isAccepted: false,
      reason,
      ...(said !== undefined && { said }),
      ...(meaning === 'dead' && { isDead: true }),
      isRetryable,
      retryAfterMs: retryAfterToMs(retryAfter, nowMs) ?? retryAfterMsIn?.(body),
    };
  };
  if (status < 200 || status >= 300) {
    return refused(`answered ${status}`, isRetryable(meaning) ?? isRetryableStatus(status));
  }
  const refusal = refusalIn(body);
  const isNo = isRetryable(meaning) !== undefined;
  if (isNo || refusal !== undefined) {
    const mayTry = isRetryable(meaning) ?? refusal?.isRetryable === true;
    return refused(`answered ${status} but did not accept the message`, mayTry);
  }
  if (meaning === 'begun') return { isAccepted: true, isBegun: true };
  const isYes = !isKnownHost || meaning === 'yes';
  return isYes ? { isAccepted: true } : { isAccepted: true, unclear: formOf(body) };
}

/** Whether a refusal may be a yes later. Undefined: it is no refusal, as far as its kind knows. */
function isRetryable(meaning: AnswerMeaning | undefined): boolean | undefined {
  if (meaning === 'tryAgain') return true;
  return meaning === 'no' || meaning === 'dead' ? false : undefined;
}

function formOf(body: string): UnclearAnswer {
  if (body.trim() === '') return 'empty';
  if (readAnswerJson(body) !== undefined) return 'json';
  return body.trim().startsWith('<') ? 'html' : 'text';
}
