import { describe, expect, test } from 'vitest';
import { slackPayload } from '../../../../lib/rooms/slack/slack-payload.ts';
import { message } from '../../plain-message.ts';

const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });

test('a message is a header, what to do, the facts and the link, with a text for notifications', () => {
  expect(slackPayload(message)).toEqual({
    text: '[HIGH] Something happened\n111122223333 · CreateUser',
    blocks: [
      { type: 'header', text: plain('[HIGH] Something happened') },
      { type: 'section', text: plain('Do now\nLook.') },
      {
        type: 'section',
        fields: [plain('Account\n111122223333'), plain('Event\nCreateUser')],
      },
      {
        type: 'context',
        elements: [{ type: 'mrkdwn', text: '<https://us-east-1.console.aws.amazon.com/x|Open>' }],
      },
    ],
    unfurl_links: false,
    unfurl_media: false,
  });
});

test('the runbook is opened beside the event', () => {
  const runbook = { title: 'Runbook', url: 'https://wiki.example/#logging' };
  expect(slackPayload({ ...message, runbook }).blocks.at(-1)).toEqual({
    type: 'context',
    elements: [
      { type: 'mrkdwn', text: '<https://us-east-1.console.aws.amazon.com/x|Open>' },
      { type: 'mrkdwn', text: '<https://wiki.example/#logging|Runbook>' },
    ],
  });
});

test('without a link there is no block for it', () => {
  const { blocks } = slackPayload({ ...message, link: undefined });
  expect(blocks.map(({ type }) => type)).toEqual(['header', 'section', 'section']);
});

describe('what Slack would refuse', () => {
  test.each([
    [1, [1]],
    [10, [10]],
    [11, [10, 1]],
    [25, [10, 10, 5]],
  ])('%i facts are put into sections of at most ten: %j', (count, expected) => {
    const facts = Array.from({ length: count }, (_, i) => ({ label: `${i}`, value: 'x' }));
    const sections = slackPayload({ ...message, facts }).blocks.flatMap((block) =>
      'fields' in block ? [block.fields] : [],
    );
    expect(sections.map((fields) => fields.length)).toEqual(expected);
    expect(sections.flat()).toEqual(facts.map(({ label }) => plain(`${label}\nx`)));
  });

  test('a header of 150 characters is kept', () => {
    const { blocks } = slackPayload({ ...message, headline: '한'.repeat(150) });
    expect(blocks[0]).toEqual({ type: 'header', text: plain('한'.repeat(150)) });
  });

  test('a longer one is cut, and stands whole in the text for notifications', () => {
    const { blocks, text } = slackPayload({ ...message, headline: '한'.repeat(151) });
    expect(blocks[0]).toEqual({ type: 'header', text: plain(`${'한'.repeat(149)}…`) });
    expect(text).toContain('한'.repeat(151));
  });

  test('a field that is too long is cut', () => {
    const facts = [{ label: 'User agent', value: '💩'.repeat(2_000) }];
    const fields = slackPayload({ ...message, facts }).blocks.flatMap((block) =>
      'fields' in block ? block.fields : [],
    );
    expect(fields[0]?.text.length).toBeLessThanOrEqual(2_000);
    expect(fields[0]?.text).toMatch(/^User agent\n💩+…$/u);
  });
});
