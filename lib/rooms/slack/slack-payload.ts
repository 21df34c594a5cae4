import type { Advice, Fact, Link, Message } from '../../messages/message.ts';
import { escapedWith, type PlainText } from '../../messages/plain-text.ts';
import { briefDetails } from '../brief-details.ts';
import { fitTexts } from '../fit-texts.ts';
import { mentionsPeople } from '../mentions-people.ts';
import type { Sender } from '../room-type.ts';
import { lookOf, signAndTag } from '../severity-look.ts';
import { withLabel } from '../with-label.ts';
import {
  answerButtons,
  type ContextBlock,
  mentionBlock,
  type RichElement,
  type RichTextBlock,
  richLines,
  richText,
  type SlackBlock,
} from './slack-blocks.ts';
import { slackNeutral } from './slack-text.ts';

/**
 * The JSON that a Slack incoming webhook takes: `text` for notifications, blocks, and one attachment, since only that has a
 * color (docs.slack.dev, "Secondary message attachments").
 */
export interface SlackPayload {
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
  readonly attachments: readonly {
    readonly color: string;
    readonly fallback: string;
    readonly blocks: readonly SlackBlock[];
  }[];
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

/**
 * Slack takes about 13,200 characters in all blocks together (slackapi/bolt-js#2509). These add up to less, in UTF-16 units, with
 * the labels.
 */
const maxHeadLength = 1_500;
const maxAdviceLength = 2_000;
const maxFactsLength = 4_000;
const maxDetailsLength = 1_900;

export function slackPayload(
  message: Message,
  { mention }: Pick<Sender, 'mention'> = {},
): SlackPayload {
  const text = notification(message);
  const mentioned = mention && mentionsPeople(message, mention) ? [mentionBlock(mention.whom)] : [];
  const head = [...headBlocks(message), ...mentioned];
  const unfurl = { unfurl_links: false, unfurl_media: false } as const;
  const steps = message.advice === undefined ? [] : adviceLines(message.advice, message.isQuiet);
  if (message.isQuiet) {
    return { text, blocks: [...head, ...richLines(steps)], attachments: [], ...unfurl };
  }
  const details = briefDetails(message);
  const console = message.links.find(({ opens }) => opens === 'console');
  const record = console && details.find(({ isRecordName }) => isRecordName);
  const links = message.links.map((link) =>
    link === console && record ? { ...link, title: literal(record.value) } : link,
  );
  const body: SlackBlock[] = [
    ...richLines([...steps, linkLine(links)]),
    ...richLines(factLines(message.facts)),
    ...smallPrint(details.filter((it) => it !== record)),
  ];
  return {
    text,
    blocks: [...head, ...answerButtons(message.links)],
    attachments:
      body.length === 0 ? [] : [{ color: lookOf(message).color, fallback: text, blocks: body }],
    ...unfurl,
  };
}

/** In rich text nothing is escaped: see `slackNeutral`. */
const literal = (text: PlainText): string => escapedWith(text, (unescaped) => unescaped);
const neutral = (text: PlainText): string => escapedWith(text, slackNeutral);

/** What a locked phone shows. */
function notification(message: Message): string {
  const lines = [
    `${signAndTag(message)}${neutral(message.headline)}`,
    message.summary.map(neutral).join(' · '),
  ];
  return fitTexts(
    lines.filter((line) => line !== ''),
    maxHeadLength,
  ).join('\n');
}

function headBlocks(message: Message): RichTextBlock[] {
  const [headline = '', ...parts] = fitTexts(
    [`${signAndTag(message)}${literal(message.headline)}`, ...message.summary.map(literal)],
    maxHeadLength,
  );
  const summary = parts.flatMap((part, index) =>
    index === 0 ? richText(part, { bold: true }) : richText(` · ${part}`),
  );
  return richLines([
    richText(headline, { bold: true }),
    message.isQuiet ? richText(parts.join(' · ')) : summary,
  ]);
}

function adviceLines({ label, steps }: Advice, isQuiet: boolean): RichElement[][] {
  const [text = ''] = fitTexts([steps.map(literal).join(' ')], maxAdviceLength);
  return [[...(isQuiet ? [] : richText(`${label}: `, { bold: true })), ...richText(text)]];
}

function linkLine(links: readonly Link[]): RichElement[] {
  return links.flatMap(({ title, url }, index) => [
    ...(index === 0 ? [] : richText(' · ')),
    { type: 'link' as const, url, text: title, style: { bold: true as const } },
  ]);
}

function factLines(facts: readonly Fact[]): RichElement[][] {
  const values = fitTexts(
    facts.map(({ value }) => literal(value)),
    maxFactsLength,
  );
  return facts.map(({ label, isCode }, index) => [
    ...richText(label && `${label}: `, { bold: true }),
    ...richText(values[index] ?? '', isCode ? { code: true } : undefined),
  ]);
}

function smallPrint(details: readonly Fact[]): ContextBlock[] {
  if (details.length === 0) return [];
  const values = fitTexts(
    details.map(({ label, value }) => withLabel(label, neutral(value))),
    maxDetailsLength - details.length * separator.length,
  );
  return [
    {
      type: 'context',
      elements: [{ type: 'plain_text', text: values.join(separator), emoji: false }],
    },
  ];
}

const separator = ' · ';
