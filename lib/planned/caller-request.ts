import { type Credentials, createSigner } from '../aws/sign-request.ts';
import type { Proof } from './planned-request.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The signed header that binds a proof to what it is for. */
const statementHeader = 'x-root-alert-planned';

const body = 'Action=GetCallerIdentity&Version=2011-06-15';

/** A request to STS, which answers it with the ARN of whoever signed it. */
export interface CallerRequest {
  readonly url: URL;
  readonly body: string;
  /** All that are signed, but the date and the token, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The request GetCallerIdentity to STS in a region (AWS STS API Reference), bound to a statement. Who asks and who checks make it
 * alike, so that nothing of its address comes from who asks.
 */
export function callerRequest(region: string, statement: string, env: Env): CallerRequest {
  const endpoint = env['AWS_ENDPOINT_URL_STS'] ?? env['AWS_ENDPOINT_URL'];
  const url = new URL(endpoint ?? `https://sts.${region}.amazonaws.com`);
  url.pathname = '/';
  return {
    url,
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      host: url.host,
      [statementHeader]: statement,
    },
  };
}

/** Signs such a request with the credentials of who asks. */
export function proofOf(
  { headers, body: signed }: CallerRequest,
  region: string,
  credentials: Credentials,
  now: Date,
): Proof {
  const sign = createSigner({ service: 'sts', region }, credentials);
  const all = sign({ path: '/', headers, body: signed }, now);
  const token = credentials.sessionToken;
  return {
    date: all['x-amz-date'] ?? '',
    authorization: all['authorization'] ?? '',
    ...(token && { token }),
  };
}

/**
 * The signature of a proof, if it is for STS in this region, and signs the statement along with everything else. Undefined: it does
 * not, so that what STS says of it would prove nothing.
 */
export function signatureIn(
  { authorization, date, token }: Proof,
  region: string,
): string | undefined {
  const names = [
    'content-type',
    'host',
    'x-amz-date',
    ...(token === undefined ? [] : ['x-amz-security-token']),
    statementHeader,
  ];
  const form = new RegExp(
    `^AWS4-HMAC-SHA256 Credential=\\w{4,128}/${date.slice(0, 8)}/${region}/sts/aws4_request, SignedHeaders=${names.join(';')}, Signature=([0-9a-f]{64})$`,
  );
  return form.exec(authorization)?.[1];
}
