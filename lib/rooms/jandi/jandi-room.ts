import type { Message } from '../../messages/message.ts';
import { isSuccess } from '../answer-status.ts';
import type { RoomType } from '../room-type.ts';
import { detailLine, safeMessage, wholeText } from '../safe-message.ts';

/** The JSON that a JANDI incoming webhook takes (support.jandi.com/ko/articles/6352697). */
interface JandiPayload {
  /** `[[title]](address)` is a link. */
  readonly body: string;
  /** Of a team's webhook: the person who gets it, 1:1. */
  readonly email?: string;
  readonly connectColor: string;
  readonly connectInfo: readonly { readonly title: string; readonly description: string }[];
}

/** Its guide names no limit; these are ours. */
const limits = { headline: 500, summary: 500, advice: 1_000, facts: 2_000, details: 1_000 };

function jandiPayload(message: Message, email: string | undefined): JandiPayload {
  const shown = safeMessage(message, limits);
  const { headline, summary, advice, links, facts, color } = shown;
  const linked = links.map(({ title, url }) => `[[${title}]](${url})`).join(' · ');
  const small = detailLine(shown);
  return {
    body: [headline, summary, linked].filter((line) => line !== '').join('\n'),
    ...(email !== undefined && { email }),
    connectColor: color.toUpperCase(),
    connectInfo: [
      ...(advice ? [{ title: advice.label, description: advice.steps.join('\n') }] : []),
      ...facts.map(({ label, value }) => ({ title: label || '–', description: value })),
      ...(small === '' ? [] : [{ title: 'root-alert', description: small }]),
    ],
  };
}

/** An incoming webhook of JANDI. */
export const jandi: RoomType = {
  requestsFor: (message, { to }) => [
    {
      payload: jandiPayload(message, to.chatId),
      headersFor: () => ({
        // Both are required.
        accept: 'application/vnd.tosslab.jandi-v2+json',
        'content-type': 'application/json',
      }),
    },
  ],
  asShown: (message) => wholeText(safeMessage(message, limits)),
  // Its guide says nothing of answers.
  readAnswer: ({ status }) => {
    if (isSuccess(status)) return 'yes';
    return [404, 410].includes(status) ? 'dead' : undefined;
  },
};
