import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { resourceNames } from '../../lib/resource-names.ts';
import { describeForwarders, gapsIn, type StackInstance } from './forwarder-state.ts';
import { type ForwardingParameters, readForwarding } from './forwarding.ts';
import { listInstances } from './list-instances.ts';

/** A StackSet as the deployment asked for it. */
interface StackSet {
  readonly name: string;
  readonly regions: readonly string[];
  readonly callAs: 'SELF' | 'DELEGATED_ADMIN' | undefined;
  /** Of an organization. None: of the account that is deployed to. */
  readonly units: readonly string[];
}

/** What a look at forwarders found. */
interface Look {
  readonly lines: readonly string[];
  /** Some region is known to have no forwarder that stands. */
  readonly hasGaps: boolean;
}

/**
 * The forwarders that a deployment did not put in place. A StackSet continues when a region or an account fails, so the
 * deployment succeeds without it. Needs cloudformation:ListStackInstances, and from a delegated administrator also
 * organizations:ListDelegatedAdministrators.
 *
 * @param deployed.clientConfig settings for an AWS SDK client in the home region
 * @param deployed.timeoutMs for all look-ups together
 * @param deployed.showProgress hears while a long look-up goes on
 * @returns undefined when all are in place. A failed look-up is part of the text, and no gap: nothing is thrown, since the
 *   deployment itself is done.
 */
export async function forwarderStep({
  stage,
  forwarding,
  clientConfig,
  timeoutMs = 60_000,
  showProgress = () => {},
}: {
  stage: string;
  forwarding: ForwardingParameters;
  clientConfig: () => Promise<object>;
  timeoutMs?: number;
  showProgress?: (sentence: string) => void;
}): Promise<{ readonly text: string; readonly hasGaps: boolean } | undefined> {
  const { lines, hasGaps } = await look(stage, forwarding, clientConfig, {
    signal: AbortSignal.timeout(timeoutMs),
    showProgress,
  }).catch((error): Look => ({ lines: [couldNotCheck(error)], hasGaps: false }));
  if (lines.length === 0) return undefined;
  const text = [
    'Not every forwarder is known to be in place; where there is none, uses of root go unseen.',
    'How to look: docs/coverage.md, "How to check".',
    ...lines.map((line) => `  ${line}`),
  ].join('\n');
  return { text, hasGaps };
}

interface Waiting {
  readonly signal: AbortSignal;
  readonly showProgress: (sentence: string) => void;
}

async function look(
  stage: string,
  parameters: ForwardingParameters,
  clientConfig: () => Promise<object>,
  waiting: Waiting,
): Promise<Look> {
  const stackSets = stackSetsOf(stage, parameters);
  const { CloudFormationClient } = await import('@aws-sdk/client-cloudformation');
  const client = new CloudFormationClient(await clientConfig());
  try {
    const looks = await Promise.all(
      stackSets.map((stackSet) => describeStackSet(client, stackSet, parameters.home, waiting)),
    );
    return {
      lines: looks.flatMap(({ lines }) => lines),
      hasGaps: looks.some(({ hasGaps }) => hasGaps),
    };
  } finally {
    client.destroy();
  }
}

function stackSetsOf(stage: string, parameters: ForwardingParameters): StackSet[] {
  const { regions, organization } = readForwarding(parameters);
  const names = resourceNames(stage);
  const stackSets: StackSet[] = [];
  if (regions.length > 0) {
    stackSets.push({ name: names.regionStackSet, regions, callAs: undefined, units: [] });
  }
  if (organization !== undefined) {
    stackSets.push({
      name: names.organizationStackSet,
      regions: [...regions, parameters.home],
      callAs: organization.callAs === 'DELEGATED_ADMIN' ? 'DELEGATED_ADMIN' : 'SELF',
      units: organization.units,
    });
  }
  return stackSets;
}

async function describeStackSet(
  client: CloudFormationClient,
  stackSet: StackSet,
  home: string,
  { signal, showProgress }: Waiting,
): Promise<Look> {
  const { name, regions, callAs } = stackSet;
  const instances: StackInstance[] = [];
  const lines: string[] = [];
  let isWhole = true;
  let isGone = false;
  try {
    const input = { StackSetName: name, CallAs: callAs };
    await listInstances({ client, input, regions, signal, showProgress }, (page) => {
      instances.push(...page);
    });
    lines.push(...describeForwarders(instances, regions));
  } catch (error) {
    isWhole = false;
    isGone = error instanceof Error && error.name === 'StackSetNotFoundException';
    // What was read before the failure is still true. What is missing cannot be known.
    lines.push(...describeForwarders(instances, []));
    const rest = instances.length === 0 ? '' : ` beyond the first ${instances.length}`;
    lines.push(
      isGone
        ? 'there is no such StackSet, so no region has a forwarder'
        : couldNotCheck(signal.aborted ? signal.reason : error, rest),
    );
  }
  const gaps = gapsIn(instances, isWhole ? regions : []);
  const commands = retryCommands(stackSet, home, instances, gaps);
  return {
    lines: lines.length === 0 ? [] : [`${name}:`, ...[...lines, ...commands].map(indented)],
    hasGaps: isGone || commands.length > 0,
  };
}

const indented = (line: string): string => `  ${line}`;

/** A deployment does not try a failed forwarder again, since its StackSet has not changed. These commands do. */
function retryCommands(
  { name, callAs, units }: StackSet,
  home: string,
  instances: readonly StackInstance[],
  { failed, missing }: ReturnType<typeof gapsIn>,
): string[] {
  const accounts = [...new Set(instances.map(({ Account = '' }) => Account))].join(' ');
  const targets =
    units.length > 0
      ? `--deployment-targets OrganizationalUnitIds=${units.join(',')} --call-as ${callAs}`
      : `--accounts ${accounts || '<account>'}`;
  return [
    { operation: 'update-stack-instances', regions: failed },
    { operation: 'create-stack-instances', regions: missing },
  ].flatMap(({ operation, regions }) =>
    regions.length === 0
      ? []
      : [
          `To try again, once the cause is gone: aws cloudformation ${operation} --region ${home} --stack-set-name ${name} ${targets} --regions ${regions.join(' ')}`,
        ],
  );
}

function couldNotCheck(error: unknown, rest = '') {
  return `could not check${rest}: ${error instanceof Error ? error.name : String(error)}`;
}
