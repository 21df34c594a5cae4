import {
  type CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { type DeployedParts, readDeployedParts } from '../lib/reconcile/deployed-parts.ts';
import { resourceNames } from '../lib/resource-names.ts';
import { UserError } from '../plugin/user-error.ts';

/** The deployment that a command is about. */
export interface Deployment {
  readonly stage: string;
  /** The home region. */
  readonly region: string;
}

/** The tag of the stack that serverless.yml sets. */
const versionTag = 'root-alert-version';

/** What is deployed, as CloudFormation knows it. */
export interface Stack {
  readonly name: string;
  readonly partition: string;
  readonly accountId: string;
  readonly status: string;
  readonly changedAt: Date | undefined;
  /** The version of root-alert that was deployed. Undefined: one before 1.0.0. */
  readonly version: string | undefined;
  /** By logical id. */
  readonly resources: Readonly<Record<string, StackResource | undefined>>;
  readonly parts: DeployedParts;
}

export interface StackResource {
  readonly Type?: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/**
 * @param client in the home region
 * @throws {UserError} when there is no such stack, or no deployment of it was ever completed; and any error of the SDK
 */
export async function readStack(
  client: CloudFormationClient,
  stage: string,
  region: string,
): Promise<Stack> {
  const name = resourceNames(stage).stack;
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
  const [, partition = '', , , accountId = ''] = (stack.StackId ?? '').split(':');
  return {
    name,
    partition,
    accountId,
    status: stack.StackStatus,
    changedAt: stack.LastUpdatedTime ?? stack.CreationTime,
    version: stack.Tags?.find(({ Key }) => Key === versionTag)?.Value,
    resources: Resources,
    parts: readDeployedParts(TemplateBody),
  };
}

/** The regions, without home, that forward their uses of root by the template. */
export function forwardingRegions({ resources }: Stack): string[] {
  const groups = resources['Forwarders']?.Properties?.['StackInstancesGroup'];
  if (!Array.isArray(groups)) return [];
  return groups.flatMap(({ Regions = [] }: { Regions?: readonly string[] }) => Regions);
}
