import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { directionOf } from '../../../lib/classify/direction.ts';
import { affectedOf, omittedParts } from '../../../lib/sources/affected/affected.ts';
import { effectsOf } from '../../../lib/sources/effects/effects-of.ts';
import { globMatches } from '../../../lib/sources/glob-match.ts';
import { policiesIn } from '../../../lib/sources/policy-document.ts';
import { hostileText } from '../hostile-text.ts';

const eventNames = [
  'PutBucketPolicy',
  'PutBucketAcl',
  'PutBucketPublicAccessBlock',
  'PutBucketLifecycle',
  'ModifySnapshotAttribute',
  'RevokeSecurityGroupIngress',
  'CreateNetworkAclEntry',
  'ModifyDBInstance',
  'AttachUserPolicy',
  'AddPermission20150331v2',
];
const keys = [
  'policyDocument',
  'attributes',
  'Policy',
  'Statement',
  'Principal',
  'Condition',
  'Action',
  'Resource',
  'ipPermissions',
  'items',
  'createVolumePermission',
  'add',
  'PublicAccessBlockConfiguration',
  'LifecycleConfiguration',
  'Rule',
  'x-amz-acl',
  '__proto__',
  'omitted',
];

const hostileRequest = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    hostileText,
    fc.constantFrom('*', 'Allow', '%7B%22Statement%22', '{"Statement":[{}]}', '{', '%'),
    fc.boolean(),
    fc.double(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 4 }),
  ),
})).value;

test('no request makes the effects, the objects or the direction throw', () => {
  const call = fc.record({
    service: fc.constantFrom('s3', 'ec2', 'iam', 'sqs', 'lambda', undefined),
    eventName: fc.oneof(fc.constantFrom(...eventNames), hostileText),
    request: hostileRequest,
  });
  fc.assert(
    fc.property(call, hostileRequest, (it, response) => {
      const effects = effectsOf(it);
      affectedOf(it, response, effects);
      const omitted = omittedParts(it.request, response);
      const { eventName } = it;
      expect([undefined, 'riskier', 'safer']).toContain(
        directionOf({ eventSource: `${it.service}.amazonaws.com`, eventName, effects, omitted }),
      );
    }),
    { numRuns: 200 },
  );
});

