import { CloudFormationClient, paginateListStackInstances } from '@aws-sdk/client-cloudformation';
import { DescribeRuleCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { describeForwarders } from '../../plugin/forwarders/forwarder-state.js';
import { forwarderNames } from '../../plugin/forwarders/forwarder-template.js';
import { openClient } from '../aws-client.js';
import { queueDepth } from '../queue-depth.js';
import { forwardingRegions } from '../stack.js';
import { uncoveredRegions } from '../uncovered-regions.js';
import { fix, looking, mendIt, note, ok } from './status-row.js';

const seesAll = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

/**
 * The rules at home, the forwarder of each region, and the regions that have none.
 *
 * @param {import('../stack.js').Stack} stack
 * @param {{ stage: string, region: string }} options
 */
export async function regionRows(stack, { stage, region: home }) {
  const regions = forwardingRegions(stack);
  const name = `root-alert-${stage}`;
  const { ruleName, queueName } = forwarderNames(stage, home);
  const rows = await Promise.all([
    looking(`rule in ${home}`, () => ruleRows(`rule in ${home}`, home, name)),
    looking('rule on the bus', () => ruleRows('rule on the bus', home, `${name}-forwarded`, name)),
    ...regions.map((region) =>
      looking(`forwarder in ${region}`, () => forwarderRows(region, ruleName, queueName)),
    ),
    looking('organization', () => organizationRows(stack, [...regions, home], home)),
    looking('other regions', () => uncoveredRows(home, [home, ...regions])),
  ]);
  return rows.flat();
}

/**
 * @param {string} region
 * @param {string} ruleName
 * @param {string} queueName
 */
async function forwarderRows(region, ruleName, queueName) {
  const what = `forwarder in ${region}`;
  const rows = await ruleRows(what, region, ruleName);
  if (rows.some(({ verdict }) => verdict === 'FIX')) return rows;
  const unsent = await queueDepth(region, queueName);
  if (unsent === undefined) {
    return [fix(what, `its queue ${queueName} is gone`, mendIt)];
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

/**
 * @param {string} what
 * @param {string} region
 * @param {string} name
 * @param {string} [bus]
 */
async function ruleRows(what, region, name, bus) {
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

/**
 * @param {import('../stack.js').Stack} stack
 * @param {readonly string[]} regions
 * @param {string} home
 */
async function organizationRows({ resources }, regions, home) {
  const properties = resources['OrganizationForwarders']?.Properties;
  if (properties === undefined) return [];
  /** @type {import('../../plugin/forwarders/forwarder-state.js').StackInstance[]} */
  const instances = [];
  const pages = paginateListStackInstances(
    { client: openClient(CloudFormationClient, home), pageSize: 100 },
    { StackSetName: properties['StackSetName'], CallAs: properties['CallAs'] },
  );
  for await (const { Summaries = [] } of pages) instances.push(...Summaries);
  const faults = describeForwarders(instances, regions);
  const accounts = new Set(instances.map(({ Account }) => Account)).size;
  return faults.length === 0
    ? [ok('organization', `${instances.length} forwarders in ${accounts} accounts stand`)]
    : faults.map((fault) => fix('organization', fault, 'docs/coverage.md, "How to check"'));
}

/**
 * @param {string} home
 * @param {readonly string[]} covered
 */
async function uncoveredRows(home, covered) {
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
