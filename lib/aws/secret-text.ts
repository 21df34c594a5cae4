import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { errorName } from '../error-text.ts';
import { SecretError } from './secret-error.ts';

/** Bounded well below the time of an invocation: Secrets Manager answers in milliseconds or is in trouble. */
const createClient = () =>
  new SecretsManagerClient({
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: 1_000,
      requestTimeout: 3_000,
      throwOnRequestTimeout: true,
    },
  });

/** With all its tries, to the last byte: the time of a request ends with the first. */
const readTimeoutMs = 6_000;

/** What a webhook secret may hold, for who has put nothing in yet. */
const webhookExample = '{"dooray": "<webhook URL>"}';

/**
 * A function that reads the text of one secret from Secrets Manager.
 *
 * @param example a value that it could have, without anything secret.
 * @param timeoutMs for one read, with all its tries.
 *
 * It rejects with {@link SecretError} when the secret is missing, empty, binary, not ours to read, or
 * Secrets Manager gives no whole answer in time.
 */
export function createSecretReader(
  secretId: string,
  example = webhookExample,
  timeoutMs = readTimeoutMs,
): () => Promise<string> {
  const client = createClient();
  return async () => {
    const abortSignal = AbortSignal.timeout(timeoutMs);
    const answer = await client
      .send(new GetSecretValueCommand({ SecretId: secretId }), { abortSignal })
      .catch((error: unknown) => {
        throw explain(secretId, example, abortSignal.aborted ? abortSignal.reason : error);
      });
    if (answer.SecretString === undefined || answer.SecretString.trim() === '') {
      throw emptySecret(secretId, example);
    }
    return answer.SecretString;
  };
}

/** Secrets Manager answers ResourceNotFoundException for a secret without a value as for one that does not exist. */
function explain(secretId: string, example: string, error: unknown): SecretError {
  const name = errorName(error);
  if (name === 'ResourceNotFoundException') return emptySecret(secretId, example);
  return new SecretError(`The secret ${secretId} could not be read: ${name}.`, { isEmpty: false });
}

function emptySecret(secretId: string, example: string): SecretError {
  return new SecretError(
    `The secret ${secretId} has no text value yet: put one in with "aws secretsmanager put-secret-value --secret-id ${secretId} --secret-string '${example}'".`,
    { isEmpty: true },
  );
}
