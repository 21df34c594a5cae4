import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AlarmTransition } from '../../../lib/root-activity.ts';
import { readAlarmNotification } from '../../../lib/sources/alarm-notification.ts';
import { hostileTextOfAnyLength } from '../hostile-text.ts';
import {
  readSampleNotification,
  readSampleNotifications,
  withMessage,
} from '../sample-notifications.ts';

const raised = readSampleNotification('alarm.json');
const contributor = readSampleNotification('alarm-contributor.json');
const published = readSampleNotification('sns-test-publish.json');
const arn = 'arn:aws:cloudwatch:ap-northeast-2:111122223333:alarm:root-alert';

let uniqueIds = 0;
const read = (sns: unknown): AlarmTransition =>
  readAlarmNotification(sns, () => `unique-${++uniqueIds}`);
const readFile = (file: string): AlarmTransition => read(readSampleNotification(file));

describe('each shape of an alarm', () => {
  test('a metric alarm is read whole', () => {
    expect(read(raised)).toEqual({
      kind: 'alarm',
      isNotice: false,
      id: `alarm-${arn}-ALARM-2026-11-03T17:51:21.604+0000`,
      isDrill: false,
      alarmName: 'root-alert',
      state: 'ALARM',
      reason: expect.stringMatching(/^Threshold Crossed: 1 datapoint \[2\.0 /),
      description: "The root account was used, by the trail's log",
      condition: 'CloudTrailMetrics / RootAccountUsageCount',
      evaluatedMs: 300_000,
      eventId: undefined,
      accountId: '111122223333',
      region: 'ap-northeast-2',
      sourceIp: undefined,
      occurredAt: new Date('2026-11-03T17:51:21.604Z'),
    });
  });

  test('a drill of the alarm is known by its reason and has the id of the drill', () => {
    expect(readFile('alarm-drill.json')).toMatchObject({
      id: 'drill-6c1d8f52-3b0e-4a77-9d41-f0a2c5e8b913',
      isDrill: true,
      alarmName: 'root-alert',
      state: 'ALARM',
    });
  });

  test.each([
    ['set by hand, without an id', 'root-alert.drill by hand', true],
    ['with an id that is none', 'root-alert.drill 6c1d8f52-3b0e', true],
    ['by a reason that only mentions it', 'Threshold Crossed: root-alert.drill', false],
    ['by another word', 'root-alert.drilling', false],
  ])('an alarm %s keeps an id of its own', (_, NewStateReason, isDrill) => {
    const transition = read(withMessage(raised, { NewStateReason }));
    expect(transition).toMatchObject({ isDrill, id: read(raised).id });
  });

  test('the condition of a composite alarm is its rule', () => {
    expect(readFile('alarm-composite.json')).toMatchObject({
      alarmName: 'identity-posture',
      condition: 'ALARM("root-alert") OR ALARM("root-without-mfa")',
      region: 'ap-northeast-2',
    });
  });

  test('the condition of a log alarm is its query, and that of a contributor adds its attributes', () => {
    expect(readFile('alarm-log.json').condition).toBe('filter userIdentity.type = "Root"');
    expect(read(contributor).condition).toMatch(/ · recipientAccountId 444455556666$/);
  });

  test('an alarm on metric math names no metric and has no condition', () => {
    const math = withMessage(raised, { Trigger: { Metrics: [{ Id: 'e1', Expression: 'm1+m2' }] } });
    expect(read(math).condition).toBeUndefined();
  });

  test.each([
    [{ Period: 3_600, EvaluationPeriods: 3 }, 10_800_000],
    [{ Period: 60 }, 60_000],
    [{ EvaluationPeriods: 3 }, undefined],
    [{ Period: '300', EvaluationPeriods: 1 }, undefined],
    [{ Period: -300, EvaluationPeriods: 1 }, undefined],
    ['- Period: 300', undefined],
  ])('an alarm with the trigger %j looks back %j ms', (Trigger, evaluatedMs) => {
    expect(read(withMessage(raised, { Trigger })).evaluatedMs).toBe(evaluatedMs);
  });

  test('a localized subject changes nothing: the name is still that of the alarm', () => {
    expect(readFile('alarm-localized.json').alarmName).toBe('root-alert-dev');
  });

  test('each record of an event is a notification of its own', () => {
    const [first, second] = readSampleNotifications('alarm-two-records.json').map(read);
    expect([first?.alarmName, second?.alarmName]).toEqual(['root-alert', 'trail-stopped']);
    expect(first?.id).not.toBe(second?.id);
    expect(second?.description).toBeUndefined();
  });

  test("the JSON that a guide's console test types is read as the alarm that it names", () => {
    expect(readFile('alarm-console-test.json')).toMatchObject({
      alarmName: 'root-alert',
      state: 'ALARM',
      reason: 'Typed into the console',
      accountId: undefined,
      region: undefined,
      occurredAt: undefined,
    });
  });
});

describe('a notification that is not about an alarm', () => {
  test('has its text as the reason: a test publish in plain text, with a null subject', () => {
    expect(read(published)).toMatchObject({
      alarmName: undefined,
      state: 'ALARM',
      reason: 'Does this reach the room?',
      accountId: '111122223333',
      occurredAt: new Date('2026-11-05T08:58:02.402Z'),
    });
  });

  test('has all of its JSON as the reason and its subject as the name', () => {
    expect(readFile('sns-other-json.json')).toMatchObject({
      alarmName: 'Budget exceeded',
      state: 'ALARM',
      reason: '{"budget":"monthly","spent":1204.5}',
    });
  });

  test('has no region, because a link would lead to an alarm that is not there', () => {
    expect(readFile('sns-other-json.json').region).toBeUndefined();
    expect(read(withMessage(raised, { AlarmArn: undefined })).region).toBe('ap-northeast-2');
  });

  test.each(['[]', '"ALARM"', '7', 'null', 'true', '{', ''])(
    'leads to an alert all the same: %j',
    (text) => {
      expect(read({ ...published, Message: text })).toMatchObject({
        alarmName: undefined,
        state: 'ALARM',
        reason: text === '' ? undefined : text,
      });
    },
  );

  test.each([undefined, null, 7, 'text', [], {}])('never makes it throw: %j', (sns) => {
    expect(read(sns)).toMatchObject({ alarmName: undefined, state: 'ALARM' });
  });
});

describe('the state', () => {
  test.each(['OK', 'INSUFFICIENT_DATA'])('%s is kept', (state) => {
    expect(read(withMessage(raised, { NewStateValue: state })).state).toBe(state);
  });

  test.each([undefined, null, '', 'ok', 'Alarm', 'SUPPRESSED', 7])(
    '%j counts as ALARM',
    (state) => {
      expect(read(withMessage(raised, { NewStateValue: state })).state).toBe('ALARM');
    },
  );
});

describe('the id', () => {
  const id = (changes: object) => read(withMessage(raised, changes)).id;

  test('is the same for every copy of a transition, even if SNS gives each copy another number', () => {
    expect(read({ ...raised, MessageId: 'another', Timestamp: undefined }).id).toBe(
      read(raised).id,
    );
  });

  test('is the same in the Lambda record and in the message of the queue', () => {
    const { SigningCertUrl, UnsubscribeUrl, MessageAttributes, ...rest } = raised;
    expect(
      read({ ...rest, SigningCertURL: SigningCertUrl, UnsubscribeURL: UnsubscribeUrl }).id,
    ).toBe(read(raised).id);
  });

  test.each<[string, object]>([
    ['moment', { StateChangeTime: '2026-11-03T17:51:21.605+0000' }],
    ['state', { NewStateValue: 'OK' }],
    ['alarm', { AlarmArn: `${arn}-2` }],
    ['contributor', { AlarmContributorId: '6f1c0a9b2d3e4f50' }],
  ])('differs where the %s differs', (_, changes) => {
    expect(id(changes)).not.toBe(read(raised).id);
  });

  test('differs for two contributors that change at the same moment', () => {
    const other = withMessage(contributor, { AlarmContributorId: '0123456789abcdef' });
    expect(read(other).id).not.toBe(read(contributor).id);
  });

  test("is SNS's number of the message where the alarm gives no time", () => {
    const first = read(published).id;
    expect(read(published).id).toBe(first);
    expect(read({ ...published, MessageId: 'another' }).id).not.toBe(first);
  });

  test('is never the same twice where there is neither', () => {
    const typed = readSampleNotification('alarm-console-test.json');
    expect(read(typed).id).not.toBe(read(typed).id);
  });

  test('fits a ledger key and is still different for each', () => {
    const long = id({ StateChangeTime: '💩'.repeat(2_000) });
    expect(Buffer.byteLength(long)).toBeLessThan(2_000);
    expect(id({ StateChangeTime: `${'💩'.repeat(2_000)}x` })).not.toBe(long);
  });
});

describe('the time', () => {
  test.each([
    ['2026-11-03T17:51:21.604+0000', '2026-11-03T17:51:21.604Z'],
    ['2026-11-04T02:51:21+0900', '2026-11-03T17:51:21Z'],
    ['2026-11-03T17:51:21Z', '2026-11-03T17:51:21Z'],
  ])('%s is %s', (written, time) => {
    expect(read(withMessage(raised, { StateChangeTime: written })).occurredAt).toEqual(
      new Date(time),
    );
  });

  test.each([undefined, 'yesterday', 7])("is SNS's where the alarm's is %j", (written) => {
    expect(read(withMessage(raised, { StateChangeTime: written })).occurredAt).toEqual(
      new Date('2026-11-03T17:51:21.655Z'),
    );
  });
});

test('an odd field never stops the rest from being read', () => {
  const odd = withMessage(raised, {
    AlarmDescription: null,
    AWSAccountId: 7,
    AlarmArn: ['x'],
    NewStateReason: {},
    Trigger: 'CPU',
    AlarmContributorAttributes: { a: 7 },
  });
  expect(read(odd)).toMatchObject({
    alarmName: 'root-alert',
    state: 'ALARM',
    reason: undefined,
    condition: undefined,
    accountId: '111122223333',
    region: 'ap-northeast-2',
  });
});

test('anything that somebody publishes is read', () => {
  const anything = fc.oneof(hostileTextOfAnyLength, fc.anything());
  fc.assert(
    fc.property(anything, anything, anything, (subject, message, value) => {
      const text = typeof message === 'string' ? message : 'text';
      expect(read({ ...raised, Subject: subject, Message: message }).kind).toBe('alarm');
      const json = withMessage(raised, { AlarmName: text, NewStateReason: value, Trigger: value });
      expect(read(json)).toMatchObject({ kind: 'alarm', state: 'ALARM' });
    }),
    { numRuns: 60 },
  );
});
