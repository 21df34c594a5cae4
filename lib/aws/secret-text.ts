import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { errorName } from '../error-text.ts';
import { SecretError } from './secret-error.ts';

/** Limits well below the time of an invocation: Secrets Manager answers in milliseconds or has an outage. */
const createClient = () =>
  new SecretsManagerClient({
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: 1_000,
      requestTimeout: 3_000,
      throwOnRequestTimeout: true,
    },
  });

/** For all attempts together, to the last byte. `requestTimeout` covers each request only to its first byte. */
const readTimeoutMs = 6_000;

/** Shown to people who have not put a value in yet. */
const webhookExample = '{"dooray": "<webhook URL>"}';

/**
 * Makes a function that reads the text of one secret from Secrets Manager.
 *
 * @param secretId name or ARN.
 * @param example a value that the secret could have, for the message of an empty one. It holds nothing secret.
 * @param timeoutMs for one read, with all its attempts.
 * @returns a function that rejects with {@link SecretError} when the secret is missing, empty, binary or not permitted
 *   to us, or when Secrets Manager gives no whole answer in time.
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

/** For a secret without a value, Secrets Manager answers ResourceNotFoundException, as if it did not exist. */
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
