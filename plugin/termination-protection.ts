import type { Run } from './framework.ts';
import { UserError } from './user-error.ts';

const timeoutMs = 10_000;

interface ProtectedStack {
  readonly stackName: string;
  readonly region: string;
  /** Settings for a client of the AWS SDK. */
  readonly clientConfig: () => Promise<object>;
}

/**
 * Protects the stack from being deleted, and says so. Needs cloudformation:UpdateTerminationProtection. The framework's
 * own setting, `provider.deletionProtection`, would make a deployment fail where that is not permitted.
 *
 * @returns what to print. A failure is part of it, with the command that does it by hand: nothing is thrown, since the
 *   deployment itself is done.
 */
export async function protectionStep({
  stackName,
  region,
  clientConfig,
}: ProtectedStack): Promise<string> {
  try {
    await setProtection(stackName, await clientConfig());
    return `The stack ${stackName} is protected: it cannot be deleted before you switch that off, as docs/coverage.md, "Removal", shows.`;
  } catch (error) {
    const reason = error instanceof Error ? error.name : String(error);
    return (
      `Next step: protect the stack from being deleted (could not: ${reason}):\n` +
      `  ${protectionCommand(stackName, region, '--enable-termination-protection')}`
    );
  }
}

/**
 * Refuses to remove a protected stack before anything of it is gone.
 *
 * @throws {UserError} with the command that switches the protection off
 */
export async function refuseToRemove({
  stackName,
  region,
  clientConfig,
}: ProtectedStack): Promise<void> {
  if (!(await isProtected(stackName, clientConfig))) return;
  throw new UserError(
    `The stack ${stackName} is protected from being deleted. To remove it, with the webhook secret, the ledger and everything in its queues, first run: ${protectionCommand(stackName, region, '--no-enable-termination-protection')}`,
  );
}

export function protectedStackOf({ serverless }: Pick<Run, 'serverless'>, stackName: string) {
  const provider = serverless.getProvider('aws');
  return {
    stackName,
    region: provider.getRegion(),
    clientConfig: () => provider.getAwsSdkV3Config(),
  };
}

function protectionCommand(stackName: string, region: string, flag: string): string {
  return `aws cloudformation update-termination-protection --region ${region} ${flag} --stack-name ${stackName}`;
}

async function setProtection(stackName: string, clientConfig: object): Promise<void> {
  const { CloudFormationClient, UpdateTerminationProtectionCommand } = await import(
    '@aws-sdk/client-cloudformation'
  );
  const client = new CloudFormationClient(clientConfig);
  try {
    await client.send(
      new UpdateTerminationProtectionCommand({
        StackName: stackName,
        EnableTerminationProtection: true,
      }),
      { abortSignal: AbortSignal.timeout(timeoutMs) },
    );
  } finally {
    client.destroy();
  }
}

/** What cannot be looked up counts as unprotected: CloudFormation itself refuses to delete a protected stack. */
async function isProtected(
  stackName: string,
  clientConfig: () => Promise<object>,
): Promise<boolean> {
  const { CloudFormationClient, DescribeStacksCommand } = await import(
    '@aws-sdk/client-cloudformation'
  );
  const client = new CloudFormationClient(await clientConfig());
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stackName }), {
      abortSignal: AbortSignal.timeout(timeoutMs),
    });
    return Stacks?.[0]?.EnableTerminationProtection === true;
  } catch {
    return false;
  } finally {
    client.destroy();
  }
}
