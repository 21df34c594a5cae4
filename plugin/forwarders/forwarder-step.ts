import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { resourceNames } from '../../lib/resource-names.ts';
import { describeForwarders, type StackInstance } from './forwarder-state.ts';
import { type ForwardingParameters, readForwarding } from './forwarding.ts';

/** A StackSet as the deployment asked for it. */
interface StackSet {
  readonly name: string;
  readonly regions: readonly string[];
  readonly callAs: 'SELF' | 'DELEGATED_ADMIN' | undefined;
}

/**
 * The forwarders that a deployment did not put in place. A StackSet continues when a region or an account fails, so the
 * deployment succeeds without it. Needs cloudformation:ListStackInstances, and from a delegated administrator also
 * organizations:ListDelegatedAdministrators.
 *
 * @param deployed.clientConfig settings for an AWS SDK client in the home region
 * @param deployed.timeoutMs for all look-ups together
 * @returns undefined when all are in place. A failed look-up is part of the text: nothing is thrown, since the
 *   deployment itself is done.
 */
export async function forwarderStep({
  stage,
  forwarding,
  clientConfig,
  timeoutMs = 10_000,
}: {
  stage: string;
  forwarding: ForwardingParameters;
  clientConfig: () => Promise<object>;
  timeoutMs?: number;
}): Promise<string | undefined> {
  const lines = await look(stage, forwarding, clientConfig, timeoutMs).catch((error) => [
    couldNotCheck(error),
  ]);
  if (lines.length === 0) return undefined;
  return [
    'Not every forwarder is known to be in place; where there is none, uses of root go unseen.',
    'How to look: docs/coverage.md, "How to check".',
    ...lines.map((line) => `  ${line}`),
  ].join('\n');
}

async function look(
  stage: string,
  parameters: ForwardingParameters,
  clientConfig: () => Promise<object>,
  timeoutMs: number,
) {
  const signal = AbortSignal.timeout(timeoutMs);
  const stackSets = stackSetsOf(stage, parameters);
  const { CloudFormationClient } = await import('@aws-sdk/client-cloudformation');
  const client = new CloudFormationClient(await clientConfig());
  try {
    const lines = await Promise.all(
      stackSets.map((stackSet) => describeStackSet(client, stackSet, signal)),
    );
    return lines.flat();
  } finally {
    client.destroy();
  }
}

function stackSetsOf(stage: string, parameters: ForwardingParameters): StackSet[] {
  const { regions, organization } = readForwarding(parameters);
  const names = resourceNames(stage);
  const stackSets: StackSet[] = [];
  if (regions.length > 0) {
    stackSets.push({ name: names.regionStackSet, regions, callAs: undefined });
  }
  if (organization !== undefined) {
    stackSets.push({
      name: names.organizationStackSet,
      regions: [...regions, parameters.home],
      callAs: organization.callAs === 'DELEGATED_ADMIN' ? 'DELEGATED_ADMIN' : 'SELF',
    });
  }
  return stackSets;
}

async function describeStackSet(
  client: CloudFormationClient,
  { name, regions, callAs }: StackSet,
  signal: AbortSignal,
) {
  const { paginateListStackInstances } = await import('@aws-sdk/client-cloudformation');
  const instances: StackInstance[] = [];
  const lines: string[] = [];
  try {
    const pages = paginateListStackInstances(
      { client, pageSize: 100 },
      { StackSetName: name, CallAs: callAs },
      { abortSignal: signal },
    );
    for await (const { Summaries = [] } of pages) instances.push(...Summaries);
    lines.push(...describeForwarders(instances, regions));
  } catch (error) {
    // What was read before the failure is still true. What is missing cannot be known.
    lines.push(...describeForwarders(instances, []));
    const rest = instances.length === 0 ? '' : ` beyond the first ${instances.length}`;
    lines.push(couldNotCheck(signal.aborted ? signal.reason : error, rest));
  }
  return lines.length === 0 ? [] : [`${name}:`, ...lines.map((line) => `  ${line}`)];
}

function couldNotCheck(error: unknown, rest = '') {
  return `could not check${rest}: ${error instanceof Error ? error.name : String(error)}`;
}
