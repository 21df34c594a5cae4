import type { Locale } from '../config.ts';
import { answerLinkWords } from '../messages/answer-link-words.ts';
import type { Link, Message } from '../messages/message.ts';
import { roomRefOf, signToken, tokenLifetimeMs } from './answer-token.ts';
import { readRespondSecret } from './respond-secret.ts';

/** Whom a message asks, and where they answer. */
export interface AnswerPlace {
  readonly incidentId: string;
  /** Key of the room in the ledger. */
  readonly ledgerKey: string;
  readonly hasButtons: boolean;
  readonly locale: Locale;
  /** The page for answers, without a path. */
  readonly url: URL;
  readonly nowMs: number;
}

/** The message with its two links, for one room. Without a key in the secret it stays as it is. */
export function addAnswerLinks(message: Message, place: AnswerPlace, secretText: string): Message {
  const secret = readRespondSecret(secretText);
  if (secret === undefined) return message;
  const { incidentId, ledgerKey, hasButtons, locale, url, nowMs } = place;
  const token = { incidentId, roomRef: roomRefOf(ledgerKey), expiresAtMs: nowMs + tokenLifetimeMs };
  const page = new URL(`/i/${signToken(token, 'link', secret.linkKey)}`, url).href;
  const buttonToken = hasButtons ? signToken(token, 'button', secret.linkKey) : undefined;
  const words = answerLinkWords[locale];
  const linkTo = (opens: 'planned' | 'notUs', hint: string): Link => ({
    opens,
    title: words[opens],
    url: `${page}?answer=${opens}`,
    answer: { token: buttonToken, hint, pressedUrl: url.href },
  });
  return {
    ...message,
    links: [
      ...message.links,
      linkTo('planned', words.plannedHint),
      linkTo('notUs', words.notUsHint),
    ],
  };
}
