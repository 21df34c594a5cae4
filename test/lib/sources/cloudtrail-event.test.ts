import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RootUse, UnreadableRecord } from '../../../lib/root-activity.ts';
import { readCloudTrailEvent } from '../../../lib/sources/cloudtrail-event.ts';
import { rootUse } from '../root-use.ts';
import { readSampleEvent, type SampleEvent, withField } from '../sample-events.ts';

const login = readSampleEvent('root-login.json');
const uuid = 'f80b8a2e-a4e5-4c9f-8d2e-246a401d15c6';

function readUse(event: unknown): RootUse {
  const activity = readCloudTrailEvent(event);
  if (activity.kind !== 'use') throw new Error(`expected a use: ${activity.fault}`);
  return activity;
}

function readUnreadable(event: unknown): UnreadableRecord {
  const activity = readCloudTrailEvent(event);
  if (activity.kind !== 'unreadable') throw new Error('expected it to be unreadable');
  return activity;
}

/** An event whose record has `value` at `path`. With undefined, the path is left out. */
const change = (event: SampleEvent, path: string, value: unknown) =>
  withField(event, `detail.${path}`, value);

describe('a log-in', () => {
  test('is read whole', () => {
    expect(readCloudTrailEvent(login)).toEqual(
      rootUse({
        id: uuid,
        eventName: 'ConsoleLogin',
        eventSource: 'signin.amazonaws.com',
        eventId: uuid,
        accountId: '111122223333',
        region: 'us-east-1',
        occurredAt: new Date('2026-11-03T17:42:09Z'),
        sourceIp: '203.0.113.24',
        userAgent: expect.stringMatching(/^Mozilla\/5\.0 \(Windows NT 10\.0;/),
        identity: { ...rootUse().identity, accessKeyId: undefined },
        hasMfa: false,
        signInTo: 'console.aws.amazon.com',
      }),
    );
  });

  test('carries its verdict', () => {
    expect(readUse(login).verdict).toEqual({
      eventClass: 'signInWithoutMfa',
      actor: 'direct',
      severity: 'critical',
      runbookSection: 'sign-in',
    });
  });
});

describe('the id', () => {
  test('is the eventID, in small letters', () => {
    expect(readUse(change(login, 'eventID', uuid.toUpperCase())).id).toBe(uuid);
  });

  test('is the same in any envelope', () => {
    const forwarded = { ...login, id: 'another', account: '999999999999', region: 'eu-west-1' };
    expect(readUse(forwarded).id).toBe(readUse(login).id);
  });

  test.each([undefined, '', 'not-a-uuid', 7, `${uuid}x`])(
    'is a hash of the record when the eventID is %j',
    (eventId) => {
      const event = change(login, 'eventID', eventId);
      const { id } = readUse(event);
      expect(id).toMatch(/^sha256-[0-9a-f]{64}$/);
      expect(readUse({ ...event, id: 'another envelope' }).id).toBe(id);
    },
  );

  test('differs for two records that share an eventID which is not a UUID', () => {
    const one = change(login, 'eventID', 'same');
    const other = change(one, 'sourceIPAddress', '198.51.100.1');
    expect(readUse(one).id).not.toBe(readUse(other).id);
  });

  test('differs for two records that cannot be read at all', () => {
    expect(readCloudTrailEvent({ detail: 'one' }).id).not.toBe(
      readCloudTrailEvent({ detail: 'two' }).id,
    );
  });

  test('of a record that cannot be read is still its eventID', () => {
    expect(readUnreadable(change(login, 'eventName', undefined)).id).toBe(uuid);
  });
});

describe('a drill', () => {
  test('is an event from a source that is not one of AWS', () => {
    expect(readUse(readSampleEvent('root-drill.json')).isDrill).toBe(true);
    expect(readUse({ ...login, source: 'awsome' }).isDrill).toBe(true);
  });

  test('that cannot be read is still a drill', () => {
    const drill = readSampleEvent('root-drill.json');
    expect(readUnreadable({ ...drill, detail: {} }).isDrill).toBe(true);
  });

  test.each(['aws.signin', 'aws.s3', undefined, 7])(
    'is not one with the source %j: when in doubt it is real',
    (source) => {
      expect(readUse({ ...login, source }).isDrill).toBe(false);
    },
  );
});

describe('the account is the one whose root was used', () => {
  test('and not the one that got the record', () => {
    const event = change(login, 'recipientAccountId', '999999999999');
    expect(readUse({ ...event, account: '888888888888' }).accountId).toBe('111122223333');
  });

  test('or, if it is missing, the one that got the record, or else that of the envelope', () => {
    const nameless = change(login, 'userIdentity.accountId', undefined);
    const recipient = change(nameless, 'recipientAccountId', '999999999999');
    expect(readUse(recipient).accountId).toBe('999999999999');
    const none = change(nameless, 'recipientAccountId', undefined);
    expect(readUse({ ...none, account: '888888888888' }).accountId).toBe('888888888888');
  });
});

describe('region and time', () => {
  test('are those of the record before those of the envelope', () => {
    const use = readUse({ ...login, region: 'eu-west-1', time: '2026-12-31T00:00:00Z' });
    expect(use.region).toBe('us-east-1');
    expect(use.occurredAt).toEqual(new Date('2026-11-03T17:42:09Z'));
  });

  test('are those of the envelope where the record has none that can be read', () => {
    const event = change(change(login, 'awsRegion', undefined), 'eventTime', 'yesterday');
    const use = readUse({ ...event, region: 'eu-west-1', time: '2026-12-31T00:00:00Z' });
    expect(use.region).toBe('eu-west-1');
    expect(use.occurredAt).toEqual(new Date('2026-12-31T00:00:00Z'));
  });

  test('are unknown when neither says', () => {
    const event = change(change(login, 'awsRegion', undefined), 'eventTime', undefined);
    const use = readUse({ ...event, region: undefined, time: undefined });
    expect(use).toMatchObject({ region: undefined, occurredAt: undefined });
  });
});

describe('MFA', () => {
  test.each([
    ['root-login.json', false],
    ['root-login-mfa.json', true],
    ['root-deactivate-mfa.json', true],
    ['root-create-access-key.json', false],
  ] as const)('of %s: %s', (file, hasMfa) => {
    expect(readUse(readSampleEvent(file)).hasMfa).toBe(hasMfa);
  });

  test('is not used with an access key of root, which has no session', () => {
    expect(readUse(readSampleEvent('root-access-key-cli.json')).hasMfa).toBe(false);
  });

  test('is unknown when the record does not say', () => {
    expect(readUse(change(login, 'additionalEventData', undefined)).hasMfa).toBeUndefined();
    expect(readUse(change(login, 'additionalEventData.MFAUsed', 'Maybe')).hasMfa).toBeUndefined();
  });

  test('of the log-in counts before that of the session', () => {
    const event = change(login, 'userIdentity.sessionContext', {
      attributes: { mfaAuthenticated: 'true' },
    });
    expect(readUse(event).hasMfa).toBe(false);
  });
});

describe('a read', () => {
  test.each([true, 'true'])('is one when readOnly is %j', (readOnly) => {
    expect(readUse(change(login, 'readOnly', readOnly)).isReadOnly).toBe(true);
  });

  test.each([false, 'false', undefined, null, 'yes', 1])(
    'is none when readOnly is %j',
    (readOnly) => {
      expect(readUse(change(login, 'readOnly', readOnly)).isReadOnly).toBe(false);
    },
  );
});

describe('the outcome', () => {
  const call = readSampleEvent('root-create-access-key.json');
  const recovery = readSampleEvent('root-password-recovery.json');

  test.each([
    ['a log-in that says Success', login, 'success'],
    ['a log-in that says Failure', readSampleEvent('root-login-failed.json'), 'failure'],
    [
      'a log-in that says Failure and nothing else',
      change(login, 'responseElements.ConsoleLogin', 'Failure'),
      'failure',
    ],
    ['a log-in that says nothing', change(login, 'responseElements', null), 'unknown'],
    ['a log-in that says neither', change(login, 'responseElements.ConsoleLogin', 1), 'unknown'],
    ['a log-in with an error', change(login, 'errorMessage', 'Failed authentication'), 'failure'],
    ['a call without an error', call, 'success'],
    ['a call with an error code', change(call, 'errorCode', 'AccessDenied'), 'failure'],
    ['a call with an error message alone', change(call, 'errorMessage', 'No.'), 'failure'],
    ['a call with an empty error code', change(call, 'errorCode', ''), 'success'],
    ['another sign-in event that says Success', recovery, 'success'],
    [
      'another sign-in event that says Failure',
      change(recovery, 'responseElements.PasswordRecoveryRequested', 'Failure'),
      'failure',
    ],
  ] as const)('%s', (_, event, outcome) => {
    expect(readUse(event).outcome).toBe(outcome);
  });
});

describe('who did it', () => {
  test('a centralized root session is marked as one', () => {
    const event = readSampleEvent('root-centralized-session.json');
    expect(readUse(event).identity.isAssumedRoot).toBe(true);
    const flag = change(event, 'userIdentity.sessionContext.assumedRoot', true);
    expect(readUse(flag).identity.isAssumedRoot).toBe(true);
    const without = change(event, 'userIdentity.sessionContext.assumedRoot', 'false');
    expect(readUse(without).identity.isAssumedRoot).toBe(false);
  });

  test('an AWS service is named', () => {
    const event = readSampleEvent('root-by-service.json');
    expect(readUse(event).identity.invokedBy).toBe('autoscaling.amazonaws.com');
  });

  test('a record without a type of identity is read, because only a rule for root can have delivered it', () => {
    expect(readUse(change(login, 'userIdentity.type', undefined)).identity.type).toBeUndefined();
  });

  test('AssumeRoot says whose root the caller asked for, and for which task', () => {
    expect(readUse(readSampleEvent('assume-root.json')).assumeRoot).toEqual({
      targetPrincipal: '444455556666',
      taskPolicyArn: 'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy',
    });
  });

  test('AssumeRoot may have the policy as plain text, or none', () => {
    const event = readSampleEvent('assume-root.json');
    const plain = change(event, 'requestParameters.taskPolicyArn', 'arn:aws:iam::aws:policy/x');
    expect(readUse(plain).assumeRoot?.taskPolicyArn).toBe('arn:aws:iam::aws:policy/x');
    expect(readUse(change(event, 'requestParameters', null)).assumeRoot).toEqual({
      targetPrincipal: undefined,
      taskPolicyArn: undefined,
    });
  });

  test('no other call has that', () => {
    expect(readUse(login).assumeRoot).toBeUndefined();
  });
});

describe('an odd field never stops the rest from being read', () => {
  test.each([
    'eventSource',
    'eventID',
    'eventTime',
    'awsRegion',
    'sourceIPAddress',
    'userAgent',
    'errorCode',
    'readOnly',
    'userIdentity.type',
    'userIdentity.arn',
    'userIdentity.accountId',
    'userIdentity.sessionContext',
    'requestParameters',
    'responseElements',
    'additionalEventData',
  ])('%s', (path) => {
    for (const odd of [null, 7, {}, [], ['x'], '']) {
      expect(readUse(change(login, path, odd)).eventName).toBe('ConsoleLogin');
    }
  });
});

describe('a record that cannot be read leads to an alert with what can be read', () => {
  test.each([
    ['eventName', undefined, /^eventName is missing$/],
    ['eventName', 7, /^eventName is 7 and not what CloudTrail writes$/],
    ['eventName', null, /^eventName is null and not what CloudTrail writes$/],
    ['eventName', ' ', /^eventName is (empty|blank|"")/],
    ['userIdentity', undefined, /^userIdentity is missing$/],
    ['userIdentity', null, /^userIdentity is null and not what CloudTrail writes$/],
  ])('%s of %j', (path, value, fault) => {
    expect(readUnreadable(change(login, path, value))).toMatchObject({
      id: uuid,
      eventId: uuid,
      accountId: '111122223333',
      region: 'us-east-1',
      occurredAt: new Date('2026-11-03T17:42:09Z'),
      sourceIp: '203.0.113.24',
      fault: expect.stringMatching(fault),
    });
  });

  test.each([[null], [undefined], [7], ['text'], [[]], [[{ detail: {} }]], [{}]])(
    'so does an event that is %j',
    (event) => {
      expect(readUnreadable(event).fault).toMatch(/^detail is missing$/);
    },
  );

  test('with the name of its event, if the name is not what is wrong', () => {
    const event = change(login, 'userIdentity', 'somebody');
    expect(readUnreadable(event).eventName).toBe('ConsoleLogin');
    expect(readUnreadable(change(login, 'eventName', 7)).eventName).toBeUndefined();
  });

  test('with region and time of the envelope, if its detail is not a record', () => {
    expect(readUnreadable({ ...login, detail: 'text' })).toMatchObject({
      accountId: '111122223333',
      region: 'us-east-1',
      occurredAt: new Date('2026-11-03T17:42:09Z'),
      eventId: undefined,
    });
  });
});

describe('nothing makes it throw', () => {
  test('any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (event) => {
        readCloudTrailEvent(event);
      }),
    );
  });

  test('any JSON in any place of a real event', () => {
    fc.assert(
      fc.property(fc.constantFrom(...pathsOf(login)), fc.jsonValue(), (path, value) => {
        readCloudTrailEvent(withField(login, path, value));
      }),
    );
  });

  test('names that every object has', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const detail = JSON.stringify({ ...login.detail, eventName: name });
      const event = JSON.parse(`{"${name}":{"x":1},"detail":${detail}}`);
      expect(readUse(event).eventName).toBe(name);
    }
  });

  test('nesting that is deeper than the stack, where the content has to be hashed', () => {
    const depth = 200_000;
    const deep: unknown = JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);
    const event = change(change(login, 'eventID', undefined), 'requestParameters', { deep });
    expect(readUse(event).eventName).toBe('ConsoleLogin');
  });
});

function pathsOf(value: unknown, prefix = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [
    `${prefix}${key}`,
    ...pathsOf(child, `${prefix}${key}.`),
  ]);
}
