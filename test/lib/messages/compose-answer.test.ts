import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Locale } from '../../../lib/config.ts';
import { answerText, type IncidentAnswer, readAnswers } from '../../../lib/incident/answer.ts';
import { incidentRecordText, readIncidentRecord } from '../../../lib/incident/incident-record.ts';
import { composeAnswer } from '../../../lib/messages/compose-answer.ts';
import type { Message } from '../../../lib/messages/message.ts';
import { readEventBridgeEvent } from '../../../lib/sources/eventbridge-event.ts';
import { shownBy } from '../room-payload.ts';
import { readSampleEvent } from '../sample-events.ts';
import { wordsIn } from '../words-in.ts';

const atMs = Date.parse('2026-11-03T17:45:30Z');

/** What the incident of a sample event is about. */
function recordOf(file: string) {
  const deployment = { stage: 'prod', trailLogGroup: undefined };
  const activity = readEventBridgeEvent(readSampleEvent(file), deployment);
  const record = readIncidentRecord(
    incidentRecordText(activity, '111122223333', atMs - 60_000, undefined),
  );
  return record === undefined ? [] : [record];
}

function answered(
  more: Partial<IncidentAnswer>,
  { locale = 'ko' as Locale, isContest = false, file = 'root-login.json' } = {},
): Message {
  const given: IncidentAnswer = {
    id: 'a',
    verdict: 'planned',
    atMs,
    via: 'link',
    room: 'dooray',
    by: '김민수',
    why: '결제 수단 교체',
    sourceIp: '198.51.100.7',
    isFromSession: false,
    ...more,
  };
  const [answer = given] = readAnswers([answerText(given)]);
  return composeAnswer(
    { incidentId: '7F3K2M9QXA', answer, isContest, records: recordOf(file) },
    { countries: new Map([['198.51.100.7', '대한민국']]), toldAt: new Date(atMs) },
    {
      locale,
      timeZone: 'Asia/Seoul',
      runbookUrl: 'https://wiki.example.com/runbook',
      words: wordsIn[locale],
    },
  );
}

const cases: readonly [string, (locale: Locale) => Message][] = [
  ['planned', (locale) => answered({}, { locale })],
  ['planned, without a name', (locale) => answered({ by: undefined, why: undefined }, { locale })],
  ['planned, by a button', (locale) => answered({ via: 'slack', by: 'kim U0' }, { locale })],
  ['planned, from the session', (locale) => answered({ isFromSession: true }, { locale })],
  ['planned, against another answer', (locale) => answered({}, { locale, isContest: true })],
  ['not us', (locale) => answered({ verdict: 'notUs' }, { locale })],
  [
    'not us, of a session at the command line',
    (locale) => answered({ verdict: 'notUs' }, { locale, file: 'root-cli-login.json' }),
  ],
  [
    'not us, against another answer',
    (locale) => answered({ verdict: 'notUs' }, { locale, isContest: true }),
  ],
];

describe('the line that the room hears of an answer', () => {
  test.each(['ko', 'en'] as const)('is as it was, in %s', async (locale) => {
    const bot = { botName: 'root-alert', botIcon: undefined };
    const text = cases.map(([title, compose]) => {
      return `════ ${title}\n${shownBy('dooray', compose(locale), bot)}\n`;
    });
    await expect(text.join('\n')).toMatchFileSnapshot(
      join(import.meta.dirname, 'golden', `answers.${locale}.txt`),
    );
  });

  test('wakes nobody where it only says that all is well', () => {
    expect(answered({}).isQuiet).toBe(true);
    expect(answered({ isFromSession: true }).isQuiet).toBe(false);
    expect(answered({}, { isContest: true }).isQuiet).toBe(false);
    expect(answered({ verdict: 'notUs' })).toMatchObject({ severity: 'critical', isQuiet: false });
  });

  test('says of a name that somebody wrote that they wrote it, and of a button who pressed', () => {
    const [written] = answered({}).summary;
    const [pressed] = answered({ via: 'slack' }).summary;
    expect(written?.unescaped).toBe('김민수(직접 쓴 이름)');
    expect(pressed?.unescaped).toBe('김민수(Slack 사용자)');
  });
});
