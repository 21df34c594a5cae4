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
  root: {
    hasMfa: true,
    hasPassword: true,
    hasAccessKey: false,
    hasSigningCertificate: false,
    lastUseAt: new Date('2026-11-02T16:00:00Z'),
    lastDrillAt: new Date('2026-10-01T03:00:00Z'),
  },
};
const settings = { words: wordsIn.en, locale: 'en', timeZone: 'Asia/Seoul' } as const;
const settingsIn = (locale: 'ko' | 'en') => ({ ...settings, words: wordsIn[locale], locale });
const bot = { botName: 'root-alert', botIcon: undefined };

describe('a heartbeat', () => {
  test('is two lines in Dooray, without bars', () => {
    const payload = doorayPayload(composeHeartbeat(calm, settingsIn('ko')), bot);
    expect(payload.attachments).toEqual([]);
    expect(asShown(payload)).toBe(
      'root-alert\n  root-alert가 정상 감시 중입니다\n' +
        '  지난 보고 이후 이 계정의 root 사용 0건 · 미전달 0건 · 리전 17/17 감시 · root MFA 켜짐 · root 액세스 키 없음 · 마지막 root 사용 2026-11-03 · 마지막 훈련 2026-10-01',
    );
  });

  test('names the version that is deployed, where it is known', () => {
    const { summary } = shown(composeHeartbeat({ ...calm, version: '1.0.0' }, settings));
    expect(summary).toMatch(/ · root-alert 1\.0\.0$/);
    const unknown = shown(composeHeartbeat(calm, settings));
    expect(unknown.summary).not.toContain('root-alert ');
  });

  test('is one block in Slack, without a color', () => {
    const payload = slackPayload(composeHeartbeat(calm, settings));
    expect(payload.attachments).toEqual([]);
    expect(payload.blocks).toHaveLength(1);
    expect(payload.text).toBe(
      'root-alert is up and watching\n' +
        'uses of root in this account since the last report: 0 · nothing undelivered · regions covered: 17 of 17 · root: MFA on · no access key of root · last use of root 2026-11-03 · last drill 2026-10-01',
    );
  });

  test.each([
    [
      'ko',
      '지난 보고 이후 이 계정의 root 사용 5건 (뒤늦게 찾은 2건 포함) · 대기열 3건 · 미전달 4건 남음 · 리전 16/17 감시 · 기록된 root 사용 없음 · 훈련한 적 없음',
    ],
    [
      'en',
      'uses of root in this account since the last report: 5 (2 found late) · in the queue: 3 · NOT delivered: 4 · regions covered: 16 of 17 · no use of root on record · no drill yet',
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
        root: {},
      };
      const { headline, summary } = shown(composeHeartbeat(facts, settingsIn(locale)));
      expect(summary).toBe(expected);
      expect(headline).not.toBe(shown(composeHeartbeat(calm, settingsIn(locale))).headline);
    },
  );

  test('that is the first says nothing about uses, which nobody has counted yet', () => {
    const { summary } = shown(composeHeartbeat({ ...calm, uses: undefined }, settings));
    expect(summary).toBe(
      'nothing undelivered · regions covered: 17 of 17 · root: MFA on · no access key of root · last use of root 2026-11-03 · last drill 2026-10-01',
    );
  });

  test.each([
    [
      'a key',
      { hasAccessKey: true },
      /root HAS AN ACCESS KEY/,
      /root 액세스 키 있음 \(확인 필요\)/,
    ],
    [
      'a certificate',
      { hasSigningCertificate: true },
      /root HAS A SIGNING CERTIFICATE/,
      /root 서명 인증서 있음 \(확인 필요\)/,
    ],
    ['no MFA', { hasMfa: false }, /root: MFA OFF/, /root MFA 꺼짐 \(확인 필요\)/],
    [
      'no password, and so no MFA',
      { hasMfa: false, hasPassword: false },
      /root: no password/,
      /root 비밀번호 없음/,
    ],
  ])('says each time that root has %s', (_, changes, en, ko) => {
    const facts = { ...calm, root: { ...calm.root, ...changes } };
    expect(shown(composeHeartbeat(facts, settings)).summary).toMatch(en);
    expect(shown(composeHeartbeat(facts, settingsIn('ko'))).summary).toMatch(ko);
  });

  test('says nothing of root that IAM does not say', () => {
    const { summary } = shown(composeHeartbeat({ ...calm, root: {} }, settings));
    expect(summary).not.toMatch(/MFA|key|certificate|password/);
  });
});
