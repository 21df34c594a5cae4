const timeoutMs = 10_000;

/**
 * A step that a deployment leaves to be done by hand: putting the webhook, or the keys of Naver Cloud, into the secret
 * that the stack made without a value, or a better one. Needs secretsmanager:DescribeSecret, and reads the value if it may
 * (secretsmanager:GetSecretValue). The value is never printed.
 *
 * @param deployed.clientConfig settings for an AWS SDK client
 * @param deployed.task what the user has to do
 * @param deployed.example a value for the secret
 * @param deployed.hintOn what is worth a word about a value that is good
 * @param deployed.faultsIn what is wrong with a value, in sentences that do not hold it
 * @returns undefined when the secret has a value that can be read, and that nothing is known to be wrong with. A failed look-up counts as no value and is part of the text: nothing
 *   is thrown, since the deployment itself is done.
 */
export async function webhookStep({
  region,
  secretId,
  clientConfig,
  task = 'tell root-alert which room to post to',
  example = '{"dooray": "<webhook URL>"}',
  faultsIn,
  hintOn = () => undefined,
}: {
  region: string;
  secretId: string;
  clientConfig: () => Promise<object>;
  task?: string;
  example?: string;
  faultsIn: (value: string) => readonly string[];
  hintOn?: (value: string) => string | undefined;
}): Promise<string | undefined> {
  let reason = '';
  let newValue = example;
  try {
    const config = await clientConfig();
    const state = await stateOfSecret(secretId, config);
    if (state === 'set') {
      const value = await readValue(secretId, config);
      const faults = value === undefined ? [] : faultsIn(value);
      if (faults.length === 0) {
        const hint = value === undefined ? undefined : hintOn(value);
        return hint && `Worth a word: ${hint}.`;
      }
      reason = ` (what is in the secret is not right: ${faults.join(' ')})`;
      // The example would take away the rooms that are right.
      newValue = '<corrected value>';
    }
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
    ` --secret-string '${newValue}'`
  );
}

export async function stateOfSecret(
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

/** @returns undefined when whoever deploys may not read it, or it cannot be read: reconcile reads it, and tells what is wrong. */
async function readValue(secretId: string, clientConfig: object): Promise<string | undefined> {
  const { SecretsManagerClient, GetSecretValueCommand } = await import(
    '@aws-sdk/client-secrets-manager'
  );
  const client = new SecretsManagerClient(clientConfig);
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }), {
      abortSignal: AbortSignal.timeout(timeoutMs),
    });
    return SecretString;
  } catch {
    return undefined;
  } finally {
    client.destroy();
  }
}
