import { describe, expect, test } from 'vitest';
import { doorayPayload } from '../../../../lib/rooms/dooray/dooray-payload.ts';
import { message } from '../../plain-message.ts';

const bot = { botName: 'root-alert', botIcon: undefined };

test('a message is a text of two lines and two red attachments: what to do, and the facts', () => {
  expect(doorayPayload(message, bot)).toEqual({
    botName: 'root-alert',
    text: '[HIGH] Something happened\n111122223333 · CreateUser',
    attachments: [
      { text: 'Do now: Look.', color: 'red' },
      {
        title: 'Open',
        titleLink: 'https://us-east-1.console.aws.amazon.com/x',
        text: 'Account: 111122223333\nEvent: CreateUser',
        color: 'red',
      },
    ],
  });
});

test.each([
  ['critical', 'red'],
  ['high', 'red'],
  ['medium', 'yellow'],
  ['low', 'blue'],
] as const)('what is %s is %s', (severity, color) => {
  const { attachments } = doorayPayload({ ...message, severity }, bot);
  expect(attachments.map((attachment) => attachment.color)).toEqual([color, color]);
});

test('the runbook is opened by the title of what to do', () => {
  const runbook = { title: 'Runbook', url: 'https://wiki.example/#logging' };
  expect(doorayPayload({ ...message, runbook }, bot).attachments[0]).toEqual({
    title: 'Runbook',
    titleLink: 'https://wiki.example/#logging',
    text: 'Do now: Look.',
    color: 'red',
  });
});

test('without a link the facts have no title', () => {
  const { attachments } = doorayPayload({ ...message, link: undefined }, bot);
  expect(attachments[1]).toEqual({ text: expect.any(String), color: 'red' });
});

test('the bot has the icon that was set', () => {
  const botIcon = 'https://icons.example/i.png';
  expect(doorayPayload(message, { ...bot, botIcon }).botIconImage).toBe(botIcon);
});

describe('facts that are too long together', () => {
  const facts = [
    { label: 'Account', value: '111122223333' },
    { label: 'User agent', value: '💩'.repeat(2_000) },
    { label: 'Event', value: 'x'.repeat(2_000) },
  ];
  const text = doorayPayload({ ...message, facts }, bot).attachments[1]?.text ?? '';

  test('are cut to what the room takes', () => {
    expect(text.length).toBeLessThanOrEqual(3_000);
    expect(text.isWellFormed()).toBe(true);
  });

  test('lose none of the lines, and nothing of the short ones', () => {
    const [account, agent, event, ...rest] = text.split('\n');
    expect(account).toBe('Account: 111122223333');
    expect(agent).toMatch(/^User agent: 💩+…$/u);
    expect(event).toMatch(/^Event: x+…$/);
    expect(rest).toEqual([]);
  });
});
