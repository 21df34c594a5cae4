import { describe, expect, test } from 'vitest';
import { directionOf } from '../../../lib/classify/direction.ts';
import type { Direction } from '../../../lib/classify/effect.ts';
import { effectsOf } from '../../../lib/sources/effects/effects-of.ts';

const directionIn = (service: string, eventName: string, request: unknown = {}) =>
  directionOf({
    eventSource: `${service}.amazonaws.com`,
    eventName,
    effects: effectsOf({ service, eventName, request }),
    omitted: [],
  });

const share = (action: 'add' | 'remove', item: object) => ({
  snapshotId: 'snap-1',
  attributeType: 'CREATE_VOLUME_PERMISSION',
  createVolumePermission: { [action]: { items: [item] } },
});
const allow = (more: object) => JSON.stringify({ Statement: { Effect: 'Allow', ...more } });
const block = (flags: object) => ({
  bucketName: 'b',
  publicAccessBlock: '',
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
    ...flags,
  },
});
const admin = allow({ Action: '*', Resource: '*' });
const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess';

describe('of two opposites, each goes its own way', () => {
  test.each<[string, string, string, unknown, string, unknown]>([
    [
      'a snapshot shared',
      'ec2',
      'ModifySnapshotAttribute',
      share('add', { group: 'all' }),
      'ModifySnapshotAttribute',
      share('remove', { group: 'all' }),
    ],
    [
      'a snapshot shared with one',
      'ec2',
      'ModifySnapshotAttribute',
      share('add', { userId: '444455556666' }),
      'ResetSnapshotAttribute',
      {},
    ],
    [
      'an image shared',
      'ec2',
      'ModifyImageAttribute',
      { imageId: 'ami-1', launchPermission: { add: { items: [{ group: 'all' }] } } },
      'ModifyImageAttribute',
      { imageId: 'ami-1', launchPermission: { remove: { items: [{ group: 'all' }] } } },
    ],
    [
      'a snapshot of a database',
      'rds',
      'ModifyDBSnapshotAttribute',
      { dBSnapshotIdentifier: 's', attributeName: 'restore', valuesToAdd: ['all'] },
      'ModifyDBSnapshotAttribute',
      { dBSnapshotIdentifier: 's', attributeName: 'restore', valuesToRemove: ['all'] },
    ],
    ['a port', 'ec2', 'AuthorizeSecurityGroupIngress', {}, 'RevokeSecurityGroupIngress', {}],
    [
      'outgoing traffic',
      'ec2',
      'AuthorizeSecurityGroupEgress',
      {},
      'RevokeSecurityGroupEgress',
      {},
    ],
    [
      'an entry of a network ACL',
      'ec2',
      'CreateNetworkAclEntry',
      {
        networkAclId: 'acl-1',
        ruleNumber: 1,
        egress: false,
        ruleAction: 'allow',
        cidrBlock: '0.0.0.0/0',
      },
      'CreateNetworkAclEntry',
      {
        networkAclId: 'acl-1',
        ruleNumber: 1,
        egress: false,
        ruleAction: 'deny',
        cidrBlock: '0.0.0.0/0',
      },
    ],
    [
      'the block of public access',
      's3',
      'PutBucketPublicAccessBlock',
      block({ BlockPublicPolicy: false }),
      'PutBucketPublicAccessBlock',
      block({}),
    ],
    [
      'the block for snapshots',
      'ec2',
      'DisableSnapshotBlockPublicAccess',
      {},
      'EnableSnapshotBlockPublicAccess',
      {},
    ],
    [
      'an ACL',
      's3',
      'PutBucketAcl',
      { bucketName: 'b', acl: '', 'x-amz-acl': 'public-read' },
      'PutBucketAcl',
      { bucketName: 'b', acl: '', 'x-amz-acl': 'private' },
    ],
    [
      'versioning',
      's3',
      'PutBucketVersioning',
      { bucketName: 'b', VersioningConfiguration: { Status: 'Suspended' } },
      'PutBucketVersioning',
      { bucketName: 'b', VersioningConfiguration: { Status: 'Enabled' } },
    ],
    [
      'MFA for deletions',
      's3',
      'PutBucketVersioning',
      { bucketName: 'b', VersioningConfiguration: { Status: 'Enabled', MfaDelete: 'Disabled' } },
      'PutBucketVersioning',
      { bucketName: 'b', VersioningConfiguration: { Status: 'Enabled', MfaDelete: 'Enabled' } },
    ],
    ['a KMS key', 'kms', 'DisableKey', { keyId: 'k' }, 'EnableKey', { keyId: 'k' }],
    ['a trail', 'cloudtrail', 'StopLogging', { name: 't' }, 'StartLogging', { name: 't' }],
    [
      'a flag of a trail',
      'cloudtrail',
      'UpdateTrail',
      { name: 't', isMultiRegionTrail: false },
      'UpdateTrail',
      { name: 't', isMultiRegionTrail: true },
    ],
    [
      'a detector',
      'guardduty',
      'UpdateDetector',
      { detectorId: 'd', enable: false },
      'UpdateDetector',
      { detectorId: 'd', enable: true },
    ],
    ['alarms', 'monitoring', 'DisableAlarmActions', {}, 'EnableAlarmActions', {}],
    [
      'a database on the internet',
      'rds',
      'ModifyDBInstance',
      { dBInstanceIdentifier: 'd', publiclyAccessible: true },
      'ModifyDBInstance',
      { dBInstanceIdentifier: 'd', publiclyAccessible: false, applyImmediately: true },
    ],
    [
      'protection from deletion',
      'rds',
      'ModifyDBInstance',
      { dBInstanceIdentifier: 'd', deletionProtection: false },
      'ModifyDBInstance',
      { dBInstanceIdentifier: 'd', deletionProtection: true },
    ],
    [
      'tokens of the metadata service',
      'ec2',
      'ModifyInstanceMetadataOptions',
      { ModifyInstanceMetadataOptionsRequest: { InstanceId: 'i-1', HttpTokens: 'optional' } },
      'ModifyInstanceMetadataOptions',
      { ModifyInstanceMetadataOptionsRequest: { InstanceId: 'i-1', HttpTokens: 'required' } },
    ],
    [
      'administrator rights',
      'iam',
      'AttachUserPolicy',
      { userName: 'x', policyArn: administrator },
      'DetachUserPolicy',
      { userName: 'x', policyArn: administrator },
    ],
    [
      'an access key',
      'iam',
      'UpdateAccessKey',
      { accessKeyId: 'A', status: 'Active' },
      'UpdateAccessKey',
      { accessKeyId: 'A', status: 'Inactive' },
    ],
    [
      'a function URL',
      'lambda',
      'CreateFunctionUrlConfig',
      { functionName: 'f', authType: 'NONE' },
      'DeleteFunctionUrlConfig',
      { functionName: 'f' },
    ],
  ])('%s', (_, service, riskier, riskyRequest, safer, safeRequest) => {
    expect(directionIn(service, riskier, riskyRequest)).toBe('riskier');
    expect(directionIn(service, safer, safeRequest)).toBe('safer');
  });
});

