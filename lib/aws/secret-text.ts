import * as v from 'valibot';
import { errorMessage, errorName } from '../error-text.ts';
import { jsonOrText } from '../json.ts';
import { type AwsJsonService, createAwsJson, type Env } from './aws-json.ts';
import { SecretError } from './secret-error.ts';

const service: AwsJsonService = {
  name: 'secretsmanager',
  endpointName: 'SECRETS_MANAGER',
  targetPrefix: 'secretsmanager',
  jsonVersion: '1.1',
};

/** For all attempts together, to the last byte. */
const readTimeoutMs = 6_000;

/** For the first attempt, to the last byte. */
const firstAttemptTimeoutMs = 3_000;

/** A secret has at most 64 kB (AWS Secrets Manager User Guide, "Quotas"), and is larger as JSON. */
const maxBodyBytes = 500_000;

const answerSchema = v.object({ SecretString: v.string() });

/** Settings that the SDK knows and the first attempt does not (AWS SDKs and Tools Reference Guide, "Settings reference"). */
const settingsOfSdk = [
  'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
  'AWS_PROFILE',
  'AWS_USE_DUALSTACK_ENDPOINT',
  'AWS_USE_FIPS_ENDPOINT',
];

/** Shown to people who have not put a value in yet. */
const webhookExample = '{"dooray": "<webhook URL>"}';

/**
 * Makes a function that reads the text of one secret from Secrets Manager.
 *
 * An alert waits for it, so the first attempt goes without the SDK, whose client would take a cold start 40 ms. Whatever that
 * gives but a text, the SDK is loaded and asked, and it alone says what is wrong (docs/decisions/0018-aws-json.md).
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
  const attempt = createFirstAttempt(process.env, secretId, timeoutMs);
  return async () => {
    const abortSignal = AbortSignal.timeout(timeoutMs);
    const text = (await attempt()) ?? (await askSdk(secretId, example, abortSignal));
    if (text === undefined || text.trim() === '') throw emptySecret(secretId, example);
    return text;
  };
}

/** @returns a function that gives the text, or undefined for whatever else happened. It never rejects. */
function createFirstAttempt(
  env: Env,
  secretId: string,
  timeoutMs: number,
): () => Promise<string | undefined> {
  if (!hasUsualSettings(env)) return async () => undefined;
  const call = createAwsJson(service, env);
  const input = JSON.stringify({ SecretId: secretId });
  const options = {
    timeoutMs: Math.min(firstAttemptTimeoutMs, timeoutMs),
    maxBodyBytes,
    // The secret is read once a minute at most, and a sandbox may be frozen in between.
    isKept: false,
  };
  return async () => {
    const answer = await call('GetSecretValue', input, options).catch(() => undefined);
    const result = v.safeParse(answerSchema, jsonOrText(answer?.body ?? ''));
    return answer?.status === 200 && result.success ? result.output.SecretString : undefined;
  };
}

/** Whether the environment has what Lambda puts there, and nothing that changes what the SDK makes of it. */
function hasUsualSettings(env: Env): boolean {
  const isGiven = (name: string): boolean => (env[name] ?? '') !== '';
  return (
    ['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].every(isGiven) &&
    !settingsOfSdk.some(isGiven)
  );
}

/** Undefined for a binary secret. */
async function askSdk(
  secretId: string,
  example: string,
  abortSignal: AbortSignal,
): Promise<string | undefined> {
  try {
    const { getSecretBySdk } = await import('./get-secret-by-sdk.ts');
    return await getSecretBySdk(secretId, abortSignal);
  } catch (error) {
    throw explain(secretId, example, abortSignal.aborted ? abortSignal.reason : error);
  }
}

/**
 * For a secret without a value, Secrets Manager answers ResourceNotFoundException, as if it did not exist. For one whose
 * key is off or may not be used it answers DecryptionFailure (API Reference, GetSecretValue), or AccessDeniedException with
 * "Access to KMS is not allowed" (repost.aws/knowledge-center/secrets-manager-cross-account-key).
 */
function explain(secretId: string, example: string, error: unknown): SecretError {
  const name = errorName(error);
  if (name === 'ResourceNotFoundException') return emptySecret(secretId, example);
  return new SecretError(`The secret ${secretId} could not be read: ${name}.`, {
    isEmpty: false,
    reason: name,
    isKeyRefused: /decryption|kms/i.test(name) || /\bKMS\b/.test(errorMessage(error)),
  });
}

function emptySecret(secretId: string, example: string): SecretError {
  return new SecretError(
    `The secret ${secretId} has no text value yet: put one in with "aws secretsmanager put-secret-value --secret-id ${secretId} --secret-string '${example}'".`,
    { isEmpty: true },
  );
}
