import { randomUUID } from 'node:crypto';
import { json } from 'node:stream/consumers';
import { type AwsEndpoint, answerError, startAwsEndpoint } from './aws-endpoint.ts';

/** One GetSecretValue that was let through. `atMs` is epoch time. */
export type SecretRead = { readonly secretId: string; readonly atMs: number };

export type SecretsManager = AwsEndpoint & {
  /** GetSecretValue calls, oldest first, whatever they were answered; those a fault hit are in `calls` only. */
  readonly reads: readonly SecretRead[];
  /** Gives a secret a value, making the secret if need be. The value before it becomes AWSPREVIOUS. */
  put(name: string, value: string): void;
  /** Makes a secret without a value, or takes its value away, as CloudFormation leaves it before anybody fills it. */
  empty(name: string): void;
  /** Deletes a secret. */
  remove(name: string): void;
  /** Schedules a secret for deletion: it can be described, and not read. */
  scheduleDeletion(name: string): void;
  /** From now on refuses to give the value of a secret. */
  refuse(name: string, type: string, message: string): void;
};

type Secret = {
  readonly arn: string;
  value?: string;
  versionId: string;
  createdAtMs: number;
  previous?: Secret;
  deletedAtMs?: number;
  refusal?: readonly [type: string, message: string];
};

const account = '123456789012';
const region = 'ap-northeast-2';

/**
 * Starts a Secrets Manager on 127.0.0.1 that answers GetSecretValue and DescribeSecret by name or ARN, and nothing else.
 * Wording of errors: https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html
 */
export async function startSecretsManager(): Promise<SecretsManager> {
  const secrets = new Map<string, Secret>();
  const reads: SecretRead[] = [];

  const endpoint = await startAwsEndpoint({
    name: 'SECRETS_MANAGER',
    throttled: { status: 400, type: 'ThrottlingException', message: 'Rate exceeded' },
    failed: {
      status: 500,
      type: 'InternalServiceError',
      message: 'An error occurred on the server side.',
    },
    async answer(request, response, operation) {
      const refuse = (type: string, message: string): void =>
        answerError(request, response, { status: 400, type, message });

      if (!/^AWS4-HMAC-SHA256 .*Signature=/.test(request.headers.authorization ?? '')) {
        return refuse('MissingAuthenticationTokenException', 'Request is missing a signature');
      }
      if (operation !== 'GetSecretValue' && operation !== 'DescribeSecret') {
        return refuse('UnknownOperationException', `${operation} is not served here`);
      }
      const { SecretId: secretId, VersionStage: stage = 'AWSCURRENT' } = (await json(request)) as {
        SecretId?: string;
        VersionStage?: string;
      };
      if (secretId === undefined) {
        return refuse('ValidationException', 'SecretId is missing');
      }
      if (operation === 'GetSecretValue') reads.push({ secretId, atMs: Date.now() });
      const [name, secret] =
        [...secrets].find(([name, { arn }]) => [name, arn, arn.slice(0, -7)].includes(secretId)) ??
        [];
      if (name === undefined || secret === undefined) {
        return refuse(
          'ResourceNotFoundException',
          "Secrets Manager can't find the specified secret.",
        );
      }
      const answer = (output: object) =>
        void response
          .writeHead(200, { 'Content-Type': 'application/x-amz-json-1.1' })
          .end(JSON.stringify({ ARN: secret.arn, Name: name, ...output }));
      if (operation === 'DescribeSecret') {
        return answer(
          secret.deletedAtMs === undefined ? {} : { DeletedDate: secret.deletedAtMs / 1_000 },
        );
      }
      if (secret.deletedAtMs !== undefined) {
        return refuse(
          'InvalidRequestException',
          "You can't perform this operation on the secret because it was marked for deletion.",
        );
      }
      if (secret.refusal !== undefined) return refuse(...secret.refusal);
      const version = stage === 'AWSPREVIOUS' ? secret.previous : secret;
      if (version?.value === undefined) {
        return refuse(
          'ResourceNotFoundException',
          `Secrets Manager can't find the specified secret value for staging label: ${stage}`,
        );
      }
      answer({
        CreatedDate: version.createdAtMs / 1_000,
        SecretString: version.value,
        VersionId: version.versionId,
        VersionStages: [stage],
      });
    },
  });

  const make = (name: string): Secret => {
    const arn = `arn:aws:secretsmanager:${region}:${account}:secret:${name}-AbCdEf`;
    const secret: Secret = { arn, versionId: randomUUID(), createdAtMs: Date.now() };
    secrets.set(name, secret);
    return secret;
  };
  const existing = (name: string): Secret => {
    const secret = secrets.get(name);
    if (secret === undefined) throw new Error(`no secret ${name}`);
    return secret;
  };
  return {
    ...endpoint,
    reads,
    put: (name, value) => {
      const before = secrets.get(name);
      const secret = make(name);
      secret.value = value;
      if (before?.value !== undefined) secret.previous = before;
    },
    empty: (name) => {
      make(name);
    },
    remove: (name) => {
      secrets.delete(name);
    },
    scheduleDeletion: (name) => {
      existing(name).deletedAtMs = Date.now();
    },
    refuse: (name, type, message) => {
      existing(name).refusal = [type, message];
    },
  };
}
