import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** A webhook on this machine that answers with a status, and what it was posted. It ends with the test. */
export async function loopbackWebhook(
  status = 200,
): Promise<{ readonly url: string; readonly posts: readonly unknown[] }> {
  const posts: unknown[] = [];
  const server = createServer(async (request, response) => {
    posts.push(await json(request));
    response.writeHead(status).end();
  });
  onTestFinished(() => void server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-token`, posts };
}
