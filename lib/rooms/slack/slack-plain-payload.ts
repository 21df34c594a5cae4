import type { Message } from '../../messages/message.ts';
import { escapedWith, type PlainText } from '../../messages/plain-text.ts';
import { fitTexts } from '../fit-texts.ts';
import { signAndTag } from '../severity-look.ts';
import { withLabel } from '../with-label.ts';
import { slackNeutral } from './slack-text.ts';

/** Slack cuts nothing below 4,000 characters (docs.slack.dev, "Truncating content"). */
const maxLength = 3_900;

/** A message as text alone: what Slack took from its first day on. */
export function slackPlainPayload(message: Message): object {
  const { headline, summary, advice, links, facts, details } = message;
  const lines = [
    `${signAndTag(message)}${neutral(headline)}`,
    summary.map(neutral).join(' · '),
    ...(advice?.steps ?? []).map(neutral),
    ...[...facts, ...details].map(({ label, value }) => withLabel(label, neutral(value))),
  ].filter((line) => line !== '');
  const linked = links.map(({ title, url }) => `<${url}|${title}>`);
  const room = maxLength - [...lines, ...linked].length - linked.join('').length;
  return {
    text: [...fitTexts(lines, room), ...linked].join('\n'),
    unfurl_links: false,
    unfurl_media: false,
  };
}

const neutral = (text: PlainText): string => escapedWith(text, slackNeutral);
