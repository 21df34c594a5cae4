import type { Message } from '../../messages/message.ts';
import { calledIn } from '../called-in.ts';
import { isBelow } from '../is-below.ts';
import type { MessageEnvelope } from '../room-type.ts';
import { detailLine, type SafeMessage, safeMessage } from '../safe-message.ts';

type Widget =
  | { readonly textParagraph: { readonly text: string } }
  | {
      readonly decoratedText: {
        readonly topLabel?: string;
        readonly text: string;
        readonly wrapText: true;
      };
    }
  | {
      readonly buttonList: {
        readonly buttons: readonly {
          readonly text: string;
          readonly onClick: { readonly openLink: { readonly url: string } };
        }[];
      };
    };

/** The JSON that a Google Chat webhook takes (developers.google.com/workspace/chat/api/reference/rest/v1/spaces.messages). */
export interface GoogleChatPayload {
  readonly text: string;
  readonly thread: { readonly threadKey: string };
  readonly cardsV2: readonly {
    readonly cardId: string;
    readonly card: { readonly sections: readonly { readonly widgets: readonly Widget[] }[] };
  }[];
}

/** A message takes 32,000 bytes with its cards: these are 9,500 units of three bytes at most. */
export const limits = { headline: 800, summary: 800, advice: 2_000, facts: 4_000, details: 1_500 };
/** What is beyond 100 widgets of a card is not shown. */
const maxFacts = 60;

export function googleChatPayload(
  message: Message,
  { to, id, incidentId = id }: MessageEnvelope,
): GoogleChatPayload {
  const shown = safeMessage(message, limits);
  const called = calledIn(message, to);
  const lines = [
    ...(called === undefined ? [] : [`<users/${called}>`]),
    `*${shown.headline}*`,
    ...(shown.summary === '' ? [] : [shown.summary]),
  ];
  const sections = sectionsOf(shown);
  return {
    text: lines.join('\n'),
    thread: { threadKey: isBelow(message) ? incidentId : id },
    // A card without any section is refused.
    cardsV2: sections.length === 0 ? [] : [{ cardId: 'root-alert', card: { sections } }],
  };
}

function sectionsOf(shown: SafeMessage): { widgets: Widget[] }[] {
  const { advice, links, facts } = shown;
  const buttons = links.map(({ title, url }) => ({ text: title, onClick: { openLink: { url } } }));
  const first: Widget[] = [
    ...(advice ? [{ textParagraph: { text: advice.steps.join('\n') } }] : []),
    ...(buttons.length > 0 ? [{ buttonList: { buttons } }] : []),
  ];
  const second: Widget[] = facts.slice(0, maxFacts).map(({ label, value }) => ({
    decoratedText: { ...(label !== '' && { topLabel: label }), text: value, wrapText: true },
  }));
  const small = detailLine(shown);
  const third: Widget[] = small === '' ? [] : [{ textParagraph: { text: small } }];
  return [first, second, third].filter((it) => it.length > 0).map((widgets) => ({ widgets }));
}
