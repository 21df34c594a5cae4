import { createServer, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listenOnLoopback } from './loopback-server.ts';

export type LossyDoor = {
  readonly url: string;
  /** Passes so many more calls on but keeps their answers to itself, cutting the connection, once `after` were let through. */
  loseAnswers(times: number, aim?: { readonly after?: number }): void;
  stop(): Promise<void>;
};

/** Starts a door before a service on loopback through which calls always get in, but answers not always out. */
export async function startLossyDoor(serviceUrl: string): Promise<LossyDoor> {
  let spared = 0;
  let lost = 0;
  const server = createServer(async (call, answer) => {
    const body = await buffer(call);
    const { method, headers, url } = call;
    const onward = request(new URL(url ?? '/', serviceUrl), { method, headers, agent: false });
    onward.on('error', () => answer.destroy());
    onward.on('response', async (response) => {
      const content = await buffer(response);
      if (spared > 0) spared -= 1;
      else if (lost > 0) {
        lost -= 1;
        answer.destroy();
        return;
      }
      answer.writeHead(response.statusCode ?? 500, response.headers).end(content);
    });
    onward.end(body);
  });
  const { port, stop } = await listenOnLoopback(server);
  return {
    url: `http://127.0.0.1:${port}`,
    loseAnswers(times, { after = 0 } = {}) {
      spared = after;
      lost = times;
    },
    stop,
  };
}
