import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import {
  executionRoleName,
  forwarderNames,
  guardForwardRoleName,
  resourceNames,
} from '../../lib/resource-names.ts';
import { fullTemplate, functionProperties, resource } from './support/packaged-service.ts';
import { organization } from './support/packagings.ts';
import { packagedTemplate } from './support/service-copy.ts';

const names = resourceNames('prod');
const property = (logicalId: string, name: string) => resource(logicalId).Properties[name];

test.each([
  ['bus', 'Bus', 'Name'],
  ['homeRule', 'RootUseRule', 'Name'],
  ['forwardedRule', 'ForwardedRootUseRule', 'Name'],
  ['guardRule', 'GuardRule', 'Name'],
  ['guardPartsRule', 'GuardPartsRule', 'Name'],
  ['guardForwardedRule', 'GuardForwardedRule', 'Name'],
  ['alarm', 'AlarmTopic', 'TopicName'],
  ['ledgerTable', 'Ledger', 'TableName'],
  ['outboxQueue', 'Outbox', 'QueueName'],
  ['undeliveredQueue', 'Undelivered', 'QueueName'],
  ['opsTopic', 'OpsTopic', 'TopicName'],
  ['webhookSecret', 'WebhookSecret', 'Name'],
  ['ncloudSecret', 'NcloudSecret', 'Name'],
  ['dashboard', 'Dashboard', 'DashboardName'],
  ['regionStackSet', 'Forwarders', 'StackSetName'],
] as const)('%s is the name that the template gives %s', (key, logicalId, name) => {
  expect(property(logicalId, name)).toBe(names[key]);
});

test('organizationStackSet is the name that the template gives OrganizationForwarders', async () => {
  const template = await packagedTemplate('prod', organization);
  expect(resource('OrganizationForwarders', template).Properties['StackSetName']).toBe(
    names.organizationStackSet,
  );
});

test('functions and their logs have the names that commands look for', () => {
  for (const key of [
    'rootEvent',
    'guard',
    'rootAlarm',
    'outbox',
    'reconcile',
    'planned',
    'respond',
    'evidence',
    'ncloudActivity',
  ]) {
    expect(functionProperties(key).FunctionName).toBe(names.functionName(key));
    const logicalId = `${key.charAt(0).toUpperCase()}${key.slice(1)}LogGroup`;
    expect(resource(logicalId, fullTemplate()).Properties['LogGroupName']).toBe(
      names.logGroup(key),
    );
  }
});

test('the stack, the metrics and the drill have the names that commands look for', () => {
  const state = JSON.parse(
    readFileSync(join(inject('packagedService'), 'serverless-state.json'), 'utf8'),
  );
  expect(state.service.provider.stackName).toBe(names.stack);
  expect(functionProperties('rootEvent').Environment?.Variables['METRICS_NAMESPACE']).toBe(
    names.metricsNamespace,
  );
  expect(property('RootUseRule', 'EventPattern')).toMatchObject({
    source: expect.arrayContaining([names.drillSource]),
  });
});

test('a forwarder and the role that makes it have the names that commands look for', () => {
  const { ruleName, guardRuleName, queueName } = forwarderNames('prod', 'ap-northeast-2');
  const template = JSON.parse(String(property('Forwarders', 'TemplateBody')));
  expect(template.Resources.ForwardRule.Properties.Name).toBe(ruleName);
  expect(template.Resources.GuardForwardRule.Properties.Name).toBe(guardRuleName);
  expect(template.Resources.Unsent.Properties.QueueName).toBe(queueName);
  expect(property('GuardForwardRole', 'RoleName')).toEqual({
    'Fn::Sub': guardForwardRoleName('prod', `\${AWS::Region}`),
  });
  expect(property('ForwardersExecutionRole', 'RoleName')).toEqual({
    'Fn::Sub': executionRoleName('prod', `\${AWS::Region}`),
  });
});
