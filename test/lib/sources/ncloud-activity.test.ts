import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ncloudDeedOf } from '../../../lib/classify/ncloud-deed-of.ts';
import type { RootUse } from '../../../lib/root-activity.ts';
import { readNcloudActivity } from '../../../lib/sources/ncloud-activity.ts';
import { hostileText } from '../hostile-text.ts';
import { rootUse } from '../root-use.ts';
import { readSampleActivity, sampleActivityFiles } from '../sample-activities.ts';

const account = { name: 'payments', includesPlatformActions: false };
const login = readSampleActivity('ncloud-login.json');
const key = readSampleActivity('ncloud-access-key.json');

const read = (item: unknown) => readNcloudActivity(item, account);

function readUse(item: unknown): RootUse {
  const activity = read(item);
  if (activity?.kind !== 'use') throw new Error(`no use: ${JSON.stringify(activity)}`);
  return activity;
}

describe('an item of the Cloud Activity Tracer', () => {
  test('is read whole', () => {
    expect(read(login)).toEqual(
      rootUse({
        cloud: 'ncloud',
        id: 'ncloud-6f1c2a90b7d34e58a1c0de01',
        eventName: 'Login',
        eventSource: 'Account',
        eventId: '6f1c2a90b7d34e58a1c0de01',
        accountId: 'payments',
        region: 'KR',
        occurredAt: new Date('2026-11-20T17:42:09Z'),
        sourceIp: '203.0.113.24',
        userAgent: undefined,
        identity: { ...rootUse().identity, arn: undefined, accessKeyId: undefined },
        hasMfa: true,
        ncloud: {
          resourceType: 'Customer',
          resourceName: 'root@example.com',
          sourceType: 'PORTAL',
          country: 'KR',
          secondFactor: 'OTP',
          isKeyActive: undefined,
        },
      }),
    );
  });

  test('carries its verdict', () => {
    expect(readUse(login).verdict).toEqual({
      eventClass: 'signInWithMfa',
      actor: 'direct',
      severity: 'medium',
      runbookSection: 'naver-cloud',
    });
  });

  test.each([
    ['numbers as text', { ...login, eventTime: '1795196529000' }],
    [
      'productData as a list of keys and values',
      {
        ...login,
        productData: [
          { key: 'twoFactorLoginType', value: 'OTP' },
          { name: 'clientIpCountry', value: 'KR' },
          null,
        ],
      },
    ],
    ['the user type in other letters', { ...login, actionUserType: 'CUSTOMER' }],
    ['fields that are in no table', { ...login, actionIdNo: 7, whatever: {} }],
  ])('reads the same with %s', (_, item) => {
    expect(read(item)).toEqual(read(login));
  });

  test('has undefined for what is not in the record', () => {
    const { sourceIp, productData, regionCode, eventTime, ...rest } = login;
    expect(readUse(rest)).toMatchObject({
      sourceIp: undefined,
      region: undefined,
      occurredAt: undefined,
      hasMfa: undefined,
    });
  });

  test('has the address of productData where there is no other', () => {
    const { sourceIp, ...rest } = login;
    expect(readUse({ ...rest, productData: { clientIp: '192.0.2.1' } }).sourceIp).toBe('192.0.2.1');
  });

  test.each([
    ['SUCCESS', 'success'],
    ['FAIL', 'failure'],
    ['PARTIAL', 'unknown'],
    [undefined, 'unknown'],
  ])('with the result %s is a %s', (actionResultType, outcome) => {
    expect(readUse({ ...login, actionResultType }).outcome).toBe(outcome);
  });

  test.each([
    ['SMS', true],
    ['', false],
    ['NONE', false],
    ['false', false],
  ])('with the second factor "%s": %s', (twoFactorLoginType, hasMfa) => {
    expect(readUse({ ...login, productData: { twoFactorLoginType } }).hasMfa).toBe(hasMfa);
  });
});

describe('the one who acted decides', () => {
  test.each(['Sub', 'sub'])('%s, a sub account, leads to no alert', (actionUserType) => {
    expect(read({ ...login, actionUserType })).toBeUndefined();
  });

  test('an action of the platform itself leads to an alert only where that is configured', () => {
    const item = { ...login, sourceType: 'SYSTEM' };
    expect(read(item)).toBeUndefined();
    expect(readNcloudActivity(item, { ...account, includesPlatformActions: true })?.kind).toBe(
      'use',
    );
  });

  test.each([
    ['nobody knows who', { ...login, actionUserType: undefined }, 'actionUserType is missing'],
    [
      'a number',
      { ...login, actionUserType: 7 },
      'actionUserType is 7 and not what Naver Cloud writes',
    ],
    ['nothing with a name', { ...login, actionDisplayName: ' ' }, 'actionDisplayName is empty'],
    ['no object', 'text', 'activity is "text" and not what Naver Cloud writes'],
    ['null', null, 'activity is null and not what Naver Cloud writes'],
  ])('%s: it leads to an alert as unreadable', (_, item, fault) => {
    expect(read(item)).toMatchObject({
      kind: 'unreadable',
      cloud: 'ncloud',
      accountId: 'payments',
      fault,
    });
  });

  test('somebody of a type that no document has is told by that type', () => {
    const { identity } = readUse({ ...login, actionUserType: 'Partner' });
    expect(identity.type).toBe('Partner');
  });

  test('an unreadable item keeps what can be read of it', () => {
    expect(read({ ...login, actionUserType: undefined })).toMatchObject({
      id: 'ncloud-6f1c2a90b7d34e58a1c0de01',
      eventId: '6f1c2a90b7d34e58a1c0de01',
      occurredAt: new Date('2026-11-20T17:42:09Z'),
      sourceIp: '203.0.113.24',
      region: 'KR',
    });
  });
});

