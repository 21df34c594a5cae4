import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { readRule } from '../../lib/reconcile/aws-rules.ts';
import { deploymentNames } from '../../lib/reconcile/deployment-names.ts';
import type { Finding } from '../../lib/reconcile/finding.ts';
import { type ExpectedRule, ruleFindings } from '../../lib/reconcile/rule-findings.ts';
import type { RuleSnapshot } from '../../lib/reconcile/snapshots.ts';
import { forwarderNames } from '../../lib/resource-names.ts';
import { describeForwarders, type StackInstance } from '../../plugin/forwarders/forwarder-state.ts';
import { listInstances } from '../../plugin/forwarders/list-instances.ts';
import { openClient } from '../aws-client.ts';
import { printable } from '../printable.ts';
import { queueDepth } from '../queue-depth.ts';
import { type Deployment, forwardingRegions, type Stack } from '../stack.ts';
import { uncoveredRegions } from '../uncovered-regions.ts';
import { fix, looking, note, ok, type Row, repairIt } from './status-row.ts';

/** For all accounts of an organization together. What takes longer is a row to FIX. */
const organizationTimeoutMs = 120_000;

/** The rules at home, the forwarder of each region, and the regions that have none. */
export async function regionRows(stack: Stack, { stage, region: home }: Deployment) {
  const regions = forwardingRegions(stack);
  const { pattern, guardPattern } = stack.parts;
  const names = deploymentNames(
    `arn:${stack.partition}:lambda:${home}:${stack.accountId}:function:`,
    stage,
  );
  const { queueName } = forwarderNames(stage, home);
  const deadLetterArn = names.undeliveredArn;
  const atHome = { pattern, targets: names.homeTargets, deadLetterArn, bringsReads: true };
  const guard = {
    pattern: guardPattern,
    targets: names.guardTargets,
    deadLetterArn,
    bringsReads: false,
  };
  // Of the key that its pattern names, the template does not say the id: reconcile compares it.
  const guardParts = { ...guard, pattern: undefined };
  const rows = await Promise.all([
    looking(`rule in ${home}`, () => ruleRows(`rule in ${home}`, home, names.homeRule, atHome)),
    looking('rule on the bus', () =>
      ruleRows('rule on the bus', home, names.forwardedRule, atHome, names.bus),
    ),
    looking('guard rule', () => ruleRows('guard rule', home, names.guardRule, guard)),
    looking('guard rule for parts', () =>
      ruleRows('guard rule for parts', home, names.guardPartsRule, guardParts),
    ),
    looking('guard rule on the bus', () =>
      ruleRows('guard rule on the bus', home, names.guardForwardedRule, guard, names.bus),
    ),
    ...regions.map((region) =>
      looking(`forwarder in ${region}`, () => {
        const away = { targets: [names.busArn], deadLetterArn: names.unsentArn(region) };
        const rules: [string, ExpectedRule][] = [
          [names.forwardRule, { pattern, ...away, bringsReads: true }],
          [names.guardForwardRule, { pattern: guardPattern, ...away, bringsReads: false }],
        ];
        return forwarderRows(region, rules, queueName);
      }),
    ),
    looking('organization', () => organizationRows(stack, [...regions, home], home)),
    looking('other regions', () => uncoveredRows(home, [home, ...regions])),
  ]);
  return rows.flat();
}

async function forwarderRows(
  region: string,
  rules: readonly [string, ExpectedRule][],
  queueName: string,
) {
  const what = `forwarder in ${region}`;
  const found = await Promise.all(
    rules.map(([name, expected]) => ruleRows(what, region, name, expected)),
  );
  const rows = found.flat().filter(({ verdict }) => verdict === 'FIX');
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

async function ruleRows(
  what: string,
  region: string,
  name: string,
  expected: ExpectedRule,
  bus?: string,
): Promise<Row[]> {
  const client = openClient(EventBridgeClient, region);
  const rule = await readRule(client, name, bus);
  const faults = ruleFindings(rule, expected, name).map((finding) => sentenceOn(finding, rule));
  return faults.length === 0
    ? [ok(what, expected.bringsReads ? `${name}: on, reads included` : `${name}: on`)]
    : [fix(what, faults.join('; '), whereToMend(rule))];
}

const whereToMend = (rule: RuleSnapshot | undefined): string =>
  rule === undefined
    ? 'docs/coverage.md, "How to check" and "When a rule was changed"'
    : 'docs/coverage.md, "When a rule was changed"';

function sentenceOn({ kind, place, detail }: Finding, rule: RuleSnapshot | undefined): string {
  switch (kind) {
    case 'noForwarder':
      return `there is no rule ${place}`;
    case 'ruleBlindToReads':
      return `${place}: read-only calls go unseen (${rule?.state})`;
    case 'ruleOutdated':
      return `${place}: not the pattern that was deployed`;
    case 'ruleWithoutTarget':
      return `${place}: sends nothing to ${printable(detail ?? '')}`;
    case 'ruleForeignTarget':
      return `${place}: sends also to ${printable(detail ?? '')}`;
    default:
      return `${place}: switched off (${rule?.state})`;
  }
}

async function organizationRows({ resources }: Stack, regions: readonly string[], home: string) {
  const properties = resources['OrganizationForwarders']?.Properties;
  if (properties === undefined) return [];
  const instances: StackInstance[] = [];
  await listInstances(
    {
      client: openClient(CloudFormationClient, home),
      input: {
        StackSetName: String(properties['StackSetName']),
        CallAs: properties['CallAs'] === 'DELEGATED_ADMIN' ? 'DELEGATED_ADMIN' : 'SELF',
      },
      regions,
      signal: AbortSignal.timeout(organizationTimeoutMs),
      // Beside the rows, which may be JSON for a machine.
      showProgress: (sentence) => console.error(sentence),
    },
    (page) => {
      instances.push(...page);
    },
  );
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
