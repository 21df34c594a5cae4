import type { Message } from '../../messages/message.ts';
import { calledIn } from '../called-in.ts';
import type { MessageEnvelope } from '../room-type.ts';
import { firstLines, safeMessage, wholeText } from '../safe-message.ts';

/** The JSON that `sendMessage` takes (core.telegram.org/bots/api#sendmessage). Without a parse mode, no text is markup. */
export interface TelegramPayload {
  readonly chat_id: string;
  readonly text: string;
  readonly link_preview_options: { readonly is_disabled: true };
  /** No sound. */
  readonly disable_notification: boolean;
  readonly reply_markup?: {
    readonly inline_keyboard: readonly (readonly {
      readonly text: string;
      readonly url: string;
    }[])[];
  };
}

/** 4,096 characters, with the labels. */
export const limits = { headline: 500, summary: 500, advice: 800, facts: 1_000, details: 500 };
const maxTextLength = 4_096;

export function telegramPayload(message: Message, { to }: MessageEnvelope): TelegramPayload {
  const shown = safeMessage(message, limits);
  const called = calledIn(message, to);
  const text = [...(called === undefined ? [] : [called]), wholeText({ ...shown, links: [] })].join(
    '\n',
  );
  return {
    chat_id: to.chatId ?? '',
    text: firstLines(text, maxTextLength),
    link_preview_options: { is_disabled: true },
    disable_notification: message.isQuiet,
    ...(shown.links.length > 0 && {
      reply_markup: {
        inline_keyboard: shown.links.map(({ title, url }) => [{ text: title, url }]),
      },
    }),
  };
}
