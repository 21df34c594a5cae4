import { resourceNames } from '../../lib/resource-names.ts';
import type { Run } from '../framework.ts';
import { UserError } from '../user-error.ts';
import { stateOfSecret } from '../webhook-step.ts';
import { type Going, type Template, whatGoes } from './what-goes.ts';

const timeoutMs = 10_000;
export const acceptRemovals = 'accept-removals';

/**
 * Names what a deployment would take away before it does. A secret with a value, an organization's forwarders, and what holds
 * something that nobody can make again go only with a flag. Needs cloudformation:GetTemplate and
 * secretsmanager:DescribeSecret.
 *
 * @throws {UserError} when something would go that needs the flag, or nobody can say what would go
 */
export async function refuseRemovals({ serverless, options, writeText }: Run): Promise<void> {
  const next = serverless.service.provider.compiledCloudFormationTemplate;
  if (next === undefined) return;
  const provider = serverless.getProvider('aws');
  const isAccepted = options[acceptRemovals] === true;
  const clientConfig = await provider.getAwsSdkV3Config();
  const deployed = await readTemplate(resourceNames(provider.getStage()).stack, clientConfig).catch(
    (error: unknown) => {
      if (isAccepted) return undefined;
      const reason = error instanceof Error ? error.name : String(error);
      throw new UserError(
        `What this deployment takes away could not be looked up (${reason}; it needs cloudformation:GetTemplate). To deploy without knowing it, add --${acceptRemovals}.`,
      );
    },
  );
  if (deployed === undefined) return;
  const going = whatGoes(deployed, next as Template);
  if (going.length === 0) return;
  writeText(
    ['This deployment takes away:', ...going.map((one) => `  - ${sentenceOn(one)}`)].join('\n'),
  );
  const guarded = await Promise.all(going.map((one) => needsFlag(one, clientConfig)));
  if (isAccepted || !guarded.includes(true)) return;
  const kept = going.filter((_, index) => guarded[index]);
  const parameters = [...new Set(kept.flatMap((one) => one.parameters))];
  const cure =
    parameters.length === 0 ? 'To go on, add' : `Give ${parameters.join(', ')} as before, or add`;
  throw new UserError(
    `Nothing was deployed, since it would take away ${kept.map(({ what }) => what).join('; ')}. ${cure} --${acceptRemovals}.`,
  );
}

function sentenceOn({ what, parameters }: Going): string {
  return parameters.length === 0 ? what : `${what} (${parameters.join(', ')})`;
}

/** A secret whose state nobody can tell counts as one with a value. */
async function needsFlag({ needs, secretId }: Going, clientConfig: object): Promise<boolean> {
  if (needs !== 'flagIfSet' || secretId === undefined) return needs === 'flag';
  const state = await stateOfSecret(secretId, clientConfig).catch((error: unknown) =>
    error instanceof Error && error.name === 'ResourceNotFoundException' ? 'gone' : 'unknown',
  );
  return !['gone', 'empty'].includes(state);
}

/** @returns undefined when there is no such stack yet */
async function readTemplate(
  stackName: string,
  clientConfig: object,
): Promise<Template | undefined> {
  const { CloudFormationClient, GetTemplateCommand } = await import(
    '@aws-sdk/client-cloudformation'
  );
  const client = new CloudFormationClient(clientConfig);
  try {
    const { TemplateBody = '{}' } = await client.send(
      new GetTemplateCommand({ StackName: stackName }),
      { abortSignal: AbortSignal.timeout(timeoutMs) },
    );
    return JSON.parse(TemplateBody);
  } catch (error) {
    if (error instanceof Error && /does not exist/.test(error.message)) return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}
