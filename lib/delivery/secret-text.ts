import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { OperationalError } from '../operational-error.ts';

/**
 * Thrown when a secret cannot be read. The message names the secret and what to do; it holds nothing
 * of the value. `isEmpty`: the secret is there but nobody has put a value in yet.
 */
export class SecretError extends OperationalError {
  override name = 'SecretError' as const;
  readonly isEmpty: boolean;

  constructor(message: string, { isEmpty }: { readonly isEmpty: boolean }) {
    super(message);
    this.isEmpty = isEmpty;
  }
}

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

/**
 * A function that reads the text of one secret from Secrets Manager.
 *
 * It rejects with {@link SecretError} when the secret is missing, empty, binary, not ours to read, or
 * Secrets Manager gives no answer.
 */
export function createSecretReader(secretId: string): () => Promise<string> {
  const client = createClient();
  return async () => {
    const answer = await client
      .send(new GetSecretValueCommand({ SecretId: secretId }))
      .catch((error: unknown) => {
        throw explain(secretId, error);
      });
    if (answer.SecretString === undefined || answer.SecretString.trim() === '') {
      throw emptySecret(secretId);
    }
    return answer.SecretString;
  };
}

/** Secrets Manager answers ResourceNotFoundException for a secret without a value as for one that does not exist. */
function explain(secretId: string, error: unknown): SecretError {
  const name = error instanceof Error ? error.name : 'unknown error';
  if (name === 'ResourceNotFoundException') return emptySecret(secretId);
  return new SecretError(`The secret ${secretId} could not be read: ${name}.`, { isEmpty: false });
}

function emptySecret(secretId: string): SecretError {
  return new SecretError(
    `The secret ${secretId} has no text value yet: put one in with "aws secretsmanager put-secret-value --secret-id ${secretId} --secret-string '{"dooray": "<webhook URL>"}'".`,
    { isEmpty: true },
  );
}
