import { cutText } from '../../messages/cut-text.ts';
import type { Fact, Message } from '../../messages/message.ts';

interface PlainText {
  readonly type: 'plain_text';
  readonly text: string;
  /** False: `:words:` are shown as they are. */
  readonly emoji: false;
}
interface Mrkdwn {
  readonly type: 'mrkdwn';
  readonly text: string;
}

/** The JSON that a Slack incoming webhook takes: blocks, and `text` for notifications (docs.slack.dev, Block Kit). */
export interface SlackPayload {
  readonly text: string;
  readonly blocks: readonly (
    | { readonly type: 'header'; readonly text: PlainText }
    | { readonly type: 'section'; readonly text: PlainText }
    | { readonly type: 'section'; readonly fields: readonly PlainText[] }
    | { readonly type: 'context'; readonly elements: readonly Mrkdwn[] }
  )[];
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

/**
 * Slack's limits: a header takes 150 characters, a section ten fields of 2,000, all blocks together about 13,200. The
 * lower limits here keep the sum below that.
 */
const maxHeaderLength = 150;
const maxSectionLength = 2_900;
const fieldsPerSection = 10;
const maxFieldLength = 900;

export function slackPayload(message: Message): SlackPayload {
  const text = [message.headline, message.summary].filter(Boolean).join('\n');
  const unfurl = { unfurl_links: false, unfurl_media: false } as const;
  if (message.advice === undefined) {
    // A quiet message has no header.
    const quiet = plain(cutText(text, maxSectionLength));
    return { text, blocks: [{ type: 'section', text: quiet }], ...unfurl };
  }
  const links = [message.link, message.runbook].filter((link) => link !== undefined);
  return {
    text,
    blocks: [
      { type: 'header', text: plain(cutText(message.headline, maxHeaderLength)) },
      { type: 'section', text: plain(field(message.advice)) },
      ...inGroups(message.facts, fieldsPerSection).map((facts) => ({
        type: 'section' as const,
        fields: facts.map((fact) => plain(field(fact))),
      })),
      ...(links.length === 0
        ? []
        : [
            {
              type: 'context' as const,
              elements: links.map(({ title, url }) => ({
                type: 'mrkdwn' as const,
                text: `<${url}|${title}>`,
              })),
            },
          ]),
    ],
    ...unfurl,
  };
}

function field({ label, value }: Fact): string {
  return cutText(`${label}\n${value}`, maxFieldLength);
}

function plain(text: string): PlainText {
  return { type: 'plain_text', text, emoji: false };
}

function inGroups<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, group) =>
    items.slice(group * size, (group + 1) * size),
  );
}
