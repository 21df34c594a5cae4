import { describe, expect, test } from 'vitest';
import { plainText } from '../../../../lib/messages/plain-text.ts';
import { quiet } from '../../../../lib/messages/quiet.ts';
import { slackAsShown } from '../../../../lib/rooms/slack/slack-as-shown.ts';
import { slackPayload } from '../../../../lib/rooms/slack/slack-payload.ts';
import { message } from '../../plain-message.ts';

const text = (text: string) => ({ type: 'text', text });
const bold = (text: string) => ({ type: 'text', text, style: { bold: true } });
const line = text('\n');
const rich = (...elements: object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});
const runbook = { opens: 'runbook', title: 'Runbook', url: 'https://wiki.example/#x' } as const;
const notification = '🟠 [HIGH] Something happened\n111122223333 · 203.0.113.24';

test('a message is its first lines, and an attachment with a color: what to do, links, facts, small print', () => {
  expect(slackPayload({ ...message, links: [runbook, ...message.links] })).toEqual({
    text: notification,
    blocks: [
      rich(
        bold('🟠 [HIGH] Something happened'),
        line,
        bold('111122223333'),
        text(' · 203.0.113.24'),
      ),
    ],
    attachments: [
      {
        color: '#e8710a',
        fallback: notification,
        blocks: [
          rich(
            bold('Do now: '),
            text('Look. If not, act.'),
            line,
            {
              type: 'link',
              url: 'https://wiki.example/#x',
              text: 'Runbook',
              style: { bold: true },
            },
            text(' · '),
            {
              type: 'link',
              url: 'https://us-east-1.console.aws.amazon.com/x',
              text: 'Open',
              style: { bold: true },
            },
          ),
          rich(bold('Target: '), text('user deploy')),
          {
            type: 'context',
            elements: [
              { type: 'plain_text', text: 'Event CreateUser · Event ID f80b8a2e', emoji: false },
            ],
          },
        ],
      },
    ],
    unfurl_links: false,
    unfurl_media: false,
  });
});

test('an identifier among the facts is set as code', () => {
  const facts = [{ label: 'Policy', value: plainText('arn:aws:x'), isCode: true }];
  expect(JSON.stringify(slackPayload({ ...message, facts }))).toContain(
    JSON.stringify({ type: 'text', text: 'arn:aws:x', style: { code: true } }),
  );
});

test('a drill has a color of its own', () => {
  const colors = [false, true].map(
    (isDrill) => slackPayload({ ...message, isDrill }).attachments[0]?.color,
  );
  expect(colors).toEqual(['#e8710a', '#5b6ee1']);
});

test('an address stands in the room letter by letter, and makes no link in a notification', () => {
  const headline = plainText('mail to a_b@example.com via https://example.com/?a=1&b=<2>');
  const payload = slackPayload({ ...message, headline });
  expect(slackAsShown(payload)).toContain(headline.unescaped);
  expect(payload.text).not.toMatch(/:\/\/|\.com|[<>&]/);
});

test('a quiet message has no color', () => {
  const heartbeat = { ...quiet('root-alert is watching'), summary: [plainText('2 uses')] };
  expect(slackPayload(heartbeat)).toMatchObject({
    text: 'root-alert is watching\n2 uses',
    attachments: [],
  });
});

describe('what Slack would refuse', () => {
  test('an element without text is left out', () => {
    const empty = {
      ...message,
      advice: undefined,
      links: [],
      facts: [{ label: '', value: plainText('') }],
      details: [],
      summary: [],
    };
    expect(JSON.stringify(slackPayload(empty))).not.toMatch(/"text":""|"elements":\[\]/);
    expect(slackPayload(empty).attachments).toEqual([]);
  });

  test('too much of it is cut, and no line is lost', () => {
    const long = plainText('💩'.repeat(2_000));
    const facts = Array.from({ length: 20 }, (_, i) => ({ label: `Fact ${i}`, value: long }));
    const payload = slackPayload({
      ...message,
      headline: long,
      summary: [long, long],
      advice: { label: 'Do now', steps: [long, long] },
      facts,
      details: facts,
    });
    const shown = slackAsShown(payload);
    expect(shown.length).toBeLessThanOrEqual(13_200);
    expect(payload.text.length).toBeLessThanOrEqual(4_000);
    expect(shown.isWellFormed()).toBe(true);
    for (const { label } of facts) {
      expect(shown.match(new RegExp(`${label}:? 💩+…`, 'gu'))).toHaveLength(2);
    }
  });
});
