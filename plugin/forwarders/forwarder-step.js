import { describeForwarders } from './forwarder-state.js';
import { readForwarding } from './forwarding.js';

/**
 * A StackSet as it was asked for.
 *
 * @typedef {{ name: string, regions: string[], callAs: 'SELF' | 'DELEGATED_ADMIN' | undefined }} StackSet
 */

/**
 * The forwarders that a deployment did not put in place. The StackSets go on where a region or an account fails, so the
 * deployment succeeds without it. Needs cloudformation:ListStackInstances, and from a delegated administrator also
 * organizations:ListDelegatedAdministrators.
 *
 * @param {object} deployed
 * @param {string} deployed.stage
 * @param {Parameters<typeof readForwarding>[0]} deployed.forwarding
 * @param {() => Promise<object>} deployed.clientConfig settings for an AWS SDK client in the home region
 * @param {number} [deployed.timeoutMs] for all of it
 * @returns {Promise<string | undefined>} undefined when all are in place. A look-up that fails is told; nothing is
 *   thrown, since what was deployed stays deployed.
 */
export async function forwarderStep({ stage, forwarding, clientConfig, timeoutMs = 10_000 }) {
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

/**
 * @param {string} stage
 * @param {Parameters<typeof readForwarding>[0]} parameters
 * @param {() => Promise<object>} clientConfig
 * @param {number} timeoutMs
 */
async function look(stage, parameters, clientConfig, timeoutMs) {
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

/**
 * @param {string} stage
 * @param {Parameters<typeof readForwarding>[0]} parameters
 * @returns {StackSet[]}
 */
function stackSetsOf(stage, parameters) {
  const { regions, organization } = readForwarding(parameters);
  /** @type {StackSet[]} */
  const stackSets = [];
  if (regions.length > 0) {
    stackSets.push({ name: `root-alert-${stage}-forwarders`, regions, callAs: undefined });
  }
  if (organization !== undefined) {
    stackSets.push({
      name: `root-alert-${stage}-organization`,
      regions: [...regions, parameters.home],
      callAs: organization.callAs === 'DELEGATED_ADMIN' ? 'DELEGATED_ADMIN' : 'SELF',
    });
  }
  return stackSets;
}

/**
 * @param {import('@aws-sdk/client-cloudformation').CloudFormationClient} client
 * @param {StackSet} stackSet
 * @param {AbortSignal} signal
 */
async function describeStackSet(client, { name, regions, callAs }, signal) {
  const { paginateListStackInstances } = await import('@aws-sdk/client-cloudformation');
  /** @type {import('./forwarder-state.js').StackInstance[]} */
  const instances = [];
  const lines = [];
  try {
    const pages = paginateListStackInstances(
      { client, pageSize: 100 },
      { StackSetName: name, CallAs: callAs },
      { abortSignal: signal },
    );
    for await (const { Summaries = [] } of pages) instances.push(...Summaries);
    lines.push(...describeForwarders(instances, regions));
  } catch (error) {
    // What was read before it broke off is true all the same; what is missing cannot be told.
    lines.push(...describeForwarders(instances, []));
    const rest = instances.length === 0 ? '' : ` beyond the first ${instances.length}`;
    lines.push(couldNotCheck(signal.aborted ? signal.reason : error, rest));
  }
  return lines.length === 0 ? [] : [`${name}:`, ...lines.map((line) => `  ${line}`)];
}

/**
 * @param {unknown} error
 * @param {string} rest
 */
function couldNotCheck(error, rest = '') {
  return `could not check${rest}: ${error instanceof Error ? error.name : String(error)}`;
}
