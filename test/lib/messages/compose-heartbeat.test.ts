import { describe, expect, test } from 'vitest';
import { composeHeartbeat } from '../../../lib/messages/compose-heartbeat.ts';
import { asShown } from '../../../lib/rooms/dooray/dooray-as-shown.ts';
import { doorayPayload } from '../../../lib/rooms/dooray/dooray-payload.ts';
import { slackPayload } from '../../../lib/rooms/slack/slack-payload.ts';
import { wordsIn } from '../words-in.ts';

const calm = {
  isWell: true,
  isMailHeard: true,
  uses: 0,
  missed: 0,
  waiting: 0,
  stuck: 0,
  covered: 17,
  enabled: 17,
};
const bot = { botName: 'root-alert', botIcon: undefined };

describe('a heartbeat', () => {
  test('is two lines in Dooray, without bars', () => {
    const payload = doorayPayload(composeHeartbeat(calm, { words: wordsIn.ko }), bot);
    expect(payload.attachments).toEqual([]);
    expect(asShown(payload)).toBe(
      'root-alert\n  root-alert가 정상적으로 지켜보고 있습니다\n' +
        '  지난 보고 이후 이 계정의 root 사용 0건 · 전달하지 못한 건 없음 · 리전 17개 중 17개 감시',
    );
  });

  test('names the version that is deployed, where it is known', () => {
    const { summary } = composeHeartbeat({ ...calm, version: '1.0.0' }, { words: wordsIn.en });
    expect(summary).toMatch(/ · root-alert 1\.0\.0$/);
    expect(composeHeartbeat(calm, { words: wordsIn.en }).summary).not.toContain('root-alert ');
  });

  test('is one plain block in Slack, without a header', () => {
    const payload = slackPayload(composeHeartbeat(calm, { words: wordsIn.en }));
    expect(payload.blocks).toEqual([
      { type: 'section', text: { type: 'plain_text', text: payload.text, emoji: false } },
    ]);
    expect(payload.text).toBe(
      'root-alert is watching, and well\n' +
        'uses of root in this account since the last report: 0 · nothing undelivered · regions covered: 17 of 17',
    );
  });

  test.each([
    [
      'ko',
      '지난 보고 이후 이 계정의 root 사용 5건 (뒤늦게 찾은 2건 포함) · 대기열 3건 · 전달하지 못한 4건이 남아 있음 · 리전 17개 중 16개 감시',
    ],
    [
      'en',
      'uses of root in this account since the last report: 5 (2 found late) · in the queue: 3 · NOT delivered: 4 · regions covered: 16 of 17',
    ],
  ] as const)(
    'says in %s what was missed, what is in the queues, and what is not covered',
    (locale, expected) => {
      const facts = {
        ...calm,
        isWell: false,
        uses: 5,
        missed: 2,
        waiting: 3,
        stuck: 4,
        covered: 16,
      };
      const { headline, summary } = composeHeartbeat(facts, { words: wordsIn[locale] });
      expect(summary).toBe(expected);
      expect(headline).not.toBe(composeHeartbeat(calm, { words: wordsIn[locale] }).headline);
    },
  );

  test('that is the first says nothing about uses, which nobody has counted yet', () => {
    const { summary } = composeHeartbeat({ ...calm, uses: undefined }, { words: wordsIn.en });
    expect(summary).toBe('nothing undelivered · regions covered: 17 of 17');
  });
});
