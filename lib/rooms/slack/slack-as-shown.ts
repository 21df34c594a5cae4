import type { SlackPayload } from './slack-payload.ts';

/** A Slack message as its room shows it, for a terminal. Slack shows the sender that its app has, so there is none. */
export function slackAsShown({ blocks }: SlackPayload): string {
  return blocks
    .flatMap((block) => {
      if ('elements' in block) return block.elements.map(({ text }) => withoutMarkup(text));
      return 'fields' in block ? block.fields.map(({ text }) => text) : [block.text.text];
    })
    .flatMap((text) => text.split('\n'))
    .map((line) => `  ${line}`)
    .join('\n');
}

/** `<address|title>` is the only markup that a message has. */
function withoutMarkup(mrkdwn: string): string {
  return mrkdwn.replace(/^<(.*)\|(.*)>$/, '$2 → $1');
}
