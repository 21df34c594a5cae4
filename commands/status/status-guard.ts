import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { readRule } from '../../lib/reconcile/aws-rules.ts';
import { ruleFindings, stateThatSeesReads } from '../../lib/reconcile/coverage.ts';
import { deploymentNames } from '../../lib/reconcile/deployment-names.ts';
import { resourceNames } from '../../lib/resource-names.ts';
import { openClient } from '../aws-client.ts';
import { printable } from '../printable.ts';
import type { Deployment, Stack } from '../stack.ts';
import { fix, looking, ok, type Row, repairIt } from './status-row.ts';

/** The rules at home that tell of changes of root-alert itself, by their logical ids. */
const ruleIds = ['GuardRule', 'GuardPartsRule', 'GuardForwardedRule'];

/** Whether the guard's rules stand: on, with the pattern that was deployed, and with both of their targets. */
export async function guardRows(stack: Stack, { stage, region: home }: Deployment) {
  const deployed = ruleIds
    .map((id) => stack.resources[id]?.Properties)
    .filter((properties) => properties !== undefined);
  const names = deploymentNames(
    `arn:${stack.partition}:lambda:${home}:${stack.accountId}:function:`,
    stage,
  );
  const targets = [names.functionArn(resourceNames(stage).functionName('guard')), names.outboxArn];
  return looking('guard', async () => {
    const rows = await Promise.all(
      deployed.map((properties) => ruleRow(properties, targets, names.bus, home)),
    );
    const faults = rows.filter((row) => row !== undefined);
    return faults.length > 0 || deployed.length === 0
      ? faults
      : [ok('guard', `${deployed.length} rules on, with pattern and targets as deployed`)];
  });
}

async function ruleRow(
  properties: Readonly<Record<string, unknown>>,
  targets: readonly string[],
  bus: string,
  home: string,
): Promise<Row | undefined> {
  const name = String(properties['Name']);
  const rule = await readRule(
    openClient(EventBridgeClient, home),
    name,
    properties['EventBusName'] === undefined ? undefined : bus,
  );
  const text = JSON.stringify(properties['EventPattern']);
  // What CloudFormation fills in is known only to it.
  const pattern = /"(?:Ref|Fn::\w+)":/.test(text) ? undefined : text;
  // This rule wants no reads, so its state is the ordinary one.
  const seen = rule?.state === 'ENABLED' ? { ...rule, state: stateThatSeesReads } : rule;
  const findings = ruleFindings(seen, { pattern, targets }, name);
  if (findings.length === 0) return undefined;
  const said = findings.map(({ kind, detail }) => `${wordsOf[kind] ?? kind}${detailOf(detail)}`);
  return fix('guard', `${name} ${said.join('; ')}`, repairIt);
}

const wordsOf: Readonly<Record<string, string>> = {
  noForwarder: 'is gone',
  ruleOff: 'is switched off',
  ruleOutdated: 'has not the pattern that was deployed',
  ruleWithoutTarget: 'sends nothing to',
  ruleForeignTarget: 'sends also to',
};

const detailOf = (detail: string | undefined): string =>
  detail === undefined ? '' : ` ${printable(detail)}`;