describe('a policy', () => {
  test.each<[string, string, string, unknown]>([
    [
      'of a queue',
      'sqs',
      'SetQueueAttributes',
      { queueUrl: 'q', attributes: { Policy: allow({ Principal: '*' }) } },
    ],
    [
      'of a topic',
      'sns',
      'SetTopicAttributes',
      {
        topicArn: 't',
        attributeName: 'Policy',
        attributeValue: allow({ Principal: { AWS: ['*'] } }),
      },
    ],
    [
      'of a bucket',
      's3',
      'PutBucketPolicy',
      { bucketName: 'b', bucketPolicy: JSON.parse(allow({ NotPrincipal: { AWS: 'x' } })) },
    ],
    ['of a key', 'kms', 'PutKeyPolicy', { keyId: 'k', policy: allow({ Principal: { AWS: '*' } }) }],
    [
      'of a role, URL-encoded',
      'iam',
      'UpdateAssumeRolePolicy',
      { roleName: 'r', policyDocument: encodeURIComponent(allow({ Principal: '*' })) },
    ],
    ['of a function', 'lambda', 'AddPermission20150331v2', { functionName: 'f', principal: '*' }],
    [
      'under a name that nobody knows',
      'new',
      'PutThing',
      { deep: [{ er: { thing: allow({ Principal: '*' }) } }] },
    ],
  ])('%s that lets everybody in makes things riskier', (_, service, eventName, request) => {
    expect(effectsOf({ service, eventName, request })).toContainEqual({ kind: 'opensToAll' });
    expect(directionIn(service, eventName, request)).toBe('riskier');
  });

  test.each<[string, object]>([
    ['an organization', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }],
    ['an account', { StringEquals: { 'aws:SourceAccount': ['111122223333'] } }],
    ['a topic of an account', { ArnLike: { 'AWS:SourceArn': 'arn:aws:sns:*:111122223333:*' } }],
    ['an address', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
  ])('that a condition restricts to %s lets nobody else in', (_, Condition) => {
    const request = { policy: allow({ Principal: '*', Condition }) };
    expect(directionIn('kms', 'PutKeyPolicy', request)).toBeUndefined();
  });

  test.each<[string, object]>([
    ['HTTPS', { Bool: { 'aws:SecureTransport': 'true' } }],
    ['every address', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }],
    [
      'half of all addresses, twice',
      { IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } },
    ],
    ['any organization', { StringLike: { 'aws:PrincipalOrgID': '*' } }],
    ['others than one', { StringNotEquals: { 'aws:SourceAccount': '111122223333' } }],
    [
      'one, if it is said at all',
      { StringEqualsIfExists: { 'aws:SourceAccount': '111122223333' } },
    ],
    ['one or anybody', { StringLike: { 'aws:SourceAccount': ['111122223333', '*'] } }],
  ])('that a condition restricts to %s lets everybody in', (_, Condition) => {
    const request = { policy: allow({ Principal: '*', Condition }) };
    expect(directionIn('kms', 'PutKeyPolicy', request)).toBe('riskier');
  });

  test('that denies everybody lets nobody in', () => {
    const policy = JSON.stringify({ Statement: [{ Effect: 'Deny', Principal: '*' }] });
    expect(directionIn('kms', 'PutKeyPolicy', { policy })).toBeUndefined();
  });

  test.each<[string, string]>([
    ['everything', admin],
    [
      'everything, in other words',
      allow({ Action: ['s3:*', '*:*'], Resource: ['arn:aws:s3:::b', '*'] }),
    ],
    ['all of IAM', allow({ Action: 'iam:*', Resource: '*' })],
    ['all of IAM, spelled to hide it', allow({ action: 'I?M:*', Resource: '**' })],
    [
      'everything but one thing',
      allow({ NotAction: 'organizations:LeaveOrganization', Resource: '*' }),
    ],
    ['everything on everything but one', allow({ Action: '*', NotResource: 'arn:aws:s3:::b' })],
    [
      'everything, with MFA',
      allow({
        Action: '*',
        Resource: '*',
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      }),
    ],
  ])('that allows %s gives administrator rights', (_, policyDocument) => {
    for (const eventName of ['PutUserPolicy', 'CreatePolicyVersion', 'CreatePolicy']) {
      expect(effectsOf({ service: 'iam', eventName, request: { policyDocument } })).toEqual([
        { kind: 'grantsAdmin' },
      ]);
    }
  });

  test.each<[string, string]>([
    ['to read', allow({ Action: 's3:Get*', Resource: '*' })],
    ['everything in one bucket', allow({ Action: '*', Resource: 'arn:aws:s3:::b/*' })],
    ['all but IAM', allow({ NotAction: ['iam:*', 'organizations:*'], Resource: '*' })],
    ['nothing', JSON.stringify({ Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] })],
  ])('that allows %s gives no administrator rights', (_, policyDocument) => {
    const request = { userName: 'x', policyDocument };
    expect(directionIn('iam', 'PutUserPolicy', request)).toBeUndefined();
  });
});

