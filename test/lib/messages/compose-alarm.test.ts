import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AlarmFindings } from '../../../lib/messages/alarm-findings.ts';
import { compose as composeMessage } from '../../../lib/messages/compose.ts';
import { markLate } from '../../../lib/messages/mark-late.ts';
import type { WordSettings } from '../../../lib/messages/message-context.ts';
import { asShown } from '../../../lib/rooms/dooray/dooray-as-shown.ts';
import { doorayPayload } from '../../../lib/rooms/dooray/dooray-payload.ts';
import type { AlarmTransition } from '../../../lib/root-activity.ts';
import { readAlarmNotification } from '../../../lib/sources/alarm-notification.ts';
import { hostileText, hostileTextOfAnyLength } from '../hostile-text.ts';
import { readSampleNotification } from '../sample-notifications.ts';
import { composeShown as compose, type ShownMessage as Message, shown } from '../shown-message.ts';
import { wordsIn } from '../words-in.ts';

const seoul: WordSettings = { words: wordsIn.ko, timeZone: 'Asia/Seoul' };
const english: WordSettings = { words: wordsIn.en, timeZone: 'UTC' };

function alarm(changes: Partial<AlarmTransition> = {}): AlarmTransition {
  return { ...readAlarmNotification(readSampleNotification('alarm.json'), () => 'x'), ...changes };
}

const findings = (changes: Partial<AlarmFindings>): AlarmFindings => ({
  told: 0,
  waiting: 0,
  missed: 0,
  leftOut: 0,
  isWhole: true,
  ...changes,
});

const factOf = ({ facts }: Message, label: string): string | undefined =>
  facts.find((fact) => fact.label === label)?.value;

