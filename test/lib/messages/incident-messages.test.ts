import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Locale } from '../../../lib/config.ts';
import type { FollowUp } from '../../../lib/incident/follow-ups.ts';
import {
  type IncidentRecord,
  incidentRecordText,
  readIncidentRecord,
} from '../../../lib/incident/incident-record.ts';
import { composeEscalation, type Escalation } from '../../../lib/messages/compose-escalation.ts';
import { composeFollowUp, type IncidentStory } from '../../../lib/messages/compose-follow-up.ts';
import type { Message } from '../../../lib/messages/message.ts';
import { asShown } from '../../../lib/rooms/dooray/dooray-as-shown.ts';
import { doorayPayload } from '../../../lib/rooms/dooray/dooray-payload.ts';
import { escalationText } from '../../../lib/rooms/escalation-text.ts';
import { readEventBridgeEvent } from '../../../lib/sources/eventbridge-event.ts';
import { hostileText } from '../hostile-text.ts';
import { readSampleEvent } from '../sample-events.ts';
import { wordsIn } from '../words-in.ts';

const incidentId = '7F3K2M9QXA';
const deployment = { stage: 'prod', trailLogGroup: undefined };
const toldAtMs = Date.parse('2026-11-03T17:42:16Z');
const minuteMs = 60_000;
const sender = { botName: 'root-alert', botIcon: undefined };

function deedIn(file: string) {
  const activity = readEventBridgeEvent(readSampleEvent(file), deployment);
  const record = readIncidentRecord(incidentRecordText(activity, 'counter', toldAtMs, undefined));
  if (record === undefined) throw new Error(`${file} has no record`);
  return { record, activity };
}
const signIn = deedIn('root-login.json');
const deeds = [
  'root-create-access-key.json',
  'root-stop-logging.json',
  'root-attach-admin-policy.json',
].map(deedIn);

const settingsIn = (locale: Locale) => ({
  words: wordsIn[locale],
  locale,
  timeZone: 'Asia/Seoul',
  runbookUrl: 'https://wiki.example.com/runbook',
});
const context = (minutes: number) => ({
  toldAt: new Date(toldAtMs + minutes * minuteMs),
  accountNames: new Map([['111122223333', 'Payments']]),
});

const escalation = (
  because: Escalation['because'],
  more: Partial<Escalation> = {},
): Escalation => ({
  incidentId,
  ...signIn,
  because,
  ...more,
});
const story = (followUp: FollowUp, more: Partial<IncidentStory> = {}): IncidentStory => ({
  incidentId,
  followUp,
  first: signIn,
  deeds,
  uses: 14,
  failed: 3,
  regions: ['us-east-1', 'ap-northeast-2'],
  lastToldAtMs: toldAtMs + minuteMs,
  before: {},
  stage: 'prod',
  ...more,
});
const answer = {
  id: 'a',
  verdict: 'notUs',
  atMs: toldAtMs + 2 * minuteMs,
  via: 'link',
  by: 'kim',
  why: 'nobody is at work',
  isFromSession: false,
} as const;
const first: FollowUp = { kind: 'followUp', nth: 1, dueAtMs: 0 };
const refused = { uses: 10, sinceMs: toldAtMs - 9 * minuteMs, lastAtMs: toldAtMs - minuteMs };

const messages: Readonly<Record<string, (locale: Locale) => Message>> = {
  'nobody answered': (locale) =>
    composeEscalation(
      escalation({ kind: 'unanswered', nth: 1, of: 3 }),
      settingsIn(locale),
      context(10),
    ),
  'nobody answered, the last time': (locale) =>
    composeEscalation(
      escalation({ kind: 'unanswered', nth: 3, of: 3 }),
      settingsIn(locale),
      context(30),
    ),
  'nobody answered, and the record cannot be read again': (locale) =>
    composeEscalation(
      escalation({ kind: 'unanswered', nth: 1, of: 3 }, { activity: undefined }),
      settingsIn(locale),
      context(10),
    ),
  'not us': (locale) =>
    composeEscalation(escalation({ kind: 'notUs', answer }), settingsIn(locale), context(2)),
  'two minutes later, it goes on': (locale) =>
    composeFollowUp(
      story(first, { before: { refusedSignIn: refused } }),
      settingsIn(locale),
      context(2),
    ),
  'two minutes later, nothing else': (locale) =>
    composeFollowUp(
      story(first, {
        deeds: [signIn],
        uses: 1,
        failed: 0,
        regions: ['us-east-1'],
        lastToldAtMs: toldAtMs,
      }),
      settingsIn(locale),
      context(2),
    ),
  'a root that is brought back to life': (locale) =>
    composeFollowUp(
      story(first, {
        before: { newPassword: { ...refused, uses: 1 }, loginProfile: { ...refused, uses: 1 } },
      }),
      settingsIn(locale),
      context(2),
    ),
  'an hour of rest': (locale) =>
    composeFollowUp(story({ kind: 'quiet', dueAtMs: 0 }), settingsIn(locale), context(75)),
};

test.each(['ko', 'en'] as const)('what is told of an incident later, in %s', async (locale) => {
  const sections = Object.entries(messages).map(([title, messageIn]) => {
    const shown = asShown(doorayPayload(messageIn(locale), sender));
    return `════ ${title}\n${shown}\n`;
  });
  const sms = escalationText(messages['nobody answered']?.(locale) as Message);
  const text = `${sections.join('\n')}\n════ as an SMS\n${sms}\n`;
  await expect(text).toMatchFileSnapshot(
    join(import.meta.dirname, `golden/incident-${locale}.txt`),
  );
});

test('what nobody answered calls whom the settings name, and a follow-up is no call', () => {
  const { 'nobody answered': call, 'an hour of rest': rest } = messages;
  expect(call?.('ko')).toMatchObject({ isCall: true, severity: 'critical', isDrill: false });
  expect(rest?.('ko').isCall).toBeUndefined();
});

test('hostile text in what the ledger keeps makes no line of its own, and no markup', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const record: IncidentRecord = {
        ...signIn.record,
        accounts: [text],
        eventName: text,
        sourceIp: text,
        accessKeyId: text,
        signInSessionArn: text,
      };
      const deed = { record, activity: undefined };
      for (const message of [
        composeEscalation(
          escalation({ kind: 'notUs', answer: { ...answer, by: text, why: text } }, deed),
          settingsIn('ko'),
          context(1),
        ),
        composeFollowUp(
          story(first, { first: deed, deeds: [deed], regions: [text] }),
          settingsIn('en'),
          context(2),
        ),
      ]) {
        const parts = [
          message.headline,
          ...message.summary,
          ...[...message.facts, ...message.details].map(({ value }) => value),
        ];
        for (const { unescaped } of parts) expect(unescaped).not.toMatch(/[\n\r\p{Cc}\u202e]/u);
        expect(escalationText(message)).not.toContain('<');
      }
    }),
    { numRuns: 200 },
  );
});
