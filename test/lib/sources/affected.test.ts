import { describe, expect, test } from 'vitest';
import type { AffectedKind } from '../../../lib/root-activity.ts';
import { affectedOf } from '../../../lib/sources/affected/affected.ts';

/** `kind value` of each. */
const affected = (
  service: string,
  request: unknown,
  response?: unknown,
  eventName = 'Change',
): string[] =>
  affectedOf({ service, eventName, request }, response, [], '111122223333').map(
    ({ kind, value, more }) => `${kind} ${value}${more ? `, +${more}` : ''}`,
  );

describe('a call affects', () => {
  test('the key that it made, and then the user who has the key', () => {
    const response = { accessKey: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE' } };
    expect(affected('iam', { userName: 'deploy' }, response)).toEqual([
      'accessKey AKIAIOSFODNN7EXAMPLE',
      'user deploy',
    ]);
  });

  test.each<[string, unknown, string[]]>([
    ['cloudtrail', { name: 'audit' }, ['trail audit']],
    ['monitoring', { alarmNames: ['a', 'b'] }, ['alarm a, b']],
    ['iam', { name: 'okta' }, ['identityProvider okta']],
    ['kms', { keyId: '1234' }, ['key 1234']],
    ['account', { regionName: 'eu-south-1' }, ['changedRegion eu-south-1']],
    ['iam', { groupName: 'admins' }, ['group admins']],
    ['ec2', { groupName: 'web' }, ['securityGroup web']],
    ['rds', { dBInstanceIdentifier: 'orders' }, ['database orders']],
    ['ec2', { DeleteFlowLogsRequest: { FlowLogId: { content: 'fl-1' } } }, ['resource fl-1']],
    [
      'account',
      { alternateContactType: 'SECURITY', emailAddress: 'x@example.com' },
      ['contact SECURITY', 'email x@example.com'],
    ],
  ])('in %s, by the request %j: %j', (service, request, expected) => {
    expect(affected(service, request)).toEqual(expected);
  });

  test.each<[string, string, unknown, string[]]>([
    ['events', 'DisableRule', { name: 'root-use' }, ['rule root-use']],
    ['events', 'DeleteEventBus', { name: 'orders' }, ['resource orders']],
    ['ssm', 'GetParameter', { name: '/prod/db' }, ['secret /prod/db']],
    ['ssm', 'CreateDocument', { name: 'patch' }, ['command patch']],
  ])('in %s, by the event %s: %j', (service, eventName, request, expected) => {
    expect(affected(service, request, {}, eventName)).toEqual(expected);
  });

  test('only as a resource by a name that means something else in this service', () => {
    expect(affected('quicksight', { name: 'theme', keyId: 'x' })).toEqual(['resource theme']);
  });

  test.each<[string, string, unknown, string[]]>([
    ['robomaker', 'DeleteWorld', { worldArn: 'w', robotName: 'r' }, ['resource w']],
    ['robomaker', 'CreateWorld', { name: 'w', robotName: 'r' }, ['resource w']],
    ['ec2', 'CreateFoo', { CreateFooRequest: { FooName: 'f', ClientToken: 't' } }, ['resource f']],
    ['foo', 'DeleteFoos', { fooIds: ['a', 'b'] }, ['resource a, b']],
    ['foo', 'UpdateFoo', { kmsKeyId: 'k', roleArn: 'r', clientToken: 't', topicId: 7 }, []],
    ['foo', 'CreateFoo', { fooName: { nested: 'x' } }, []],
  ])('of an unknown call by the parameter most like its name: %s %s %j', (...call) => {
    const [service, eventName, request, expected] = call;
    expect(affected(service, request, {}, eventName)).toEqual(expected);
  });

  test('nothing by a value that AWS left out', () => {
    const hidden = 'HIDDEN_DUE_TO_SECURITY_REASONS';
    expect(affected('account', { primaryEmail: hidden })).toEqual([]);
    expect(affected('glacier', { accountId: '-', vaultName: 'v' })).toEqual(['backup v']);
  });

  test('many resources, of which three are named and the others counted', () => {
    const items = Array.from({ length: 10 }, (_, i) => ({ instanceId: `i-${i}` }));
    expect(affected('ec2', { instancesSet: { items } })).toEqual(['instance i-0, i-1, i-2, +7']);
  });

  test('nothing where the request has no known name', () => {
    for (const request of [{ colour: 'red' }, {}, null, undefined, 'text', 7, []]) {
      expect(affected('iam', request)).toEqual([]);
    }
  });

  test('no password, and no other parameter that is not in the list', () => {
    expect(affected('iam', { userName: 'deploy', password: 'hunter2' })).toEqual(['user deploy']);
  });
});

describe('who gains access', () => {
  test.each<[string, string, unknown, string]>([
    [
      'a snapshot shared with an account',
      'ec2',
      {
        snapshotId: 'snap-1',
        createVolumePermission: { add: { items: [{ userId: '444455556666' }] } },
      },
      'sharedWith 444455556666',
    ],
    [
      'an image shared with everybody',
      'ec2',
      { imageId: 'ami-1', launchPermission: { add: { items: [{ group: 'all' }] } } },
      'sharedWith all',
    ],
    [
      'a snapshot of a database',
      'rds',
      { dBSnapshotIdentifier: 's', attributeName: 'restore', valuesToAdd: ['all'] },
      'sharedWith all',
    ],
    [
      'a canned ACL',
      's3',
      { bucketName: 'b', 'x-amz-acl': ['public-read'] },
      'sharedWith public-read',
    ],
    [
      'an ACL',
      's3',
      {
        bucketName: 'b',
        AccessControlPolicy: {
          AccessControlList: {
            Grant: [{ Grantee: { URI: 'http://acs.amazonaws.com/groups/global/AllUsers' } }],
          },
        },
      },
      'sharedWith AllUsers',
    ],
    [
      'a bucket policy',
      's3',
      { bucketName: 'b', bucketPolicy: { Statement: [{ Effect: 'Allow', Principal: '*' }] } },
      'sharedWith *',
    ],
    [
      'a trust policy, which is text',
      'iam',
      {
        roleName: 'r',
        policyDocument: JSON.stringify({
          Statement: { Effect: 'Allow', Principal: { AWS: ['arn:aws:iam::444455556666:root'] } },
        }),
      },
      'sharedWith arn:aws:iam::444455556666:root',
    ],
    [
      'a port open to the world',
      'ec2',
      {
        groupId: 'sg-1',
        ipPermissions: {
          items: [
            {
              ipProtocol: 'tcp',
              fromPort: 22,
              toPort: 22,
              ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] },
              ipv6Ranges: { items: [{ cidrIpv6: '::/0' }] },
            },
          ],
        },
      },
      'openedTo tcp 22 0.0.0.0/0, tcp 22 ::/0',
    ],
    [
      'everything open to a network',
      'ec2',
      {
        groupId: 'sg-1',
        ipPermissions: {
          items: [{ ipProtocol: '-1', ipRanges: { items: [{ cidrIp: '10.0.0.0/8' }] } }],
        },
      },
      'openedTo all 10.0.0.0/8',
    ],
  ])('comes last: %s', (_, service, request, expected) => {
    expect(affected(service, request).at(-1)).toBe(expected);
    expect(affected(service, request)).toHaveLength(2);
  });

  test('is nobody to whom a policy denies something', () => {
    const bucketPolicy = { Statement: [{ Effect: 'Deny', Principal: '*' }] };
    expect(affected('s3', { bucketName: 'b', bucketPolicy })).toEqual(['bucket b']);
  });

  test('is nobody who loses access: that is told apart', () => {
    const createVolumePermission = { remove: { items: [{ userId: '444455556666' }] } };
    expect(affected('ec2', { snapshotId: 'snap-1', createVolumePermission })).toEqual([
      'snapshot snap-1',
      'noLongerSharedWith 444455556666',
    ]);
  });

  test('is never left out, however much else the call affects', () => {
    const request = {
      accessKeyId: 'a',
      userName: 'b',
      roleName: 'c',
      policyName: 'd',
      bucketName: 'e',
      tableName: 'f',
      valuesToAdd: ['all'],
    };
    const kinds = affectedOf({ service: 'x', eventName: 'Change', request }, undefined, []).map(
      ({ kind }): AffectedKind => kind,
    );
    expect(kinds).toEqual(['accessKey', 'user', 'role', 'policy', 'sharedWith']);
  });
});

describe('hostile parameters', () => {
  test.each<[string, unknown]>([
    ['lists of lists, as deep as they like', nested(100_000)],
    ['a policy that is no JSON', '{'],
    ['a policy of a megabyte', `{"Statement":${' '.repeat(1_000_000)}[]}`],
    ['a list of a million', Array.from({ length: 1_000_000 }, () => 'x')],
    ['an object of its own prototype', { ['__proto__']: { Statement: 1 } }],
  ])('do no harm: %s', (_, value) => {
    const request = {
      bucketPolicy: value,
      policyDocument: value,
      valuesToAdd: value,
      userName: 'u',
    };
    const [first, ...others] = affected('iam', request);
    expect(first).toBe('user u');
    expect(others.length).toBeLessThanOrEqual(1);
  });

  function nested(depth: number): unknown {
    let value: unknown = 'x';
    for (let i = 0; i < depth; i += 1) value = [value];
    return value;
  }
});