test('a key that is not a text makes no pair, and the item is still read', () => {
  const productData = [
    { key: { toString: 1 }, value: 'x' },
    { key: 'active', value: 'true' },
  ];
  expect(readUse({ ...key, productData }).ncloud?.isKeyActive).toBe(true);
});

test('an item that is nested deeper than the stack is still read', () => {
  const deep = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);
  expect(read({ ...login, historyId: undefined, productData: deep })?.kind).toBe('use');
});

describe('the id', () => {
  test('is the historyId, whatever else has changed', () => {
    expect(readUse({ ...login, resourceName: 'x' }).id).toBe(readUse(login).id);
  });

  test.each([undefined, '', 'a b', '../x', 'x'.repeat(129), {}])(
    'is a hash of the content where the historyId is %j',
    (historyId) => {
      const id = readUse({ ...login, historyId }).id;
      expect(id).toMatch(/^ncloud-sha256-[0-9a-f]{64}$/);
      expect(readUse({ ...login, historyId, resourceName: 'x' }).id).not.toBe(id);
      expect(readUse({ ...login, historyId }).id).toBe(id);
    },
  );
});

describe('the class of a use', () => {
  const named = (actionDisplayName: string, more: object = {}) =>
    readUse({ ...login, productData: {}, actionDisplayName, ...more });

  test.each<[string, RootUse, string, string]>([
    ['a log-in with a second factor', readUse(login), 'signInWithMfa', 'medium'],
    [
      'one without',
      readUse(readSampleActivity('ncloud-login-no-second-factor.json')),
      'signInWithoutMfa',
      'high',
    ],
    ['one known only by its name', named('로그인'), 'signInMfaUnknown', 'medium'],
    ['one that failed', named('Login', { actionResultType: 'FAIL' }), 'signInFailed', 'medium'],
    ['a log-out', named('Logout'), 'action', 'low'],
    ['an access key made', readUse(key), 'accessKeyCreated', 'high'],
    [
      'one enabled, by a boolean',
      readUse({ ...key, actionDisplayName: 'Enable', productData: { active: true } }),
      'accessKeyCreated',
      'high',
    ],
    [
      'one disabled',
      readUse({ ...key, productData: { active: 'false' } }),
      'accessKeyChanged',
      'high',
    ],
    [
      'one deleted',
      readUse({ ...key, actionDisplayName: 'Delete access key' }),
      'accessKeyChanged',
      'high',
    ],
    [
      'one whose state is not in the record, but whose action says that it was made',
      readUse({ ...key, actionDisplayName: 'Create access key', productData: {} }),
      'accessKeyCreated',
      'high',
    ],
    [
      'one of which neither says so',
      readUse({ ...key, actionDisplayName: 'Access key', productData: {} }),
      'accessKeyChanged',
      'high',
    ],
    ['a second factor removed', named('2차 인증 해제'), 'mfaRemoved', 'critical'],
    ['one registered', named('Register MFA'), 'mfaAdded', 'high'],
    ['a password changed', named('비밀번호 변경'), 'password', 'critical'],
    ['anything else', named('Terminate server', { resourceType: 'Server' }), 'action', 'high'],
    [
      'a server whose name says log-in',
      named('Set login key', { resourceType: 'Server' }),
      'action',
      'high',
    ],
  ])('%s', (_, use, eventClass, severity) => {
    expect(use.verdict).toMatchObject({ eventClass, severity });
  });

  test('a log-out is known by the resource that logs out, not by a name alone', () => {
    expect(ncloudDeedOf(named('로그아웃'))).toBe('logOut');
    expect(ncloudDeedOf(named('Logout', { resourceType: 'Server' }))).toBeUndefined();
  });
});

describe('every sample', () => {
  test.each(sampleActivityFiles)('%s is about root', (file) => {
    expect(read(readSampleActivity(file))).toBeDefined();
  });
});

test('no input makes it throw, and it leaves out only sub accounts and the platform', () => {
  const field = fc.oneof(hostileText, fc.jsonValue(), fc.constant(undefined));
  const item = fc.oneof(
    fc.jsonValue(),
    fc.record(Object.fromEntries(Object.keys(login).map((name) => [name, field]))),
    fc.record({
      ...Object.fromEntries(Object.keys(login).map((name) => [name, field])),
      actionUserType: fc.constant('Customer'),
    }),
  );
  fc.assert(
    fc.property(item, (it) => {
      const says = (name: string) => {
        const value: unknown = Object(it)[name];
        return typeof value === 'string' ? value.trim().toLowerCase() : undefined;
      };
      const isOthers = says('actionUserType') === 'sub' || says('sourceType') === 'system';
      expect(read(it) === undefined).toBe(isOthers);
    }),
  );
});
