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
import type { Person } from '../../../lib/incident/signed-in-from.ts';
import type { AddressFacts, WhoWasIt } from '../../../lib/incident/who-was-it.ts';
import { composeEscalation, type Escalation } from '../../../lib/messages/compose-escalation.ts';
import { composeEscalationDrill } from '../../../lib/messages/compose-escalation-drill.ts';
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
  who: undefined,
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

const hourMs = 60 * minuteMs;
const wholly = { kind: 'read', sinceMs: undefined, unread: [] } as const;
const people: readonly Person[] = [
  { kind: 'user', name: 'kim', lastAtMs: toldAtMs - 9 * hourMs, times: 4 },
  { kind: 'role', name: 'Admin/lee@example.com', lastAtMs: toldAtMs - 30 * hourMs, times: 1 },
  { kind: 'user', name: 'park', lastAtMs: toldAtMs - 40 * hourMs, times: 1 },
  { kind: 'user', name: 'choi', lastAtMs: toldAtMs - 50 * hourMs, times: 2 },
];
const whose = (
  signIns: WhoWasIt['signIns'],
  facts: Partial<AddressFacts> = {},
  more: readonly AddressFacts[] = [],
): WhoWasIt => ({
  addresses: [
    {
      address: '203.0.113.24',
      history: { kind: 'new', sinceMs: undefined },
      signedIn: undefined,
      ...facts,
    },
    ...more,
  ],
  more: more.length === 0 ? 0 : 3,
  signIns,
});
const told = (who: WhoWasIt) => (locale: Locale) =>
  composeFollowUp(
    story(first, { deeds: [signIn], uses: 1, failed: 0, regions: [], who }),
    settingsIn(locale),
    { ...context(2), countries: new Map([['203.0.113.24', 'office']]) },
  );

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
  'somebody signed in from the same address': told(
    whose(wholly, { signedIn: { range: 'address', people } }),
  ),
  'from near it, as far as it could be read; and from another address, where root was used before':
    told(
      whose(
        {
          kind: 'read',
          sinceMs: toldAtMs - 5 * hourMs,
          unread: [{ region: 'eu-north-1', reason: 'AccessDeniedException' }],
        },
        {
          history: { kind: 'new', sinceMs: toldAtMs - 48 * hourMs },
          signedIn: { range: 'network', people: people.slice(0, 1) },
        },
        [
          {
            address: '2001:db8:1:2::7',
            history: { kind: 'used', firstMs: toldAtMs - 900 * hourMs, lastMs: toldAtMs - hourMs },
            signedIn: undefined,
          },
        ],
      ),
    ),
  'nobody signed in from there': told(whose(wholly, { history: { kind: 'unknown' } })),
  'the event history did not answer': told(
    whose({ kind: 'unread', reason: 'ThrottlingException' }),
  ),
  'the event history of that account cannot be read': told(whose({ kind: 'noWay' })),
  'an hour of rest': (locale) =>
    composeFollowUp(story({ kind: 'quiet', dueAtMs: 0 }), settingsIn(locale), context(75)),
  'a drill of escalation': (locale) =>
    composeEscalationDrill(
      { accountId: '111122223333', by: 'kim · AKIAOPERATOREXAMPLE' },
      settingsIn(locale),
      context(0).toldAt,
    ),
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

test('whose an address may be makes no message milder, and says of nobody that it was he', () => {
  const plain = story(first, { deeds: [signIn], uses: 1, failed: 0, regions: [] });
  const { severity } = composeFollowUp(plain, settingsIn('en'), context(2));
  const message = told(whose(wholly, { signedIn: { range: 'address', people } }))('en');
  expect(message.severity).toBe(severity);
  const lines = message.facts.filter(({ value }) => value.unescaped.includes('kim'));
  expect(lines.map(({ label }) => label)).toEqual(['Signed in from the same address']);
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
          story(first, {
            first: deed,
            deeds: [deed],
            regions: [text],
            who: whose(
              { kind: 'read', sinceMs: 1, unread: [{ region: text, reason: text }] },
              {
                address: text,
                signedIn: {
                  range: 'address',
                  people: [{ kind: 'role', name: text, lastAtMs: 1, times: 2 }],
                },
              },
            ),
          }),
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
  );
});
