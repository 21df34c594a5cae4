import type { Message } from '../../messages/message.ts';
import { calledIn } from '../called-in.ts';
import type { MessageEnvelope } from '../room-type.ts';
import { bodyLines, detailLine, firstLines, markdownLinks, safeMessage } from '../safe-message.ts';

/** The JSON that a Discord webhook takes (docs.discord.com, "Execute webhook", "Embed object", "Allowed mentions object"). */
export interface DiscordPayload {
  readonly content: string;
  readonly embeds: readonly {
    readonly description: string;
    readonly color: number;
    readonly footer?: { readonly text: string };
  }[];
  /** Nobody else is called, whatever the text says. */
  readonly allowed_mentions: {
    readonly parse: readonly 'everyone'[];
    readonly users?: readonly string[];
    readonly roles?: readonly string[];
  };
}

/** Content takes 2,000 characters, a description 4,096, a footer 2,048, all embeds of a message 6,000. */
export const limits = { headline: 900, summary: 900, advice: 1_000, facts: 1_800, details: 1_200 };
const maxDescriptionLength = 4_096;

export function discordPayload(message: Message, { to }: MessageEnvelope): DiscordPayload {
  const shown = safeMessage(message, limits);
  const called = calledIn(message, to);
  const lines = [
    ...(called === undefined ? [] : [callText(called)]),
    `**${shown.headline}**`,
    ...(shown.summary === '' ? [] : [shown.summary]),
  ];
  const links = markdownLinks(shown);
  const spared = links === '' ? 0 : links.length + 1;
  const text = firstLines(bodyLines(shown).join('\n'), maxDescriptionLength - spared);
  const description = [links, text].filter((line) => line !== '').join('\n');
  const footer = detailLine(shown);
  const color = Number.parseInt(shown.color.slice(1), 16);
  return {
    content: lines.join('\n'),
    embeds:
      description === ''
        ? []
        : [{ description, color, ...(footer !== '' && { footer: { text: footer } }) }],
    allowed_mentions: allowed(called),
  };
}

function callText(called: string): string {
  return /^\d|^&/.test(called) ? `<@${called}>` : `@${called}`;
}

function allowed(called: string | undefined): DiscordPayload['allowed_mentions'] {
  if (called === undefined) return { parse: [] };
  if (called.startsWith('&')) return { parse: [], roles: [called.slice(1)] };
  return /^\d/.test(called) ? { parse: [], users: [called] } : { parse: ['everyone'] };
}