describe('a thief cannot make something risky look safe', () => {
  test.each<[string, string, string, unknown, Direction | undefined]>([
    [
      'by sharing with one and no more with another',
      'ec2',
      'ModifySnapshotAttribute',
      {
        ...share('add', { group: 'all' }),
        createVolumePermission: {
          add: { items: [{ group: 'all' }] },
          remove: { items: [{ userId: '1' }] },
        },
      },
      'riskier',
    ],
    [
      'by a private ACL with grants',
      's3',
      'PutBucketAcl',
      {
        bucketName: 'b',
        'x-amz-acl': 'private',
        'x-amz-grant-read': 'uri="http://acs.amazonaws.com/groups/global/AllUsers"',
      },
      'riskier',
    ],
    [
      'by a private ACL with something else',
      's3',
      'PutBucketAcl',
      { bucketName: 'b', 'x-amz-acl': 'private', more: 'x' },
      undefined,
    ],
    [
      'by a flag of the trail with another bucket',
      'cloudtrail',
      'UpdateTrail',
      { name: 't', isMultiRegionTrail: true, s3BucketName: 'mine' },
      undefined,
    ],
    [
      'by a closed database with a new password',
      'rds',
      'ModifyDBInstance',
      { dBInstanceIdentifier: 'd', publiclyAccessible: false, masterUserPassword: '****' },
      undefined,
    ],
    [
      'by three of the four blocks',
      's3',
      'PutBucketPublicAccessBlock',
      {
        bucketName: 'b',
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          IgnorePublicAcls: true,
          BlockPublicPolicy: true,
        },
      },
      'riskier',
    ],
    [
      "by taking AWS's quarantine off a leaked key",
      'iam',
      'DetachUserPolicy',
      { userName: 'x', policyArn: 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3' },
      'riskier',
    ],
    [
      'by detaching a policy of its own that has the name of an administrator',
      'iam',
      'DetachUserPolicy',
      { policyArn: 'arn:aws:iam::111122223333:policy/AdministratorAccess' },
      undefined,
    ],
  ])('%s', (_, service, eventName, request, direction) => {
    expect(directionIn(service, eventName, request)).toBe(direction);
  });

  test('by what AWS left out of the record', () => {
    const effects = [{ kind: 'closes' }] as const;
    const call = { eventSource: 's3.amazonaws.com', eventName: 'PutBucketAcl', effects };
    expect(directionOf({ ...call, omitted: [] })).toBe('safer');
    expect(directionOf({ ...call, omitted: ['request'] })).toBeUndefined();
  });
});
