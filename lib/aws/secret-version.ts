import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';

/** One version of a secret. */
export interface SecretVersion {
  readonly text: string;
  /** Different for each value that was put in; undefined: not known. */
  readonly versionId: string | undefined;
  /** When it was put in, in milliseconds since 1970; undefined: not known. */
  readonly createdAtMs: number | undefined;
}

/** What a version is now: the value in use, or the one before it. */
export type VersionStage = 'AWSCURRENT' | 'AWSPREVIOUS';

const readTimeoutMs = 6_000;

/**
 * Reads a version of a secret, as reconcile needs it. Secrets Manager keeps the last value as AWSPREVIOUS until the next
 * change (Secrets Manager User Guide, "What's in a Secrets Manager secret?").
 *
 * @returns undefined when the secret has no such version, or no text in it. Rejects as the SDK does.
 */
export async function readSecretVersion(
  secretId: string,
  stage: VersionStage,
): Promise<SecretVersion | undefined> {
  const client = new SecretsManagerClient({
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: 1_000,
      requestTimeout: 3_000,
      throwOnRequestTimeout: true,
    },
  });
  try {
    const { SecretString, VersionId, CreatedDate } = await client.send(
      new GetSecretValueCommand({ SecretId: secretId, VersionStage: stage }),
      { abortSignal: AbortSignal.timeout(readTimeoutMs) },
    );
    if (SecretString === undefined || SecretString.trim() === '') return undefined;
    return { text: SecretString, versionId: VersionId, createdAtMs: CreatedDate?.getTime() };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}
