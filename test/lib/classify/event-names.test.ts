import { expect, test } from 'vitest';
import type { EventClass } from '../../../lib/classify/classes.ts';
import { namedEventOf } from '../../../lib/classify/named-event.ts';

test.each<[string, string, EventClass]>([
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
  ['account', 'CloseAccount', 'organization'],
  ['organizations', 'CloseAccount', 'organization'],
  ['lambda', 'UpdateFunctionCode20150331v2', 'execution'],
  ['lambda', 'UpdateFunctionCode', 'execution'],
  ['lambda', 'PutFunctionConcurrency20171031', 'disruption'],
  ['support-subscription', 'UpdateSupportLevel', 'account'],
  ['tax', 'PutTaxRegistration', 'account'],
  ['ec2', 'RunInstances', 'compute'],
  ['ssm', 'StartSession', 'execution'],
  ['kms', 'DisableKey', 'protectionOff'],
  ['s3', 'PutBucketVersioning', 'protectionChanged'],
  ['route53domains', 'DisableDomainTransferLock', 'domain'],
  ['servicequotas', 'RequestServiceQuotaIncrease', 'spending'],
])('%s %s is %s', (service, eventName, eventClass) => {
  expect(namedEventOf(`${service}.amazonaws.com`, eventName)?.eventClass).toBe(eventClass);
});

test('the same name at another service is not in the table', () => {
  expect(namedEventOf('evil.amazonaws.com', 'CreateAccessKey')).toBeUndefined();
});

test('a source of another form that AWS uses is in the table', () => {
  expect(namedEventOf('taxconsole.amazon.com', 'SetTaxInheritance')?.eventClass).toBe('account');
});

test.each([undefined, '', 'iam', 'iam.amazonaws.com.evil.example', '__proto__.amazonaws.com'])(
  'nothing is in the table for the source %j',
  (source) => {
    expect(namedEventOf(source, 'CreateAccessKey')).toBeUndefined();
  },
);

test('a name that every object has is not in the table', () => {
  expect(namedEventOf('iam.amazonaws.com', 'constructor')).toBeUndefined();
});
