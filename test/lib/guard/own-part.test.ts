import { describe, expect, test } from 'vitest';
import { ownPartOf } from '../../../lib/guard/own-part.ts';
import type { Loss, PartKind } from '../../../lib/guard/part-kinds.ts';
import { apiId, type CallOnPart, callsOnParts, elsewhere } from './calls-on-parts.ts';

const webhook = 'root-alert/prod/webhook';
const deployment = {
  stage: 'prod',
  trailLogGroup: 'aws-cloudtrail-logs',
  apiId,
};

function partOf(
  [service, eventName, request, response = {}]: CallOnPart,
  changes: { isByOther?: boolean; isReadOnly?: boolean } = {},
) {
  return ownPartOf(
    {
      eventName,
      eventSource: `${service}.amazonaws.com`,
      isReadOnly: false,
      isByOther: true,
      request,
      response,
      ...changes,
    },
    deployment,
  );
}

interface CallCase {
  readonly call: CallOnPart;
}

const asCases = (calls: readonly CallOnPart[]): CallCase[] => calls.map((call) => ({ call }));

describe('a call that changes a part of ours is known, by', () => {
  test.each(callsOnParts)('$call.0 $call.1 on $kind $name', ({ call, kind, name, loss }) => {
    expect(partOf(call)).toMatchObject({ kind, name, loss });
  });
});

describe('a call on what is not ours is none of our business:', () => {
  test.each(asCases(elsewhere))('$call', ({ call }) => {
    expect(partOf(call)).toBeUndefined();
  });
});

describe('what leaves a part as it is', () => {
  const name = { functionName: 'root-alert-prod-rootEvent' };
  test.each<CallCase>(
    asCases([
      ['lambda', 'TagResource20170331v2', { resource: 'root-alert-prod-rootEvent' }],
      ['lambda', 'Invoke', name],
      ['logs', 'CreateLogStream', { logGroupName: '/aws/lambda/root-alert-prod-outbox' }],
      ['cloudformation', 'CreateChangeSet', { stackName: 'root-alert-prod' }],
      ['cloudformation', 'DetectStackDrift', { stackName: 'root-alert-prod' }],
      ['secretsmanager', 'TagResource', { secretId: 'root-alert/prod/webhook' }],
      [
        'monitoring',
        'SetAlarmState',
        { alarmName: 'root-alert', stateValue: 'ALARM', stateReason: 'root-alert.drill 1' },
      ],
    ]),
  )('is not told: $call.0 $call.1', ({ call }) => {
    expect(partOf(call)).toBeUndefined();
  });

  test('is a read, whatever it is called', () => {
    const call: CallOnPart = ['lambda', 'UpdateFunctionCode20150331v2', name];
    expect(partOf(call, { isReadOnly: true })).toBeUndefined();
    expect(partOf(call)).toBeDefined();
  });

  test('does not include an alarm that is set to OK, or for another reason, under the name of a drill', () => {
    const state = (stateValue: string, stateReason: string) =>
      partOf(['monitoring', 'SetAlarmState', { alarmName: 'root-alert', stateValue, stateReason }]);
    expect(state('OK', 'root-alert.drill 1')).toBeDefined();
    expect(state('ALARM', 'x root-alert.drill')).toBeDefined();
  });
});