test('whatever else a request has, a policy that lets everybody in is found', () => {
  const policy = { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:*' }] };
  fc.assert(
    fc.property(fc.dictionary(fc.string(), hostileRequest, { maxKeys: 5 }), (others) => {
      const request = { ...others, Statement: undefined, statement: undefined, policy };
      const isCovered = Object.keys(others).some((key) => key.toLowerCase() === 'statement');
      fc.pre(!isCovered);
      expect(effectsOf({ service: 's3', eventName: 'PutBucketPolicy', request })).toContainEqual({
        kind: 'opensToAll',
      });
    }),
  );
});

describe('the work on a large request is bounded', () => {
  test('where a policy has thousands of statements, and the count of names is true', () => {
    const Statement = Array.from({ length: 4_000 }, (_, i) => ({
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${100_000_000_000 + i}:root` },
    }));
    const bucketPolicy = JSON.stringify({ Statement });
    const call = { service: 's3', eventName: 'PutBucketPolicy', request: { bucketPolicy } };
    expect(affectedOf(call, undefined, []).at(-1)).toMatchObject({
      kind: 'sharedWith',
      more: 3_997,
    });
  });

  test('where everybody is behind thousands of others, everybody is named first', () => {
    const AWS = [...Array.from({ length: 5_000 }, (_, i) => `arn:aws:iam::1:role/${i}`), '*'];
    const policy = { Statement: { Effect: 'Allow', Principal: { AWS } } };
    const call = { service: 'kms', eventName: 'PutKeyPolicy', request: { policy } };
    expect(affectedOf(call, undefined, []).at(-1)?.value).toMatch(/^\*,/);
    expect(effectsOf(call)).toContainEqual({ kind: 'opensToAll' });
  });

  test('where a policy is nested in text without end', () => {
    let text = '{"Statement":[]}';
    for (let i = 0; i < 10; i += 1) text = JSON.stringify({ a: text });
    expect(policiesIn({ text })).toHaveLength(1);
    expect(policiesIn(JSON.parse(`${'['.repeat(3_000)}${']'.repeat(3_000)}`))).toEqual([]);
  });

  test('where a pattern has a hundred stars', () => {
    expect(globMatches('*a'.repeat(100), 'a'.repeat(99))).toBe(false);
    expect(globMatches('*a'.repeat(100), 'a'.repeat(100))).toBe(true);
  });
});

describe('what AWS left out of a record', () => {
  test.each<[string, unknown, unknown, string[]]>([
    ['nothing', { userName: 'x' }, null, []],
    ['the request', { omitted: true, originalSize: 140_211 }, null, ['request']],
    ['the response', {}, { omitted: 'true' }, ['response']],
    ['nothing where a parameter has that name', { omitted: 'yes' }, { omitted: false }, []],
  ])('is %s', (_, request, response, parts) => {
    expect(omittedParts(request, response)).toEqual(parts);
  });
});

describe('the object of a call', () => {
  const objects = (service: string, eventName: string, request: unknown, response?: unknown) => {
    const call = { service, eventName, request };
    return affectedOf(call, response, effectsOf(call)).map(({ kind, value }) => `${kind} ${value}`);
  };

  test.each<[string, string, unknown, unknown, string[]]>([
    [
      'ec2',
      'RunInstances',
      { instanceType: 'p5.48xlarge', instancesSet: { items: [{ imageId: 'ami-1', maxCount: 2 }] } },
      { instancesSet: { items: [{ instanceId: 'i-1' }, { instanceId: 'i-2' }] } },
      ['count 2', 'instanceType p5.48xlarge', 'instance i-1, i-2', 'image ami-1'],
    ],
    ['ssm', 'StartSession', { target: 'i-1' }, null, ['session i-1']],
    [
      'ssm',
      'SendCommand',
      { documentName: 'AWS-RunShellScript', targets: [{ key: 'tag:env', values: ['prod'] }] },
      null,
      ['session prod', 'command AWS-RunShellScript'],
    ],
    ['sqs', 'PurgeQueue', { queueUrl: 'https://sqs.x/1/orders' }, null, ['queue orders']],
    ['sns', 'Subscribe', { topicArn: 't', endpoint: 'x@y' }, null, ['topic t', 'endpoint x@y']],
    ['ssm', 'GetParametersByPath', { path: '/prod' }, null, ['path /prod']],
    ['support-subscription', 'UpdateSupportLevel', { supportLevel: 'b' }, null, ['plan b']],
    [
      'servicequotas',
      'RequestServiceQuotaIncrease',
      { serviceCode: 'ec2', quotaCode: 'L-1', desiredValue: 5000 },
      null,
      ['service ec2', 'quota L-1', 'count 5000'],
    ],
    [
      'rds',
      'ModifyDBInstance',
      { dBInstanceIdentifier: 'd', masterUserPassword: '****' },
      null,
      ['database d', 'setting masterUserPassword'],
    ],
    ['iam', 'CreateVirtualMFADevice', { virtualMFADeviceName: 'p' }, null, ['mfaDevice p']],
    [
      'ec2',
      'RevokeSecurityGroupEgress',
      {
        groupId: 'sg-1',
        ipPermissions: {
          items: [{ ipProtocol: '-1', ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }],
        },
      },
      null,
      ['securityGroup sg-1', 'egressClosedTo all 0.0.0.0/0'],
    ],
    [
      'ec2',
      'AuthorizeSecurityGroupIngress',
      { groupId: 'sg-1', ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIp: '0.0.0.0/0' },
      null,
      ['securityGroup sg-1', 'openedTo tcp 22 0.0.0.0/0'],
    ],
  ])('in %s, %s is known', (service, eventName, request, response, expected) => {
    expect(objects(service, eventName, request, response)).toEqual(expected);
  });
});
