import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { isSignedWith } from './verify-signature.ts';

/** Somebody whom STS knows. */
export interface StsIdentity {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of temporary credentials. */
  readonly sessionToken?: string;
  readonly arn: string;
}

export interface LoopbackSts {
  readonly environment: { readonly AWS_ENDPOINT_URL_STS: string };
  /** What it was asked, oldest first. */
  readonly requests: { readonly body: string; readonly headers: IncomingHttpHeaders }[];
  /** From now on it answers so, whoever asks; undefined: by itself again. */
  says(answer: { readonly status: number; readonly body: string } | undefined): void;
  stop(): Promise<void>;
}

/**
 * An AWS STS on this machine that answers GetCallerIdentity to whoever signed for it rightly, as the real one does, and to no one
 * else: it computes the signature anew.
 */
export async function startLoopbackSts(identities: readonly StsIdentity[]): Promise<LoopbackSts> {
  const requests: { body: string; headers: IncomingHttpHeaders }[] = [];
  let scripted: { readonly status: number; readonly body: string } | undefined;
  const server = createServer(async (request, response) => {
    const body = await text(request);
    requests.push({ body, headers: request.headers });
    const answer = scripted ?? answerOf();
    response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(answer.body);

    function answerOf() {
      const keyId = /Credential=([^/]+)\//.exec(request.headers.authorization ?? '')?.[1];
      const who = identities.find(({ accessKeyId }) => accessKeyId === keyId);
      const isRight =
        who !== undefined &&
        request.url === '/' &&
        body === 'Action=GetCallerIdentity&Version=2011-06-15' &&
        request.headers['x-amz-security-token'] === who.sessionToken &&
        isSignedWith(who.secretAccessKey, request, body, ['host', 'x-amz-date']);
      return isRight
        ? { status: 200, body: callerXml(who.arn) }
        : {
            status: 403,
            body: '<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code></Error></ErrorResponse>',
          };
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    environment: { AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${port}` },
    requests,
    says: (answer) => {
      scripted = answer;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** As in the AWS STS API Reference, "GetCallerIdentity", "Sample Response". */
export function callerXml(arn: string): string {
  return `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetCallerIdentityResult>
   <Arn>${arn}</Arn>
   <UserId>AIDACKCEVSQ6C2EXAMPLE</UserId>
   <Account>${arn.split(':')[4]}</Account>
  </GetCallerIdentityResult>
  <ResponseMetadata><RequestId>01234567-89ab-cdef-0123-456789abcdef</RequestId></ResponseMetadata>
</GetCallerIdentityResponse>`;
}
