import { DescribeStacksCommand, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import { UserError } from '../plugin/user-error.js';

/**
 * What is deployed, as CloudFormation knows it.
 *
 * @typedef {object} Stack
 * @property {string} name
 * @property {string} partition
 * @property {string} accountId
 * @property {string} status
 * @property {Date | undefined} changedAt
 * @property {Readonly<Record<string, { Type?: string, Properties?: Record<string, any> } | undefined>>} resources by
 *   logical id
 */

/**
 * @param {import('@aws-sdk/client-cloudformation').CloudFormationClient} client in the home region
 * @param {string} stage
 * @param {string} region
 * @returns {Promise<Stack>}
 * @throws {UserError} when there is no such stack, or no deployment has come to its end; and what the SDK throws
 */
export async function readStack(client, stage, region) {
  const name = `root-alert-${stage}`;
  const stack = await client.send(new DescribeStacksCommand({ StackName: name })).then(
    ({ Stacks }) => Stacks?.[0],
    (error) => {
      if (error.name === 'ValidationError' && /does not exist/.test(error.message))
        return undefined;
      throw error;
    },
  );
  if (stack?.StackStatus === undefined || stack.StackStatus === 'DELETE_COMPLETE') {
    throw new UserError(
      `There is no stack ${name} in ${region}: check --stage, --region and whose credentials these are.`,
    );
  }
  const { TemplateBody = '{}' } = await client.send(new GetTemplateCommand({ StackName: name }));
  const { Resources = {} } = JSON.parse(TemplateBody);
  if (Resources.RootUseRule === undefined) {
    throw new UserError(
      `The stack ${name} in ${region} is ${stack.StackStatus} and holds next to nothing: deploy again with npx sls deploy --stage ${stage}.`,
    );
  }
  const [, groupBy = '', , , accountId = ''] = (stack.StackId ?? '').split(':');
  return {
    name,
    partition: groupBy,
    accountId,
    status: stack.StackStatus,
    changedAt: stack.LastUpdatedTime ?? stack.CreationTime,
    resources: Resources,
  };
}

/**
 * The regions that were asked to forward their uses of root.
 *
 * @param {Stack} stack
 * @returns {string[]} without home
 */
export function forwardingRegions({ resources }) {
  const groups = resources['Forwarders']?.Properties?.['StackInstancesGroup'] ?? [];
  return groups.flatMap((/** @type {{ Regions?: string[] }} */ { Regions = [] }) => Regions);
}
