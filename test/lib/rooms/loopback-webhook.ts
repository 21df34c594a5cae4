import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** A webhook on this machine. */
export interface LoopbackWebhook {
  readonly url: string;
  /** What it was posted, oldest first. */
  readonly posts: readonly unknown[];
  /** From now on it answers with this status. */
  answers(status: number): void;
}

/** Opens a webhook on this machine that answers with a status. It ends with the test. */
export async function loopbackWebhook(firstStatus = 200): Promise<LoopbackWebhook> {
  const posts: unknown[] = [];
  let status = firstStatus;
  const server = createServer(async (request, response) => {
    posts.push(await json(request));
    response.writeHead(status).end();
  });
  onTestFinished(() => void server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-token`,
    posts,
    answers: (next) => {
      status = next;
    },
  };
}
