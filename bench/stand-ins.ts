import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { listenOnLoopback } from '../test/integration/support/loopback-server.ts';
import { loopbackCertificate } from '../test/lib/loopback-certificate.ts';

/** One request that was answered. Times are those of `performance.now()`. */
export type Served = {
  /** AWS operation, or `post` for the room. */
  readonly what: string;
  readonly askedAtMs: number;
  readonly answeredAtMs: number;
};

export type StandIns = {
  /** The environment that sends AWS clients and the classic handler here. */
  readonly environment: Readonly<Record<string, string>>;
  /** The requests since the last call. */
  take(): readonly Served[];
  stop(): Promise<void>;
};

/** How far away the services are. */
export type Network = {
  readonly isTls: boolean;
  /** How many milliseconds each service takes for an answer. TCP's and TLS's own round trips take no time. */
  readonly latencyMs: Readonly<Record<Service, number>>;
};

export const services = ['secret', 'ledger', 'room'] as const;
export type Service = (typeof services)[number];

/**
 * Stand-ins for Secrets Manager, DynamoDB and a room that answer always the same, and at once unless `latencyMs` says
 * otherwise. The bench measures what the clients do: the emulators of the tests would take longer than our code.
 *
 * @param directory for the certificate that clients must trust
 */
export async function startStandIns(
  { isTls, latencyMs }: Network,
  directory: string,
): Promise<StandIns> {
  let served: Served[] = [];
  const identity = isTls ? loopbackCertificate() : undefined;
  const serve = (
    answer: (request: IncomingMessage) => [service: Service, what: string, body: string],
  ): Server => {
    const listener = async (request: IncomingMessage, response: ServerResponse) => {
      const askedAtMs = performance.now();
      await text(request);
      const [service, what, body] = answer(request);
      if (latencyMs[service] > 0) await sleep(latencyMs[service]);
      response.writeHead(200, { 'content-type': 'application/json' }).end(body, () => {
        served.push({ what, askedAtMs, answeredAtMs: performance.now() });
      });
    };
    return identity === undefined ? createServer(listener) : createTlsServer(identity, listener);
  };

  const accepted = '{"header":{"isSuccessful":true,"resultCode":0,"resultMessage":""}}';
  const room = await listenOnLoopback(serve(() => ['room', 'post', accepted]));
  const origin = `${isTls ? 'https' : 'http'}://127.0.0.1`;
  const hook = `${origin}:${room.port}/services/1/2/secret-token`;
  const secret = JSON.stringify({ Name: 'webhook', SecretString: hook });
  // A claim expects the row before it, which has none of these. A count expects the row after it.
  const row = JSON.stringify({ Attributes: { uses: { N: '1' }, actions: { N: '1' } } });
  const aws = await listenOnLoopback(
    serve(({ headers }) => {
      const operation = String(headers['x-amz-target']).split('.').at(-1) ?? '';
      return operation === 'GetSecretValue'
        ? ['secret', operation, secret]
        : ['ledger', operation, row];
    }),
  );

  return {
    environment: {
      AWS_ENDPOINT_URL: `${origin}:${aws.port}`,
      DOORAY_HOOK_URL: hook,
      WEBHOOK_SECRET_ID: 'webhook',
      ...(identity && trusting(identity.cert, directory)),
    },
    take() {
      const taken = served;
      served = [];
      return taken;
    },
    async stop() {
      await Promise.all([room.stop(), aws.stop()]);
    },
  };
}

/** What makes Node.js, Python and boto3 trust a certificate. */
function trusting(certificate: string, directory: string): Readonly<Record<string, string>> {
  const file = join(directory, 'certificate.pem');
  writeFileSync(file, certificate);
  return { NODE_EXTRA_CA_CERTS: file, SSL_CERT_FILE: file, AWS_CA_BUNDLE: file };
}
