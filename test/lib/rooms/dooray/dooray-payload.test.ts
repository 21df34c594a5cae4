import { describe, expect, test } from 'vitest';
import type { Message } from '../../../../lib/messages/message.ts';
import { plainText } from '../../../../lib/messages/plain-text.ts';
import { quiet } from '../../../../lib/messages/quiet.ts';
import { doorayPayload } from '../../../../lib/rooms/dooray/dooray-payload.ts';
import { message } from '../../plain-message.ts';

const bot = { botName: 'root-alert', botIcon: undefined };
const runbook = { opens: 'runbook', title: 'Runbook', url: 'https://wiki.example/#x' } as const;

test('a message is two lines, what to do in the color of its severity, and small print in grey', () => {
  expect(doorayPayload({ ...message, links: [runbook, ...message.links] }, bot)).toEqual({
    botName: 'root-alert',
    text: '🟠 [HIGH] Something happened\n111122223333 · 203.0.113.24',
    attachments: [
      {
        title: 'Do now (Runbook)',
        titleLink: 'https://wiki.example/#x',
        text: 'Look. If not, act.\nTarget: user deploy',
        color: '#e8710a',
      },
      {
        title: 'Open',
        titleLink: 'https://us-east-1.console.aws.amazon.com/x',
        text: 'Event CreateUser · Event ID f80b8a2e',
        color: '#8a8f98',
      },
    ],
  });
});

test('what to do is called so, whether a runbook has a title or not', () => {
  expect(doorayPayload(message, bot).attachments[0]).toEqual({
    text: 'Do now: Look. If not, act.\nTarget: user deploy',
    color: '#e8710a',
  });
});

test('two consoles to open have a title each: the facts stand below the first, the small print below the last', () => {
  const history = {
    opens: 'console',
    title: 'History',
    url: 'https://us-east-1.console.aws.amazon.com/h',
  } as const;
  const { attachments } = doorayPayload({ ...message, links: [history, ...message.links] }, bot);
  expect(attachments.map(({ title, text }) => [title, text])).toEqual([
    [undefined, 'Do now: Look. If not, act.'],
    ['History', 'Target: user deploy'],
    ['Open', 'Event CreateUser · Event ID f80b8a2e'],
  ]);
});

test('the title that opens the record names it, and the small print does not say it again', () => {
  const named = withRecord('CreateUser (IAM)');
  expect(doorayPayload(named, bot).attachments[1]).toMatchObject({
    title: 'CloudTrail: CreateUser (IAM)',
    text: 'Event ID f80b8a2e',
  });
  // Without a link there is no title.
  expect(doorayPayload({ ...named, links: [] }, bot).attachments[1]).toEqual({
    text: 'CreateUser (IAM) · Event ID f80b8a2e',
    color: '#8a8f98',
  });
});

test('a title that a phone would break is the event alone', () => {
  const titleOf = (name: string) => doorayPayload(withRecord(name), bot).attachments[1]?.title;
  expect(titleOf('ConsoleLogin (AWS Sign-In)1')).toBe('CloudTrail: ConsoleLogin (AWS Sign-In)1');
  expect(titleOf('ConsoleLogin (AWS Sign-In)12')).toBe('ConsoleLogin (AWS Sign-In)12');
});

/** The message, about a record of this name. */
function withRecord(name: string): Message {
  const event = { label: '', value: plainText(name), isRecordName: true as const };
  return { ...message, details: [event, ...message.details.slice(1)] };
}

test('a title from outside is made harmless and cut', () => {
  const record = withRecord(`[x](https://evil.example) ${'x'.repeat(500)}`);
  const { title = '' } = doorayPayload(record, bot).attachments[1] ?? {};
  expect(title).toHaveLength(200);
  expect(title).toMatch(/^［x］\(https：／／evil․example\) x+…$/);
});

test('five kinds of message have five colors and five signs', () => {
  const looks = (['critical', 'high', 'medium', 'low'] as const).map((severity) =>
    doorayPayload({ ...message, severity }, bot),
  );
  looks.push(doorayPayload({ ...message, severity: 'critical', isDrill: true }, bot));
  expect(new Set(looks.map(({ attachments }) => attachments[0]?.color)).size).toBe(5);
  expect(looks.map(({ text }) => Array.from(text)[0])).toEqual(['🔴', '🟠', '🟡', '⚪', '🔵']);
});

test('without links there are no titles, and without details no small print', () => {
  const { attachments } = doorayPayload({ ...message, links: [], details: [] }, bot);
  expect(attachments).toEqual([{ text: expect.any(String), color: '#e8710a' }]);
});

test('a quiet message has no bars and no sign', () => {
  const heartbeat = { ...quiet('root-alert is watching'), summary: [plainText('2 uses')] };
  expect(doorayPayload(heartbeat, bot)).toEqual({
    botName: 'root-alert',
    text: 'root-alert is watching\n2 uses',
    attachments: [],
  });
});

test('the bot has the icon that was set', () => {
  const botIcon = 'https://icons.example/i.png';
  expect(doorayPayload(message, { ...bot, botIcon }).botIconImage).toBe(botIcon);
});

describe('facts that are too long together', () => {
  const facts = [
    { label: 'Account', value: plainText('111122223333') },
    ...Array.from({ length: 4 }, () => ({ label: 'Agent', value: plainText('💩'.repeat(2_000)) })),
  ];
  const text = doorayPayload({ ...message, facts }, bot).attachments[0]?.text ?? '';

  test('are cut to what the room takes', () => {
    expect(text.length).toBeLessThanOrEqual(3_000);
    expect(text.isWellFormed()).toBe(true);
  });

  test('lose none of the lines, and nothing of the short ones', () => {
    const lines = text.split('\n');
    expect(lines.slice(0, 3)).toEqual(['Do now: Look. If not, act.', '', 'Account: 111122223333']);
    expect(lines.slice(3)).toEqual(
      facts.slice(1).map(() => expect.stringMatching(/^Agent: 💩+…$/u)),
    );
  });
});
