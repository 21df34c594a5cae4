const lookUpTimeoutMs = 10_000;

/**
 * A step that a deployment leaves to be done by hand, as long as it is not done: putting the webhook, or the
 * keys of Naver Cloud, into the secret that the stack made without a value. Needs secretsmanager:DescribeSecret, and never reads the
 * value.
 *
 * @param {object} deployed
 * @param {string} deployed.region
 * @param {string} deployed.secretId
 * @param {() => Promise<object>} deployed.clientConfig settings for an AWS SDK client
 * @param {string} [deployed.task] what is to be done
 * @param {string} [deployed.example] a value that the secret could have
 * @returns {Promise<string | undefined>} undefined when the secret has a value. A look-up that fails counts as
 *   no value, and is told; nothing is thrown, since what was deployed stays deployed.
 */
export async function webhookStep({
  region,
  secretId,
  clientConfig,
  task = 'tell root-alert which room to post to',
  example = '{"dooray": "<webhook URL>"}',
}) {
  let reason = '';
  try {
    if (await hasValue(secretId, await clientConfig())) return undefined;
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

/**
 * @param {string} secretId
 * @param {object} clientConfig
 */
async function hasValue(secretId, clientConfig) {
  const { SecretsManagerClient, DescribeSecretCommand } = await import(
    '@aws-sdk/client-secrets-manager'
  );
  const client = new SecretsManagerClient(clientConfig);
  try {
    const { VersionIdsToStages: stagesByVersion = {} } = await client.send(
      new DescribeSecretCommand({ SecretId: secretId }),
      { abortSignal: AbortSignal.timeout(lookUpTimeoutMs) },
    );
    // A rotation that broke off leaves a version that is only AWSPENDING, which nobody can read as current.
    return Object.values(stagesByVersion).some((stages) => stages.includes('AWSCURRENT'));
  } finally {
    client.destroy();
  }
}
