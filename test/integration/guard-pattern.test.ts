import { describe, expect, it } from 'vitest';
import { isNoConcern } from '../../lib/guard/is-no-concern.ts';
import { readCloudTrailEvent } from '../../lib/sources/cloudtrail-event.ts';
import { apiId, type CallOnPart, callsOnParts, elsewhere } from '../lib/guard/calls-on-parts.ts';
import { readSampleEvent, withField } from '../lib/sample-events.ts';
import { matches } from './support/event-pattern.ts';
import { fullTemplate, resource, type Template, template } from './support/packaged-service.ts';
import { everythingOn, longestStage } from './support/packagings.ts';
import { rootUsePatterns } from './support/root-use-patterns.ts';
import { packagedTemplate } from './support/service-copy.ts';
import { stackSetTemplates } from './support/stack-set-templates.ts';

const sample = readSampleEvent('guard-function-stopped.json');

/** An IAM user's call as EventBridge brings it. */
function eventOf([service, eventName, requestParameters, responseElements]: CallOnPart) {
  const detail = {
    ...sample.detail,
    eventSource: `${service}.amazonaws.com`,
    eventName,
    requestParameters,
    responseElements: responseElements ?? null,
  };
  return { ...sample, source: `aws.${service}`, detail };
}

/** The pattern of a rule with an id and an ARN of the key in it, which only CloudFormation knows. */
function patternOf(id: string, from: Template): unknown {
  const text = JSON.stringify(resource(id, from).Properties['EventPattern'])
    .replace('{"Ref":"TopicKey"}', `"${keyId}"`)
    .replace('{"Fn::GetAtt":["TopicKey","Arn"]}', `"${keyArn}"`)
    .replace('{"Ref":"RespondApi"}', `"${apiId}"`);
  return JSON.parse(text);
}

const keyId = '0d1c2b3a-4e5f-6071-8293-a4b5c6d7e8f9';
const keyArn = `arn:aws:kms:ap-northeast-2:111122223333:key/${keyId}`;

/** The guard's rules that let an event pass. */
function passing(event: object, from: Template): string[] {
  return ['GuardRule', 'GuardPartsRule'].filter((id) => matches(patternOf(id, from), event));
}

const deployment = {
  stage: 'prod',
  trailLogGroup: 'aws-cloudtrail-logs',
  apiId,
};

/** Data events, of which a pattern that lets them pass would make more. */
const dataEvents = ['DeleteItem'];

describe('the guard’s rules let every call on a part of ours pass', () => {
  it.each(callsOnParts.filter(({ call }) => !dataEvents.includes(call[1])))(
    '$call.0 $call.1 on $kind $name',
    ({ call }) => {
      expect(passing(eventOf(call), fullTemplate())).not.toEqual([]);
    },
  );

  it.each(callsOnParts.filter(({ kind }) => kind === 'api' || kind === 'bucket'))(
    'but none on what is not deployed: $call.0 $call.1',
    ({ call }) => {
      expect(passing(eventOf(call), template())).toEqual([]);
    },
  );

  it.each([
    ['cloudtrail', 'StopLogging', { name: 'main' }],
    ['cloudtrail', 'DeleteTrail', { name: 'main' }],
    ['cloudtrail', 'UpdateTrail', { name: 'main' }],
    ['cloudtrail', 'PutEventSelectors', { trailName: 'main' }],
    [
      'organizations',
      'DeregisterDelegatedAdministrator',
      { servicePrincipal: 'member.org.stacksets.cloudformation.amazonaws.com' },
    ],
    ['organizations', 'UpdatePolicy', { policyId: 'p-1', content: 'root-alert' }],
    ['cloudformation', 'DeactivateOrganizationsAccess', {}],
    ['cloudformation', 'ExecuteStackRefactor', { stackRefactorId: 'x' }],
    ['cloudformation', 'ExecuteChangeSet', { changeSetName: 'arn:…:changeSet/x/1' }],
  ] as const)('and what it depends on: %s %s', (...call) => {
    const event = eventOf(call);
    expect(passing(event, template())).toEqual(['GuardRule']);
    expect(isNoConcern(readCloudTrailEvent(event, deployment))).toBe(false);
  });

  it.each(elsewhere.map((call) => ({ call })))(
    'and what else passes, the function knows for none of ours: $call',
    ({ call }) => {
      expect(isNoConcern(readCloudTrailEvent(eventOf(call), deployment))).toBe(true);
    },
  );

  it('the key by its id and by its ARN, and no other key', () => {
    for (const id of [keyId, keyArn]) {
      const event = eventOf(['kms', 'DisableKey', { keyId: id }]);
      expect(passing(event, template())).toEqual(['GuardPartsRule']);
      expect(isNoConcern(readCloudTrailEvent(event, deployment))).toBe(false);
    }
    expect(passing(eventOf(['kms', 'DisableKey', { keyId: 'other' }]), template())).toEqual([]);
  });
});

