import { describe, expect, test } from 'vitest';
import type { Actor, EventClass, Severity } from '../../../lib/classify/classes.ts';
import { actorOf, classify } from '../../../lib/classify/classify.ts';
import { severityOf } from '../../../lib/classify/severity.ts';
import type { RootUse } from '../../../lib/root-activity.ts';
import { rootUse } from '../root-use.ts';

const call = (eventSource: string, eventName: string, more: Partial<RootUse> = {}): RootUse =>
  rootUse({ eventSource: `${eventSource}.amazonaws.com`, eventName, ...more });

describe('what was done decides the class', () => {
  test.each<[string, string, EventClass]>([
    ['signin', 'ConsoleLogin', 'signInWithMfa'],
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
    ['cloudtrail', 'StopLogging', 'loggingOff'],
    ['cloudtrail', 'DeleteTrail', 'loggingOff'],
    ['cloudtrail', 'UpdateTrail', 'loggingChanged'],
    ['cloudtrail', 'PutEventSelectors', 'loggingChanged'],
    ['guardduty', 'UpdateDetector', 'detectionChanged'],
    ['sts', 'AssumeRoot', 'assumeRoot'],
    ['cloudtrail', 'DeleteEventDataStore', 'loggingOff'],
    ['config', 'StopConfigurationRecorder', 'loggingOff'],
    ['ec2', 'DeleteFlowLogs', 'loggingOff'],
    ['guardduty', 'DeleteDetector', 'detectionOff'],
    ['securityhub', 'DisableSecurityHub', 'detectionOff'],
    ['access-analyzer', 'DeleteAnalyzer', 'detectionOff'],
    ['monitoring', 'DeleteAlarms', 'alertingOff'],
    ['events', 'DisableRule', 'alertingOff'],
    ['logs', 'PutMetricFilter', 'watchChanged'],
    ['s3', 'PutBucketLogging', 'watchChanged'],
    ['signin', 'CheckMfa', 'signInMfaCheck'],
    ['billingconsole', 'SetAccountPreferences', 'owner'],
    ['sts', 'GetFederationToken', 'sessionIssued'],
    ['iam', 'UploadSigningCertificate', 'credential'],
    ['organizations', 'LeaveOrganization', 'organization'],
    ['billingconsole', 'CloseAccount', 'organization'],
    ['account', 'PutAlternateContact', 'account'],
    ['account', 'DisableRegion', 'account'],
    ['payments', 'Instruments_Create', 'account'],
    ['iam', 'UpdateAssumeRolePolicy', 'trust'],
    ['iam', 'CreateUser', 'identity'],
    ['s3', 'PutBucketPolicy', 'dataExposed'],
    ['ec2', 'ModifySnapshotAttribute', 'dataExposed'],
    ['rds', 'ModifyDBSnapshotAttribute', 'dataExposed'],
    ['lambda', 'AddPermission20150331v2', 'dataExposed'],
    ['ec2', 'AuthorizeSecurityGroupIngress', 'networkExposed'],
    ['secretsmanager', 'GetSecretValue', 'secretRead'],
    ['s3', 'DeleteBucket', 'destruction'],
    ['kms', 'ScheduleKeyDeletion', 'destruction'],
    ['quicksight', 'DeleteDashboard', 'deletion'],
    ['robomaker', 'BatchDeleteWorlds', 'deletion'],
    ['emr', 'TerminateJobFlows', 'deletion'],
    ['quicksight', 'UpdateTheme', 'action'],
    ['quicksight', 'Deletevil', 'action'],
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

describe('rights given', () => {
  const attach = (value: string, eventName = 'AttachUserPolicy') =>
    classify(call('iam', eventName, { affected: [{ kind: 'policy', value }] }));

  test.each(['AdministratorAccess', 'IAMFullAccess'])('by %s are all of them', (name) => {
    expect(attach(`arn:aws:iam::aws:policy/${name}`)).toBe('adminGranted');
  });

  test.each([
    'arn:aws:iam::aws:policy/ReadOnlyAccess',
    'arn:aws:iam::aws:policy/AdministratorAccess-Amplify',
    'AdministratorAccess',
  ])('by %s are some', (arn) => {
    expect(attach(arn)).toBe('identity');
  });

  test('are not given by taking them away', () => {
    expect(attach('arn:aws:iam::aws:policy/AdministratorAccess', 'DetachUserPolicy')).toBe(
      'identity',
    );
  });
});

describe('what an event is by its name alone', () => {
  test('makes it worse than the record says', () => {
    const use = call('quicksight', 'DeleteDashboard', { isReadOnly: true });
    expect(classify(use)).toBe('deletion');
    expect(severityOf(use)).toBe('high');
  });

  test('never makes a named one milder', () => {
    expect(severityOf(call('cloudtrail', 'DeleteTrail'))).toBe('critical');
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
    expect(classify(call('signin', 'ConsoleLogin', { isReadOnly: true }))).toBe('signInWithMfa');
  });
});

describe('who did it', () => {
  const { identity } = rootUse();
  const by = (who: Partial<RootUse['identity']>): RootUse =>
    call('iam', 'CreateAccessKey', { identity: { ...identity, ...who } });

  test.each<[string, Partial<RootUse['identity']>, Actor, Severity]>([
    ['a person with the password or a key', {}, 'root', 'critical'],
    ['a centralized root session', { isAssumedRoot: true }, 'centralizedSession', 'medium'],
    ['an AWS service', { invokedBy: 'cloudformation.amazonaws.com' }, 'service', 'low'],
    [
      'a person in the console, as old records write it',
      { invokedBy: 'signin.amazonaws.com' },
      'root',
      'critical',
    ],
    ['a federated session', { type: 'FederatedUser' }, 'federatedSession', 'critical'],
  ])('%s: the class stays, and it is no worse than they can do', (_, who, actor, severity) => {
    expect(classify(by(who))).toBe('accessKeyCreated');
    expect(actorOf(by(who))).toBe(actor);
    expect(severityOf(by(who))).toBe(severity);
  });

  test('the management account, which asks for a root session as a role, has none yet', () => {
    const use = call('sts', 'AssumeRoot', {
      identity: { ...identity, type: 'AssumedRole', isAssumedRoot: true },
    });
    expect(actorOf(use)).toBe('root');
    expect(severityOf(use)).toBe('medium');
  });
});

describe('how bad it is', () => {
  test.each<[Partial<RootUse>, EventClass, Severity]>([
    [{ outcome: 'success', hasMfa: false }, 'signInWithoutMfa', 'critical'],
    [{ outcome: 'success', hasMfa: true }, 'signInWithMfa', 'high'],
    [{ outcome: 'success', hasMfa: undefined }, 'signInMfaUnknown', 'high'],
    [{ outcome: 'unknown', hasMfa: false }, 'signInUnclear', 'high'],
    [{ outcome: 'failure', hasMfa: false }, 'signInFailed', 'medium'],
  ])('a sign-in with %j is %s, and so %s', (more, eventClass, severity) => {
    const use = call('signin', 'ConsoleLogin', more);
    expect(classify(use)).toBe(eventClass);
    expect(severityOf(use)).toBe(severity);
  });

  test.each<[string, string, Severity]>([
    ['iam', 'CreateAccessKey', 'critical'],
    ['iam', 'DeleteAccessKey', 'high'],
    ['iam', 'EnableMFADevice', 'high'],
    ['iam', 'DeactivateMFADevice', 'critical'],
    ['signin', 'PasswordRecoveryRequested', 'high'],
    ['signin', 'PasswordRecoveryCompleted', 'critical'],
    ['signin', 'PasswordUpdated', 'critical'],
    ['signin', 'EmailUpdated', 'critical'],
    ['cloudtrail', 'StopLogging', 'critical'],
    ['sts', 'AssumeRoot', 'medium'],
    ['quicksight', 'UpdateTheme', 'high'],
  ])('%s %s is %s, refused or not', (source, name, severity) => {
    expect(severityOf(call(source, name, { outcome: 'success' }))).toBe(severity);
    expect(severityOf(call(source, name, { outcome: 'failure' }))).toBe(severity);
  });

  test('a read is medium', () => {
    expect(severityOf(call('s3', 'ListBuckets', { isReadOnly: true }))).toBe('medium');
  });
});
