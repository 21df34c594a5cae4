import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { listenOnLoopback } from '../test/integration/support/loopback-server.ts';

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

/**
 * Stand-ins for Secrets Manager, DynamoDB and a room that answer at once and always the same. The bench measures what the
 * clients do: the emulators of the tests would take longer than our code.
 */
export async function startStandIns(): Promise<StandIns> {
  let served: Served[] = [];
  const serve = (answer: (request: IncomingMessage) => [what: string, body: string]): Server =>
    createServer(async (request: IncomingMessage, response: ServerResponse) => {
      const askedAtMs = performance.now();
      await text(request);
      const [what, body] = answer(request);
      response.writeHead(200, { 'content-type': 'application/json' }).end(body, () => {
        served.push({ what, askedAtMs, answeredAtMs: performance.now() });
      });
    });

  const room = await listenOnLoopback(
    serve(() => ['post', '{"header":{"isSuccessful":true,"resultCode":0,"resultMessage":""}}']),
  );
  const hook = `http://127.0.0.1:${room.port}/services/1/2/secret-token`;
  const secret = JSON.stringify({ Name: 'webhook', SecretString: hook });
  // A claim expects the row before it, which has none of these. A count expects the row after it.
  const row = JSON.stringify({ Attributes: { uses: { N: '1' }, actions: { N: '1' } } });
  const aws = await listenOnLoopback(
    serve(({ headers }) => {
      const operation = String(headers['x-amz-target']).split('.').at(-1) ?? '';
      return [operation, operation === 'GetSecretValue' ? secret : row];
    }),
  );

  return {
    environment: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${aws.port}`,
      DOORAY_HOOK_URL: hook,
      WEBHOOK_SECRET_ID: 'webhook',
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
