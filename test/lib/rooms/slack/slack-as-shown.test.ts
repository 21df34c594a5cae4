import { expect, test } from 'vitest';
import { plainText } from '../../../../lib/messages/plain-text.ts';
import { quiet } from '../../../../lib/messages/quiet.ts';
import { slackAsShown } from '../../../../lib/rooms/slack/slack-as-shown.ts';
import { slackPayload } from '../../../../lib/rooms/slack/slack-payload.ts';
import { message } from '../../plain-message.ts';

test('a terminal shows the first lines, and the rest with the bar of the attachment, without markup', () => {
  expect(slackAsShown(slackPayload(message))).toBe(
    [
      '  🟠 [HIGH] Something happened',
      '  111122223333 · 203.0.113.24',
      '  ┃ Do now: Look. If not, act.',
      '  ┃ Open → https://us-east-1.console.aws.amazon.com/x',
      '  ┃ Target: user deploy',
      '  ┃ Event CreateUser · Event ID f80b8a2e',
    ].join('\n'),
  );
});

test('a quiet message is its text alone', () => {
  const heartbeat = { ...quiet('root-alert is watching'), summary: [plainText('2 uses')] };
  expect(slackAsShown(slackPayload(heartbeat))).toBe('  root-alert is watching\n  2 uses');
});
