import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

/**
 * Whether AWS would take a request's signature: computed anew from what arrived (IAM User Guide, "Create a signed AWS
 * API request"). For requests to `/` without a query.
 *
 * @param mustSign the headers without whose signature it takes none.
 */
export function isSignedWith(
  secretKey: string,
  request: IncomingMessage,
  body: string,
  mustSign: readonly string[] = ['host', 'x-amz-date', 'x-amz-target'],
): boolean {
  const [, scope = '', names = '', signature] =
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    ) ?? [];
  const canonical = [
    request.method,
    '/',
    '',
    ...names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}`),
    '',
    names,
    hash(body),
  ].join('\n');
  const toSign = `AWS4-HMAC-SHA256\n${request.headers['x-amz-date']}\n${scope}\n${hash(canonical)}`;
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secretKey}`);
  const isWhole = mustSign.every((name) => names.split(';').includes(name));
  return isWhole && createHmac('sha256', key).update(toSign).digest('hex') === signature;
}
