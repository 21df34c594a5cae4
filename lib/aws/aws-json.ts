import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { type Answer, postJson } from '../post-json.ts';
import { createSigner } from './sign-request.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** How one of the services of AWS that speak AWS JSON differs from the others. */
export interface AwsJsonService {
  /** In its address and in signatures, such as `dynamodb`. */
  readonly name: string;
  /** In `AWS_ENDPOINT_URL_<…>`, such as `DYNAMODB`. */
  readonly endpointName: string;
  /** In `x-amz-target`, before the operation. */
  readonly targetPrefix: string;
  readonly jsonVersion: '1.0' | '1.1';
}

export interface CallOptions {
  /** For the whole exchange. */
  readonly timeoutMs: number;
  /** The answer's body is cut at this length. */
  readonly maxBodyBytes: number;
  /** Over a connection of an earlier call, if there is one, and keeps it. Otherwise the call has a connection of its own. */
  readonly isKept: boolean;
}

/**
 * Calls an operation once. `body` is its input as JSON text.
 *
 * @throws {NoResponseError} when there is no whole answer. An error of the service is an answer.
 */
export type AwsJson = (operation: string, body: string, options: CallOptions) => Promise<Answer>;

const connectTimeoutMs = 1_000;

/**
 * Speaks to a service by AWS JSON 1.0 or 1.1 (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html). It neither
 * tries again nor judges an answer. The SDK's clients do both, but their start takes a cold alert 40 ms
 * (docs/performance.md).
 *
 * Credentials and region are those that Lambda gives. AWS_ENDPOINT_URL_<SERVICE> and AWS_ENDPOINT_URL are respected.
 */
export function createAwsJson(service: AwsJsonService, env: Env): AwsJson {
  const region = env['AWS_REGION'] ?? '';
  const url = new URL(
    env[`AWS_ENDPOINT_URL_${service.endpointName}`] ??
      env['AWS_ENDPOINT_URL'] ??
      `https://${service.name}.${region}.amazonaws.com`,
  );
  const agent = new (url.protocol === 'http:' ? HttpAgent : HttpsAgent)({ keepAlive: true });
  const sign = createSigner(
    { service: service.name, region },
    {
      accessKeyId: env['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: env['AWS_SECRET_ACCESS_KEY'] ?? '',
      sessionToken: env['AWS_SESSION_TOKEN'],
    },
  );

  return (operation, body, { timeoutMs, maxBodyBytes, isKept }) => {
    const headers = {
      host: url.host,
      'content-type': `application/x-amz-json-${service.jsonVersion}`,
      'x-amz-target': `${service.targetPrefix}.${operation}`,
    };
    return postJson(url, body, timeoutMs, {
      headers: sign({ path: url.pathname, headers, body }, new Date()),
      connectTimeoutMs,
      maxBodyBytes,
      ...(isKept && { agent }),
    });
  };
}
