import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One stack instance, as `[account, region, status, detailed status, reason]`. */
export type Instance = readonly [string, string, string?, string?, string?];

/** What is answered to one ListStackInstances: a page, an error's code, or nothing at all, ever. */
export type Answer = { readonly page: readonly Instance[]; readonly next?: string } | string | null;

export interface CloudFormation {
  readonly url: string;
  /** The requests' parameters, in the order they came. */
  readonly calls: Readonly<Record<string, string>>[];
  stop(): void;
}

/**
 * CloudFormation's query protocol on loopback: form-encoded requests, answered in XML.
 *
 * @param answer chooses by what was asked
 */
export async function startCloudFormation(
  answer: (call: Readonly<Record<string, string>>) => Answer,
): Promise<CloudFormation> {
  const calls: Readonly<Record<string, string>>[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const call = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
    calls.push(call);
    const answered = answer(call);
    if (answered === null) return;
    response.writeHead(typeof answered === 'string' ? 403 : 200, { 'content-type': 'text/xml' });
    response.end(typeof answered === 'string' ? errorOf(answered) : pageOf(answered));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

const namespace = 'xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"';
const requestId = '<RequestId>b9b4b068-3a41-11e5-94eb-example</RequestId>';

const pageOf = ({ page, next }: Exclude<Answer, string | null>): string =>
  `<ListStackInstancesResponse ${namespace}><ListStackInstancesResult>` +
  `<Summaries>${page.map(memberOf).join('')}</Summaries>` +
  `${next === undefined ? '' : `<NextToken>${next}</NextToken>`}</ListStackInstancesResult>` +
  `<ResponseMetadata>${requestId}</ResponseMetadata></ListStackInstancesResponse>`;

const memberOf = ([
  account,
  region,
  status = 'CURRENT',
  detailed = 'SUCCEEDED',
  reason,
]: Instance): string =>
  `<member><Account>${account}</Account><Region>${region}</Region><Status>${status}</Status>` +
  `<StackInstanceStatus><DetailedStatus>${detailed}</DetailedStatus></StackInstanceStatus>` +
  `${reason === undefined ? '' : `<StatusReason>${reason}</StatusReason>`}</member>`;

const errorOf = (code: string): string =>
  `<ErrorResponse ${namespace}><Error><Type>Sender</Type><Code>${code}</Code>` +
  `<Message>no</Message></Error>${requestId}</ErrorResponse>`;
