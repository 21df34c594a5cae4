import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { listenOnLoopback } from './loopback-server.ts';

type Json = Readonly<Record<string, unknown>>;

/** One call, as `events:PutEvents` in a region. */
export type AccountCall = { readonly action: string; readonly region: string };

/** How AWS refuses: the name of the exception, such as `AccessDenied`, and what it says. */
export class AwsRefusal extends Error {
  readonly code: string;
  readonly status: number;
  /** What else the exception has, in the JSON protocols. */
  readonly members: Json;

  constructor(code: string, message: string, status = 400, members: Json = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.members = members;
  }
}

/**
 * What is answered to a call, text as a page for people; `url` is where this account is, and `accessKeyId` who signed.
 *
 * @throws {AwsRefusal} to refuse
 */
export type Answer = (input: Json, region: string, url: string, accessKeyId: string) => unknown;

/** An AWS account on 127.0.0.1, with as much in it as its answers know. */
export type AwsAccount = {
  readonly url: string;
  /** The variable that sends every service here that has no variable of its own. */
  readonly environment: Readonly<Record<string, string>>;
  readonly calls: readonly AccountCall[];
  /** From now on, answers so; in one region or in all. */
  answer(action: string, answer: Answer, inRegion?: string): void;
  /** From now on, has only these answers, as if it had never been called. */
  become(answers: Readonly<Record<string, Answer>>): void;
  stop(): Promise<void>;
};

const restOperations: readonly (readonly [path: RegExp, operation: string])[] = [
  [/^\/listRegions$/, 'ListRegions'],
  [/^\/2015-03-31\/functions\/[^/]+\/invocations$/, 'Invoke'],
  [/^\/2015-03-31\/functions\/[^/]+\/configuration$/, 'GetFunctionConfiguration'],
  [/^\/2019-09-30\/functions\/[^/]+\/concurrency$/, 'GetFunctionConcurrency'],
  [/^\/2015-03-31\/event-source-mappings\/?$/, 'ListEventSourceMappings'],
];

/**
 * Serves many services at one address, told apart by what requests are signed for: those of AWS's JSON protocols, of
 * its query protocol (CloudFormation, SNS) and of its REST protocol (Lambda, Account Management). An action without an
 * answer is refused, as by an account that has no such right.
 * Source: https://smithy.io/2.0/aws/protocols/
 */
export async function startAwsAccount(
  answers: Readonly<Record<string, Answer>>,
): Promise<AwsAccount> {
  let known = new Map(Object.entries(answers));
  const calls: AccountCall[] = [];

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const [, accessKeyId = '', region = '', service = ''] =
      /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//.exec(request.headers.authorization ?? '') ?? [];
    const { operation, input, write, refuse } = protocolOf(request, response, body);
    const action = `${service}:${operation}`;
    calls.push({ action, region });
    try {
      const answer = known.get(`${action} ${region}`) ?? known.get(action);
      if (answer === undefined) {
        throw new AwsRefusal(
          'AccessDeniedException',
          `User: arn:aws:iam::111122223333:user/x is not authorized to perform: ${action}`,
        );
      }
      write(await answer(input, region, `http://${request.headers.host}`, accessKeyId));
    } catch (error) {
      if (error instanceof AwsRefusal) refuse(error);
      else response.destroy(error instanceof Error ? error : undefined);
    }
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  const { port, stop } = await listenOnLoopback(server);
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    environment: { AWS_ENDPOINT_URL: url },
    calls,
    answer: (action, answer, inRegion) =>
      void known.set(inRegion === undefined ? action : `${action} ${inRegion}`, answer),
    become(answers) {
      known = new Map(Object.entries(answers));
      calls.length = 0;
    },
    stop,
  };
}

type Exchange = {
  readonly operation: string;
  readonly input: Json;
  write(output: unknown): void;
  refuse(refusal: AwsRefusal): void;
};

function protocolOf(request: IncomingMessage, response: ServerResponse, body: string): Exchange {
  const { url = '', headers } = request;
  const contentType = headers['content-type'] ?? '';
  const target = headers['x-amz-target'];
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    const input = Object.fromEntries(new URLSearchParams(body));
    const operation = input['Action'] ?? '';
    const send = (status: number, xml: string) =>
      response.writeHead(status, { 'Content-Type': 'text/xml' }).end(xml);
    return {
      operation,
      input,
      write: (output) =>
        send(200, element(`${operation}Response`, element(`${operation}Result`, xmlOf(output)))),
      refuse: ({ status, code, message }) =>
        send(
          status,
          element(
            'ErrorResponse',
            element('Error', xmlOf({ Type: 'Sender', Code: code, Message: message })),
          ),
        ),
    };
  }
  const path = url.split('?')[0] ?? '';
  const operation =
    typeof target === 'string'
      ? target.slice(target.lastIndexOf('.') + 1)
      : (restOperations.find(([pattern]) => pattern.test(path))?.[1] ?? path);
  return {
    operation,
    input: { ...JSON.parse(body || '{}'), path },
    write: (output) => {
      if (typeof output === 'string') {
        response.writeHead(200, { 'Content-Type': 'text/html' }).end(output);
        return;
      }
      const { headers: extra = {}, ...rest } = (output ?? {}) as { headers?: Json };
      response
        .writeHead(200, { 'Content-Type': contentType || 'application/json', ...extra })
        .end(JSON.stringify('body' in rest ? rest.body : rest));
    },
    refuse: ({ status, code, message, members }) =>
      response
        .writeHead(status, { 'Content-Type': contentType, 'x-amzn-errortype': code })
        .end(JSON.stringify({ __type: code, message, ...members })),
  };
}

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

function xmlOf(value: unknown): string {
  // A map of the query protocol, such as IAM's SummaryMap.
  if (value instanceof Map) {
    return [...value].map(([key, it]) => element('entry', xmlOf({ key, value: it }))).join('');
  }
  if (Array.isArray(value)) return value.map((item) => element('member', xmlOf(item))).join('');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, content]) => element(name, xmlOf(content)))
      .join('');
  }
  return String(value ?? '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
}
