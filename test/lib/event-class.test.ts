import { describe, expect, test } from 'vitest';
import { classify, type EventClass, type Severity, severityOf } from '../../lib/event-class.ts';
import type { RootUse } from '../../lib/root-activity.ts';
import { rootUse } from './root-use.ts';

const call = (eventSource: string, eventName: string, more: Partial<RootUse> = {}): RootUse =>
  rootUse({ eventSource: `${eventSource}.amazonaws.com`, eventName, ...more });

describe('what was done decides the class', () => {
  test.each<[string, string, EventClass]>([
    ['signin', 'ConsoleLogin', 'signIn'],
    ['signin', 'PasswordUpdated', 'password'],
    ['iam', 'ChangePassword', 'password'],
    ['signin', 'PasswordRecoveryRequested', 'passwordRecovery'],
    ['signin', 'PasswordRecoveryCompleted', 'passwordReset'],
    ['signin', 'EmailUpdated', 'email'],
    ['iam', 'UpdateAccountEmailAddress', 'email'],
    ['iam', 'CreateAccessKey', 'accessKeyCreated'],
    ['iam', 'UpdateAccessKey', 'accessKeyChanged'],
    ['iam', 'DeleteAccessKey', 'accessKeyChanged'],
    ['iam', 'DeactivateMFADevice', 'mfaRemoved'],
    ['iam', 'DeleteVirtualMFADevice', 'mfaRemoved'],
    ['iam', 'EnableMFADevice', 'mfaAdded'],
    ['cloudtrail', 'StopLogging', 'logging'],
    ['cloudtrail', 'DeleteTrail', 'logging'],
    ['cloudtrail', 'UpdateTrail', 'logging'],
    ['cloudtrail', 'PutEventSelectors', 'logging'],
    ['sts', 'AssumeRoot', 'assumeRoot'],
    ['s3', 'DeleteBucket', 'action'],
  ])('%s %s is %s', (source, name, eventClass) => {
    expect(classify(call(source, name))).toBe(eventClass);
  });

  test('the same name at another service is just an action', () => {
    expect(classify(call('evil', 'ConsoleLogin'))).toBe('action');
  });

  test('a name that every object has is just an action', () => {
    expect(classify(rootUse({ eventSource: undefined, eventName: 'constructor' }))).toBe('action');
  });
});

describe('a read', () => {
  test('is told by the record', () => {
    expect(classify(call('s3', 'ListBuckets', { isReadOnly: true }))).toBe('read');
  });

  test('is not told by its name', () => {
    expect(classify(call('s3', 'ListBuckets'))).toBe('action');
  });

  test('of a known class stays in it', () => {
    expect(classify(call('signin', 'ConsoleLogin', { isReadOnly: true }))).toBe('signIn');
  });
});

describe('who did it comes before what was done', () => {
  const { identity } = rootUse();
  const by = (who: Partial<RootUse['identity']>): RootUse =>
    call('iam', 'CreateAccessKey', { identity: { ...identity, ...who } });

  test('a centralized root session', () => {
    expect(classify(by({ isAssumedRoot: true }))).toBe('centralizedSession');
  });

  test('an AWS service', () => {
    expect(classify(by({ invokedBy: 'cloudformation.amazonaws.com' }))).toBe('byService');
  });

  test('but signin.amazonaws.com is how old records write a person in the console', () => {
    expect(classify(by({ invokedBy: 'signin.amazonaws.com' }))).toBe('accessKeyCreated');
  });

  test('a federated session', () => {
    expect(classify(by({ type: 'FederatedUser' }))).toBe('federatedSession');
  });

  test('except for AssumeRoot, which the management account does as a role', () => {
    const use = call('sts', 'AssumeRoot', {
      identity: { ...identity, type: 'AssumedRole', isAssumedRoot: true },
    });
    expect(classify(use)).toBe('assumeRoot');
  });
});

describe('how bad it is', () => {
  test.each<[Partial<RootUse>, Severity]>([
    [{ outcome: 'success', hasMfa: false }, 'critical'],
    [{ outcome: 'success', hasMfa: true }, 'high'],
    [{ outcome: 'success', hasMfa: undefined }, 'high'],
    [{ outcome: 'unknown', hasMfa: false }, 'high'],
    [{ outcome: 'failure', hasMfa: false }, 'medium'],
  ])('a sign-in with %j is %s', (more, severity) => {
    const use = call('signin', 'ConsoleLogin', more);
    expect(severityOf(use, classify(use))).toBe(severity);
  });

  test.each<[Exclude<EventClass, 'signIn'>, Severity]>([
    ['accessKeyCreated', 'critical'],
    ['accessKeyChanged', 'high'],
    ['mfaAdded', 'high'],
    ['mfaRemoved', 'critical'],
    ['passwordReset', 'critical'],
    ['password', 'critical'],
    ['email', 'critical'],
    ['logging', 'critical'],
    ['passwordRecovery', 'high'],
    ['action', 'high'],
    ['federatedSession', 'high'],
    ['read', 'medium'],
    ['assumeRoot', 'medium'],
    ['centralizedSession', 'medium'],
    ['byService', 'low'],
  ])('%s is %s, refused or not', (eventClass, severity) => {
    expect(severityOf(rootUse({ outcome: 'success' }), eventClass)).toBe(severity);
    expect(severityOf(rootUse({ outcome: 'failure' }), eventClass)).toBe(severity);
  });
});
