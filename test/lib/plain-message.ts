import type { Message } from '../../lib/messages/message.ts';

/** A short message that has every part but a runbook link. */
export const message: Message = {
  severity: 'high',
  headline: '[HIGH] Something happened',
  summary: '111122223333 · CreateUser',
  facts: [
    { label: 'Account', value: '111122223333' },
    { label: 'Event', value: 'CreateUser' },
  ],
  advice: { label: 'Do now', value: 'Look.' },
  link: { title: 'Open', url: 'https://us-east-1.console.aws.amazon.com/x' },
  runbook: undefined,
};