describe('the sentence that readers know', () => {
  test('comes after the word for a drill in a drill', () => {
    const drill = alarm({ isDrill: true });
    expect(compose(drill, seoul).headline).toBe(
      '[훈련] root 계정 경보 발생하였습니다 (누가 무엇을 했는지 아직 모름, 실제라면 경고)',
    );
    expect(compose(drill, english).headline).toMatch(/^\[DRILL\] .*would be HIGH\)$/);
    // Otherwise somebody would do what a real alarm asks for.
    expect(compose(drill, english).advice?.value).toMatch(/change nothing/i);
  });

  test('is the headline of the console test in the guides', () => {
    const typed = readAlarmNotification(
      readSampleNotification('alarm-console-test.json'),
      () => 'x',
    );
    expect(compose(typed, seoul).headline).toMatch(/^\[경고\] root 계정 경보 발생하였습니다/);
  });

  test.each(['root-alert', 'root-alert-dev', 'root-alert-prod-2', 'Root-Alert'])(
    'is said of the alarm %s',
    (alarmName) => {
      expect(compose(alarm({ alarmName }), seoul).headline).toContain(
        'root 계정 경보 발생하였습니다',
      );
    },
  );

  test.each(['root-alert2', 'my-root-alert', 'root-alert-', 'root-alert dev', 'toString'])(
    'names %s, which is another alarm, as it is',
    (alarmName) => {
      expect(compose(alarm({ alarmName }), seoul).headline).toBe(
        `[경고] ${alarmName} ${alarmName.includes('root') ? '경보 발생하였습니다' : '경보가 발생했습니다'} (누가 무엇을 했는지 아직 모름)`,
      );
    },
  );

  test('has the configured subject for exactly that name, before the built-in one', () => {
    const alarmSubjects = new Map([
      ['RootUsage', 'root 계정'],
      ['root-alert', '결제 계정 root'],
    ]);
    const headline = (alarmName: string) =>
      compose(alarm({ alarmName }), { ...seoul, alarmSubjects }).headline;
    expect(headline('RootUsage')).toMatch(/^\[경고\] root 계정 경보 발생하였습니다 \(/);
    expect(headline('root-alert')).toMatch(/^\[경고\] 결제 계정 root 경보 발생하였습니다 \(/);
    expect(headline('RootUsage-dev')).toMatch(/^\[경고\] RootUsage-dev 경보 발생하였습니다 \(/);
  });

  test('is in English where the rest is', () => {
    expect(compose(alarm(), english).headline).toBe(
      '[HIGH] Alarm raised: root account used (who did what is not known yet)',
    );
  });
});

describe('the state', () => {
  test.each<[string, string]>([
    ['OK', '[참고] root 계정 경보가 정상으로 돌아왔습니다'],
    ['INSUFFICIENT_DATA', '[참고] root 계정 경보가 데이터 부족 상태입니다'],
  ])('%s never reads like an alarm', (state, headline) => {
    expect(compose(alarm({ state }), seoul).headline).toBe(headline);
  });
});

describe('what follows the sentence', () => {
  test('is account, that the origin is unknown, time, reason and a link to the alarm', () => {
    const message = compose(alarm(), seoul);
    expect(message.summary).toBe('111122223333 · 접속 위치 모름 · 11-04 02:51:21 KST');
    expect(message.facts).toEqual(
      expect.arrayContaining([
        { label: '사유', value: '11-04 02:45:00 KST부터 5분 동안 기록된 root 사용 2회 (기준 1회)' },
        {
          label: '',
          value: expect.stringMatching(/^Threshold Crossed: .*\(2026-11-03 17:45:00 UTC\)/),
        },
        { label: 'CloudWatch 경보', value: 'root-alert' },
        // Where nobody takes it for where root was used from.
        { label: '', value: '경보 리전 ap-northeast-2 (서울)' },
        { label: '', value: '2026-11-03 17:51:21 UTC' },
      ]),
    );
    expect(message.advice?.value).toBeTruthy();
  });

  test("has the account's name next to its number", () => {
    const names = new Map([['111122223333', 'Payments']]);
    expect(compose(alarm(), seoul, { accountNames: names }).summary).toMatch(
      /^111122223333 \(Payments\) · /,
    );
  });

  test('leaves out what is not known, without an empty line', () => {
    const typed = readAlarmNotification(
      readSampleNotification('alarm-console-test.json'),
      () => 'x',
    );
    const message = compose(typed, seoul);
    expect(message.summary).toBe('');
    expect(message.facts.map(({ label }) => label)).toEqual(['사유', 'CloudWatch 경보']);
    expect(message.link).toBeUndefined();
  });
});

test('a late message about an alarm has no separator at either end of its summary', () => {
  const typed = readAlarmNotification(readSampleNotification('alarm-console-test.json'), () => 'x');
  const { summary } = shown(markLate(composeMessage(typed, english), 7 * 60, english));
  expect(summary).toMatch(/^Late \(7 min\)$/);
});

describe("what the trail's log says", () => {
  const said = (changes: Partial<AlarmFindings>, settings = english) =>
    factOf(
      compose(alarm(), settings, { findings: findings(changes) }),
      settings === seoul ? '확인 결과' : 'Findings',
    );

  test('is left out when nobody looked', () => {
    expect(factOf(compose(alarm(), english), 'Findings')).toBeUndefined();
  });

  test('says that it has no use of root behind the alarm', () => {
    expect(said({})).toBe("No use of root found in the trail's log");
  });

  test('says in one line that it confirms uses with an alert', () => {
    expect(said({ told: 2 })).toBe('Uses of root behind it: 2 reported already');
    expect(said({ told: 2 }, seoul)).toBe('이미 알린 root 사용 2건과 같은 건입니다');
  });

  test('never says of a use that still waits for the room that its alert was sent', () => {
    expect(said({ waiting: 3 })).toBe('Uses of root behind it: 3 being reported now');
    expect(said({ waiting: 3 }, seoul)).not.toContain('이미');
  });

  test('says that alerts about uses follow that the fast path missed', () => {
    expect(said({ missed: 1 })).toBe(
      'Uses of root behind it: 1 missed by EventBridge, reported next',
    );
  });

  test('says that reads lead to no alert where that is configured', () => {
    expect(said({ leftOut: 2 })).toBe(
      'Uses of root behind it: 2 read-only, not reported (reads: off)',
    );
    expect(said({ leftOut: 2 }, seoul)).toContain('읽기 전용 사용 2건');
  });

  test('does not say that there is no use when it could not be read in time', () => {
    expect(said({ isWhole: false })).toMatch(/^Uses of root behind it: only part/);
    expect(said({ isWhole: false }, seoul)).toMatch(/^시간 제한으로 추적 로그의 일부만/);
  });

  test('says all of that, and that there is more', () => {
    const all = said({ told: 4, waiting: 3, missed: 2, isWhole: false });
    for (const count of [4, 3, 2]) expect(all).toMatch(new RegExp(`\\b${count}\\b`));
    expect(all).toContain('only part');
    const ko = said({ told: 4, waiting: 3, missed: 2, isWhole: false }, seoul);
    for (const part of ['4건', '3건', '2건', '일부']) expect(ko).toContain(part);
  });
});

describe('hostile text', () => {
  test('that nobody can see leaves the fact that every alarm has', () => {
    const { facts } = compose(alarm({ alarmName: '\u3164', reason: '\u3164' }), english);
    expect(facts).toContainEqual({ label: 'CloudWatch alarm', value: 'unknown' });
  });

  test('is on one line and bounded, in every field', () => {
    fc.assert(
      fc.property(hostileText, hostileTextOfAnyLength, (text, long) => {
        const message = compose(
          alarm({
            alarmName: text || 'x',
            reason: long,
            description: text,
            condition: long,
            accountId: text,
            region: text,
          }),
          { ...seoul, alarmSubjects: new Map([['x', text]]) },
        );
        const sentence = message.headline.slice('[경고] '.length);
        for (const part of [sentence, ...message.facts.map(({ value }) => value)]) {
          expect(part).not.toMatch(/[\n\r\u2028\u2029\u202e\u200b]/);
          expect(Array.from(part).length).toBeLessThanOrEqual(320);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('cannot forge a line of the message', () => {
    const message = composeMessage(alarm({ reason: 'x\n계정: 999999999999\n[긴급] root' }), seoul);
    const text = asShown(doorayPayload(message, { botName: 'b', botIcon: undefined }));
    expect(text.split('\n').filter((line) => /^\W*(계정|\[긴급)/.test(line))).toEqual([]);
  });
});
