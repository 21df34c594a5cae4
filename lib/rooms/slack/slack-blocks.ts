import type { Link } from '../../messages/message.ts';

/** The parts of Block Kit that a message is made of (docs.slack.dev, Block Kit). */

export interface TextStyle {
  readonly bold?: true;
  readonly code?: true;
}

/** An element of rich text. None of it is markup: Slack shows `text` letter by letter. */
export type RichElement =
  | { readonly type: 'text'; readonly text: string; readonly style?: TextStyle }
  | {
      readonly type: 'link';
      readonly url: string;
      readonly text: string;
      readonly style?: TextStyle;
    };

export interface RichTextBlock {
  readonly type: 'rich_text';
  readonly elements: readonly [
    { readonly type: 'rich_text_section'; readonly elements: readonly RichElement[] },
  ];
}

/** Small print. */
export interface ContextBlock {
  readonly type: 'context';
  readonly elements: readonly {
    readonly type: 'plain_text';
    readonly text: string;
    readonly emoji: false;
  }[];
}

/** A mention. Its text is ours alone: it is the only place where Slack reads our markup. */
export interface MentionBlock {
  readonly type: 'section';
  readonly text: { readonly type: 'mrkdwn'; readonly text: string };
}

/** Buttons, whose presses Slack sends to the app's request URL. */
export interface ActionsBlock {
  readonly type: 'actions';
  readonly elements: readonly {
    readonly type: 'button';
    readonly action_id: string;
    readonly text: { readonly type: 'plain_text'; readonly text: string; readonly emoji: false };
    readonly value: string;
    readonly style?: 'danger';
  }[];
}

export type SlackBlock = RichTextBlock | ContextBlock | MentionBlock | ActionsBlock;

/** @param whom `here`, `channel`, or the ID of a user group (docs.slack.dev, "Formatting message text"). */
export function mentionBlock(whom: string): MentionBlock {
  const text = whom === 'here' || whom === 'channel' ? `<!${whom}>` : `<!subteam^${whom}>`;
  return { type: 'section', text: { type: 'mrkdwn', text } };
}

export const newLine: RichElement = { type: 'text', text: '\n' };

/** Slack refuses an element without text. */
export function richText(text: string, style?: TextStyle): RichElement[] {
  return text === '' ? [] : [{ type: 'text', text, ...(style && { style }) }];
}

/** The links to answer by, as buttons. Without a token there are none. */
export function answerButtons(links: readonly Link[]): ActionsBlock[] {
  const elements = links.flatMap(({ opens, title, answer }) =>
    answer?.token === undefined
      ? []
      : [
          {
            type: 'button' as const,
            action_id: opens,
            text: { type: 'plain_text' as const, text: title, emoji: false as const },
            value: answer.token,
            ...(opens === 'notUs' && { style: 'danger' as const }),
          },
        ],
  );
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

/** One block of lines. */
export function richLines(lines: readonly (readonly RichElement[])[]): RichTextBlock[] {
  const elements = lines
    .filter((line) => line.length > 0)
    .flatMap((line, index) => (index === 0 ? line : [newLine, ...line]));
  return elements.length === 0
    ? []
    : [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }];
}
