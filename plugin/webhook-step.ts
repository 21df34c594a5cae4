const timeoutMs = 10_000;

/**
 * A step that a deployment leaves to be done by hand: putting the webhook, or the keys of Naver Cloud, into the secret
 * that the stack made without a value. Needs secretsmanager:DescribeSecret, and never reads the value.
 *
 * @param deployed.clientConfig settings for an AWS SDK client
 * @param deployed.task what the user has to do
 * @param deployed.example a value for the secret
 * @returns undefined when the secret has a value that can be read. A failed look-up counts as no value and is part of the text: nothing
 *   is thrown, since the deployment itself is done.
 */
export async function webhookStep({
  region,
  secretId,
  clientConfig,
  task = 'tell root-alert which room to post to',
  example = '{"dooray": "<webhook URL>"}',
}: {
  region: string;
  secretId: string;
  clientConfig: () => Promise<object>;
  task?: string;
  example?: string;
}): Promise<string | undefined> {
  let reason = '';
  try {
    const state = await stateOf(secretId, await clientConfig());
    if (state === 'set') return undefined;
    if (state === 'scheduledForDeletion') {
      return (
        `Next step: the secret ${secretId} is scheduled for deletion, and cannot be read. Take that back:\n` +
        `  aws secretsmanager restore-secret --region ${region} --secret-id ${secretId}`
      );
    }
  } catch (error) {
    reason = ` (could not check: ${error instanceof Error ? error.name : String(error)})`;
  }
  // Not a bare URL: version 1 of the AWS CLI fetches what a value that looks like one points to.
  return (
    `Next step: ${task}${reason}:\n` +
    `  aws secretsmanager put-secret-value --region ${region} --secret-id ${secretId}` +
    ` --secret-string '${example}'`
  );
}

async function stateOf(
  secretId: string,
  clientConfig: object,
): Promise<'set' | 'empty' | 'scheduledForDeletion'> {
  const { SecretsManagerClient, DescribeSecretCommand } = await import(
    '@aws-sdk/client-secrets-manager'
  );
  const client = new SecretsManagerClient(clientConfig);
  try {
    const { VersionIdsToStages: stagesByVersion = {}, DeletedDate } = await client.send(
      new DescribeSecretCommand({ SecretId: secretId }),
      { abortSignal: AbortSignal.timeout(timeoutMs) },
    );
    if (DeletedDate !== undefined) return 'scheduledForDeletion';
    // A rotation that failed half-way leaves a version that is only AWSPENDING, which cannot be read as the current one.
    const isSet = Object.values(stagesByVersion).some((stages) => stages.includes('AWSCURRENT'));
    return isSet ? 'set' : 'empty';
  } finally {
    client.destroy();
  }
}
