import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { listenOnLoopback } from './loopback-server.ts';

const accepted =
  '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>';
const refused =
  '<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>AuthorizationError</Code><Message>no</Message></Error></ErrorResponse>';

/** SNS on 127.0.0.1, by its Query protocol, as far as it publishes. */
export async function startSns() {
  const published: Record<string, string>[] = [];
  let isRefusing = false;
  const server = createServer(async (request, response) => {
    const parameters = Object.fromEntries(new URLSearchParams(await text(request)));
    if (!isRefusing) published.push(parameters);
    response.writeHead(isRefusing ? 403 : 200, { 'Content-Type': 'text/xml' });
    response.end(isRefusing ? refused : accepted);
  });
  const { port, stop } = await listenOnLoopback(server);
  return {
    url: `http://127.0.0.1:${port}`,
    /** What was accepted, by the names of its parameters. */
    published,
    refuse(isIt: boolean): void {
      isRefusing = isIt;
    },
    /** Makes all as it was in the beginning, for the next test. */
    renew(): void {
      published.length = 0;
      isRefusing = false;
    },
    stop,
  };
}
