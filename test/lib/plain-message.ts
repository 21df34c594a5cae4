import type { Message } from '../../lib/messages/message.ts';
import { plainText } from '../../lib/messages/plain-text.ts';

/** A short message that has every part but a runbook link. */
export const message: Message = {
  severity: 'high',
  isDrill: false,
  isQuiet: false,
  tag: '[HIGH]',
  headline: plainText('Something happened'),
  summary: [plainText('111122223333'), plainText('203.0.113.24')],
  advice: { label: 'Do now', steps: [plainText('Look.'), plainText('If not, act.')] },
  links: [{ opens: 'console', title: 'Open', url: 'https://us-east-1.console.aws.amazon.com/x' }],
  facts: [{ label: 'Target', value: plainText('user deploy') }],
  details: [
    { label: 'Event', value: plainText('CreateUser') },
    { label: 'Event ID', value: plainText('f80b8a2e'), isCode: true },
  ],
};