describe('the guard’s rules let nothing pass of which they would make more', () => {
  it('the streams that Lambda makes whenever a function starts', () => {
    const group = { logGroupName: '/aws/lambda/root-alert-prod-guard' };
    expect(passing(eventOf(['logs', 'CreateLogStream', group]), template())).toEqual([]);
    expect(passing(eventOf(['logs', 'DeleteLogStream', group]), template())).not.toEqual([]);
  });

  it('data events, with which queue and ledger are worked with', () => {
    const queueUrl = 'https://sqs.ap-northeast-2.amazonaws.com/1/root-alert-outbox-prod';
    const management = eventOf(['sqs', 'DeleteMessage', { queueUrl }]);
    const data = withField(management, 'detail.eventCategory', 'Data');
    expect(passing(management, template())).not.toEqual([]);
    expect(passing(data, template())).toEqual([]);
  });

  it('reads, as their state says', () => {
    for (const id of ['GuardRule', 'GuardPartsRule', 'GuardForwardedRule']) {
      expect(resource(id).Properties['State']).toBe('ENABLED');
    }
  });
});

describe('the rules', () => {
  it.each([
    ['DeleteRule', 'name'],
    ['DisableRule', 'name'],
    ['PutRule', 'name'],
    ['RemoveTargets', 'rule'],
    ['PutTargets', 'rule'],
  ])('for root and of the guard report %s on each other, whoever does it', (eventName, field) => {
    const on = (rule: unknown) => eventOf(['events', eventName, { [field]: rule }]);
    const inner = stackSetTemplates(template())['Forwarders'] as Template;
    for (const pattern of Object.values(rootUsePatterns(template()))) {
      for (const id of ['GuardRule', 'GuardPartsRule', 'GuardForwardedRule']) {
        expect(matches(pattern, on(resource(id).Properties['Name']))).toBe(true);
      }
      const away = resource('GuardForwardRule', inner).Properties['Name'];
      expect(matches(pattern, on(away))).toBe(true);
      expect(matches(pattern, on('other'))).toBe(false);
      expect(matches(pattern, on('root-alert-prod'))).toBe(false);
    }
    for (const id of ['RootUseRule', 'ForwardedRootUseRule']) {
      expect(passing(on(resource(id).Properties['Name']), template())).toEqual(['GuardRule']);
    }
    const away = resource('ForwardRule', inner).Properties['Name'];
    expect(passing(on(away), template())).toEqual(['GuardRule']);
  });

  it('of other regions and of the bus have the pattern of the one at home', () => {
    const pattern = patternOf('GuardRule', template());
    expect(patternOf('GuardForwardedRule', template())).toEqual(pattern);
    const inner = stackSetTemplates(template())['Forwarders'] as Template;
    expect(patternOf('GuardForwardRule', inner)).toEqual(pattern);
  });

  it('have patterns of the 2,048 characters that EventBridge allows, also with the longest name of a stage', async () => {
    const long = await packagedTemplate(longestStage, everythingOn);
    for (const from of [template(), fullTemplate(), long]) {
      for (const id of ['GuardRule', 'GuardPartsRule', 'RootUseRule']) {
        expect(JSON.stringify(patternOf(id, from)).length).toBeLessThanOrEqual(2_048);
      }
    }
  });

  it('have each a permission of its own, for the function of the guard alone', () => {
    for (const id of ['GuardRule', 'GuardPartsRule', 'GuardForwardedRule']) {
      expect(resource(`${id}Permission`).Properties).toEqual({
        Action: 'lambda:InvokeFunction',
        FunctionName: { 'Fn::GetAtt': ['GuardLambdaFunction', 'Arn'] },
        Principal: 'events.amazonaws.com',
        SourceArn: { 'Fn::GetAtt': [id, 'Arn'] },
      });
    }
  });
});
