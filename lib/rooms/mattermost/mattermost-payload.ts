import type { Message } from '../../messages/message.ts';
import { calledIn } from '../called-in.ts';
import type { MessageEnvelope } from '../room-type.ts';
import { bodyLines, detailLine, markdownLinks, safeMessage } from '../safe-message.ts';

/** The JSON that a Mattermost incoming webhook takes (developers.mattermost.com/integrate/reference/message-attachments). */
export interface MattermostPayload {
  readonly text: string;
  readonly attachments: readonly {
    readonly fallback: string;
    readonly color: string;
    readonly text: string;
    readonly footer?: string;
    /** A press is posted to `url` with `context`, which people do not see (developers.mattermost.com, "Interactive messages"). */
    readonly actions?: readonly {
      readonly id: string;
      readonly name: string;
      readonly type: 'button';
      readonly style?: 'danger';
      readonly integration: {
        readonly url: string;
        readonly context: {
          readonly token: string;
          readonly verdict: string;
          /** The text of the post, which an update has to repeat and a press does not hold. */
          readonly text: string;
        };
      };
    }[];
  }[];
}

/** A post takes 4,000 characters on old servers, and 16,383 on others. */
export const limits = { headline: 500, summary: 500, advice: 1_000, facts: 1_500, details: 290 };
const maxTextLength = 4_000;

export function mattermostPayload(message: Message, { to }: MessageEnvelope): MattermostPayload {
  const shown = safeMessage(message, limits);
  const called = calledIn(message, to);
  const lines = [
    ...(called === undefined ? [] : [`@${called}`]),
    `**${shown.headline}**`,
    ...(shown.summary === '' ? [] : [shown.summary]),
  ];
  const text = lines.join('\n');
  const links = markdownLinks(shown);
  const body = [...bodyLines(shown), ...(links === '' ? [] : [links])].join('\n');
  const footer = detailLine(shown);
  const actions = shown.links.flatMap(({ opens, title, answer }) =>
    answer?.token === undefined
      ? []
      : [
          {
            id: opens.toLowerCase(),
            name: title,
            type: 'button' as const,
            ...(opens === 'notUs' && { style: 'danger' as const }),
            integration: {
              url: new URL('/mattermost', answer.pressedUrl).href,
              context: { token: answer.token, verdict: opens, text },
            },
          },
        ],
  );
  return {
    text,
    attachments:
      body === ''
        ? []
        : [
            {
              fallback: shown.headline,
              color: shown.color,
              text: body.length <= maxTextLength ? body : bodyLines(shown).join('\n'),
              ...(footer !== '' && { footer }),
              ...(actions.length > 0 && { actions }),
            },
          ],
  };
}
