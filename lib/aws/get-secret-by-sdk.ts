import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** Limits well below the time of an invocation: Secrets Manager answers in milliseconds or has an outage. */
const settings = {
  maxAttempts: 3,
  requestHandler: {
    connectionTimeout: 1_000,
    requestTimeout: 3_000,
    throwOnRequestTimeout: true,
  },
};

/**
 * Reads the text of a secret with the SDK's client, which tries again, takes credentials of every kind, and names what is
 * wrong.
 *
 * @param abortSignal for all attempts together, to the last byte. `requestTimeout` covers each request only to its first byte.
 * @returns undefined for a binary secret.
 * @throws what the SDK throws.
 */
export async function getSecretBySdk(
  secretId: string,
  abortSignal: AbortSignal,
): Promise<string | undefined> {
  const client = new SecretsManagerClient(settings);
  try {
    const command = new GetSecretValueCommand({ SecretId: secretId });
    const answer = await client.send(command, { abortSignal });
    return answer.SecretString;
  } finally {
    client.destroy();
  }
}
