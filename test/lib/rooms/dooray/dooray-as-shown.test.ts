import { expect, test } from 'vitest';
import { asShown } from '../../../../lib/rooms/dooray/dooray-as-shown.ts';
import { doorayPayload } from '../../../../lib/rooms/dooray/dooray-payload.ts';
import { message } from '../../plain-message.ts';

const bot = { botName: 'root-alert', botIcon: undefined };

test('a terminal shows sender, text and a bar for each attachment, with its link', () => {
  expect(asShown(doorayPayload(message, bot))).toBe(
    [
      'root-alert',
      '  🟠 [HIGH] Something happened',
      '  111122223333 · 203.0.113.24',
      '  ┃ Do now: Look. If not, act.',
      '  ┃ Target: user deploy',
      '  ┃ Open → https://us-east-1.console.aws.amazon.com/x',
      '  ┃ Event CreateUser · Event ID f80b8a2e',
    ].join('\n'),
  );
});

test('without a link there is no line for it', () => {
  expect(asShown(doorayPayload({ ...message, links: [] }, bot))).not.toContain('→');
});