describe('the effect', () => {
  test.each<[string, CallOnPart]>([
    ['deployed', ['cloudformation', 'ExecuteChangeSet', { stackName: 'root-alert-prod' }]],
    ['deployed', ['cloudformation', 'UpdateStack', { stackName: 'root-alert-prod' }]],
    [
      'deployed',
      ['cloudformation', 'UpdateStackSet', { stackSetName: 'root-alert-prod-forwarders' }],
    ],
    ['changed', ['cloudformation', 'DeleteStack', { stackName: 'root-alert-prod' }]],
    [
      'changed',
      [
        'cloudformation',
        'UpdateTerminationProtection',
        { stackName: 'root-alert-prod', enableTerminationProtection: false },
      ],
    ],
    [
      'restored',
      [
        'cloudformation',
        'UpdateTerminationProtection',
        { stackName: 'root-alert-prod', enableTerminationProtection: true },
      ],
    ],
    ['restored', ['monitoring', 'EnableAlarmActions', { alarmNames: ['root-alert'] }]],
    ['restored', ['events', 'EnableRule', { name: 'root-alert-prod-guard' }]],
    ['webhookStored', ['secretsmanager', 'PutSecretValue', { secretId: webhook }]],
    ['webhookStored', ['secretsmanager', 'UpdateSecret', { secretId: webhook, description: 'x' }]],
    // A key that nobody of ours may use; a value that nobody sees; and what has no path of its own.
    ['changed', ['secretsmanager', 'UpdateSecret', { secretId: webhook, kmsKeyId: 'k' }]],
    ['changed', ['secretsmanager', 'UpdateSecretVersionStage', { secretId: webhook }]],
    ['changed', ['secretsmanager', 'PutSecretValue', { secretId: 'root-alert/prod/ncloud' }]],
    // It leaves the rule blind to read-only calls.
    ['changed', ['events', 'EnableRule', { name: 'root-alert-prod' }]],
    ['changed', ['events', 'DisableRule', { name: 'root-alert-prod-guard' }]],
  ])('%s: %j', (effect, call) => {
    expect(partOf(call)?.effect).toBe(effect);
  });
});

describe('what does not say whether it concerns us', () => {
  test.each<[PartKind, Loss, CallOnPart]>([
    ['trail', 'trail', ['cloudtrail', 'StopLogging', { name: 'main' }]],
    ['trail', 'trail', ['cloudtrail', 'DeleteTrail', { name: 'main' }]],
    ['trail', 'trail', ['cloudtrail', 'UpdateTrail', { name: 'main' }]],
    ['trail', 'trail', ['cloudtrail', 'PutEventSelectors', { trailName: 'main' }]],
    [
      'organization',
      'organization',
      [
        'organizations',
        'DisableAWSServiceAccess',
        { servicePrincipal: 'member.org.stacksets.cloudformation.amazonaws.com' },
      ],
    ],
    [
      'organization',
      'organization',
      ['organizations', 'UpdatePolicy', { policyId: 'p-1', content: '"arn:*:root-alert-prod-*"' }],
    ],
    ['organization', 'organization', ['cloudformation', 'DeactivateOrganizationsAccess', {}]],
    [
      'changeSet',
      'changeSet',
      ['cloudformation', 'ExecuteStackRefactor', { stackRefactorId: 'x' }],
    ],
    [
      'changeSet',
      'changeSet',
      ['cloudformation', 'ExecuteChangeSet', { changeSetName: 'arn:…:changeSet/x/1' }],
    ],
  ])('is told as %s, and as not sure', (kind, loss, call) => {
    expect(partOf(call)).toMatchObject({ kind, loss, isSure: false });
  });

  test('a key is ours when somebody else is told of, and possibly ours when root disables one', () => {
    const disable: CallOnPart = ['kms', 'DisableKey', { keyId: '0d1c…' }];
    expect(partOf(disable)).toMatchObject({ kind: 'key', isSure: true });
    expect(partOf(disable, { isByOther: false })).toMatchObject({ kind: 'key', isSure: false });
    expect(partOf(['kms', 'CreateAlias', {}], { isByOther: false })).toBeUndefined();
  });
});

test('a request of any shape is read without an error', () => {
  const odd = [null, 5, [], [[]], {}, { a: 1 }, 'x'.repeat(100_000), '', ['root-alert-prod']];
  for (const value of odd) {
    for (const field of ['functionName', 'name', 'secretId', 'alarmNames', 'muteTargets']) {
      expect(() => partOf(['monitoring', 'DeleteAlarms', { [field]: value }])).not.toThrow();
    }
  }
});
