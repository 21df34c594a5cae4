import { createHmac } from 'node:crypto';

/** What the signature of a call to Naver Cloud's API gateway covers. */
export interface SignedCall {
  readonly method: 'GET' | 'POST';
  /** With the query, exactly as in the request. */
  readonly path: string;
  /** Milliseconds since 1970, the same as in the header. The gateway refuses a time that is five minutes off. */
  readonly timestampMs: number;
  readonly accessKey: string;
  readonly secretKey: string;
}

/**
 * The value of the header `x-ncp-apigw-signature-v2` (Ncloud API guide, "Ncloud API overview"). The body is
 * not signed.
 */
export function ncloudSignature({
  method,
  path,
  timestampMs,
  accessKey,
  secretKey,
}: SignedCall): string {
  const text = `${method} ${path}\n${timestampMs}\n${accessKey}`;
  return createHmac('sha256', secretKey).update(text).digest('base64');
}
