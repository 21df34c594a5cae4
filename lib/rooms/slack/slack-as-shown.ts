import type { RichElement, SlackBlock } from './slack-blocks.ts';
import type { SlackPayload } from './slack-payload.ts';

/** A Slack message as its room shows it, for a terminal. Slack shows the sender that its app has, so there is none. */
export function slackAsShown({ blocks, attachments }: SlackPayload): string {
  const indented = (text: string, margin: string): string =>
    text
      .split('\n')
      .map((line) => `${margin}${line}`)
      .join('\n');
  return [
    ...blocks.map((block) => indented(textOf(block), '  ')),
    ...attachments.flatMap(({ blocks }) => blocks.map((block) => indented(textOf(block), '  ┃ '))),
  ].join('\n');
}

function textOf(block: SlackBlock): string {
  if (block.type === 'context') return block.elements.map(({ text }) => text).join('\n');
  if (block.type === 'section') return block.text.text;
  if (block.type === 'actions') return block.elements.map(({ text }) => `[${text.text}]`).join(' ');
  return block.elements[0].elements.map(elementText).join('');
}

function elementText(element: RichElement): string {
  return element.type === 'link' ? `${element.text} → ${element.url}` : element.text;
}
