import { CloudFormationClient, paginateListStackInstances } from '@aws-sdk/client-cloudformation';
import { DescribeRuleCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { forwarderNames, resourceNames } from '../../lib/resource-names.ts';
import { describeForwarders, type StackInstance } from '../../plugin/forwarders/forwarder-state.ts';
import { openClient } from '../aws-client.ts';
import { queueDepth } from '../queue-depth.ts';
import { type Deployment, forwardingRegions, type Stack } from '../stack.ts';
import { uncoveredRegions } from '../uncovered-regions.ts';
import { fix, looking, note, ok, repairIt } from './status-row.ts';

const seesAll = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

/** The rules at home, the forwarder of each region, and the regions that have none. */
export async function regionRows(stack: Stack, { stage, region: home }: Deployment) {
  const regions = forwardingRegions(stack);
  const names = resourceNames(stage);
  const { ruleName, queueName } = forwarderNames(stage, home);
  const rows = await Promise.all([
    looking(`rule in ${home}`, () => ruleRows(`rule in ${home}`, home, names.homeRule)),
    looking('rule on the bus', () =>
      ruleRows('rule on the bus', home, names.forwardedRule, names.bus),
    ),
    ...regions.map((region) =>
      looking(`forwarder in ${region}`, () => forwarderRows(region, ruleName, queueName)),
    ),
    looking('organization', () => organizationRows(stack, [...regions, home], home)),
    looking('other regions', () => uncoveredRows(home, [home, ...regions])),
  ]);
  return rows.flat();
}

async function forwarderRows(region: string, ruleName: string, queueName: string) {
  const what = `forwarder in ${region}`;
  const rows = await ruleRows(what, region, ruleName);
  if (rows.some(({ verdict }) => verdict === 'FIX')) return rows;
  const unsent = await queueDepth(region, queueName);
  if (unsent === undefined) {
    return [fix(what, `its queue ${queueName} is gone`, repairIt)];
  }
  if (unsent === 0) return [ok(what, 'stands; nothing unsent')];
  return [
    fix(
      what,
      `${unsent} that it could not send home lie in ${queueName}`,
      'docs/commands.md, "What a forwarder could not send"',
    ),
  ];
}

async function ruleRows(what: string, region: string, name: string, bus?: string) {
  const client = openClient(EventBridgeClient, region);
  const rule = await client
    .send(new DescribeRuleCommand({ Name: name, EventBusName: bus }))
    .catch((error) => {
      if (error.name === 'ResourceNotFoundException') return undefined;
      throw error;
    });
  if (rule === undefined) {
    return [
      fix(
        what,
        `there is no rule ${name}`,
        'docs/coverage.md, "How to check" and "When a rule was changed"',
      ),
    ];
  }
  if (rule.State === seesAll) return [ok(what, `${name}: on, reads included`)];
  const found = rule.State === 'ENABLED' ? 'read-only calls go unseen' : 'switched off';
  return [
    fix(what, `${name}: ${found} (${rule.State})`, 'docs/coverage.md, "When a rule was changed"'),
  ];
}

async function organizationRows({ resources }: Stack, regions: readonly string[], home: string) {
  const properties = resources['OrganizationForwarders']?.Properties;
  if (properties === undefined) return [];
  const instances: StackInstance[] = [];
  const pages = paginateListStackInstances(
    { client: openClient(CloudFormationClient, home), pageSize: 100 },
    {
      StackSetName: String(properties['StackSetName']),
      CallAs: properties['CallAs'] === 'DELEGATED_ADMIN' ? 'DELEGATED_ADMIN' : 'SELF',
    },
  );
  for await (const { Summaries = [] } of pages) instances.push(...Summaries);
  const faults = describeForwarders(instances, regions);
  const accounts = new Set(instances.map(({ Account }) => Account)).size;
  return faults.length === 0
    ? [ok('organization', `${instances.length} forwarders in ${accounts} accounts stand`)]
    : faults.map((fault) => fix('organization', fault, 'docs/coverage.md, "How to check"'));
}

async function uncoveredRows(home: string, covered: readonly string[]) {
  const regions = await uncoveredRegions(home, covered);
  if (regions.length === 0) return [ok('other regions', 'none is switched on in this account')];
  return [
    note(
      'other regions',
      `switched on, but not covered: ${regions.join(', ')}`,
      'Name them in forwardRegions, with all others that you want, and deploy.',
    ),
  ];
}
