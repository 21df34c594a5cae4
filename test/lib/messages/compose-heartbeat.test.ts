import { describe, expect, test } from 'vitest';
import { composeHeartbeat } from '../../../lib/messages/compose-heartbeat.ts';
import { asShown } from '../../../lib/rooms/dooray/dooray-as-shown.ts';
import { doorayPayload } from '../../../lib/rooms/dooray/dooray-payload.ts';
import { slackPayload } from '../../../lib/rooms/slack/slack-payload.ts';
import { shown } from '../shown-message.ts';
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
      'root-alert\n  root-alert가 정상 감시 중입니다\n' +
        '  지난 보고 이후 이 계정의 root 사용 0건 · 미전달 0건 · 리전 17/17 감시',
    );
  });

  test('names the version that is deployed, where it is known', () => {
    const { summary } = shown(
      composeHeartbeat({ ...calm, version: '1.0.0' }, { words: wordsIn.en }),
    );
    expect(summary).toMatch(/ · root-alert 1\.0\.0$/);
    const unknown = shown(composeHeartbeat(calm, { words: wordsIn.en }));
    expect(unknown.summary).not.toContain('root-alert ');
  });

  test('is one block in Slack, without a color', () => {
    const payload = slackPayload(composeHeartbeat(calm, { words: wordsIn.en }));
    expect(payload.attachments).toEqual([]);
    expect(payload.blocks).toHaveLength(1);
    expect(payload.text).toBe(
      'root-alert is up and watching\n' +
        'uses of root in this account since the last report: 0 · nothing undelivered · regions covered: 17 of 17',
    );
  });

  test.each([
    [
      'ko',
      '지난 보고 이후 이 계정의 root 사용 5건 (뒤늦게 찾은 2건 포함) · 대기열 3건 · 미전달 4건 남음 · 리전 16/17 감시',
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
      const { headline, summary } = shown(composeHeartbeat(facts, { words: wordsIn[locale] }));
      expect(summary).toBe(expected);
      expect(headline).not.toBe(shown(composeHeartbeat(calm, { words: wordsIn[locale] })).headline);
    },
  );

  test('that is the first says nothing about uses, which nobody has counted yet', () => {
    const { summary } = shown(
      composeHeartbeat({ ...calm, uses: undefined }, { words: wordsIn.en }),
    );
    expect(summary).toBe('nothing undelivered · regions covered: 17 of 17');
  });
});
