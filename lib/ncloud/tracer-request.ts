import type { NcloudAccount } from './parse-accounts.ts';
import { ncloudSignature } from './signature.ts';

/** Event times, in milliseconds since 1970. */
export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A call of the Cloud Activity Tracer, ready to be posted. */
export interface TracerRequest {
  readonly url: URL;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

const path = '/api/v1/activities';
/** The maximum that a page may have. */
const pageSize = 100;

/**
 * A signed request for one page of activities, counted from 0 (Ncloud API guide, "GetActivityList"). The names of
 * the paging fields differ between the languages of the guide, so both are sent.
 *
 * @param timestampMs the server's time, in milliseconds since 1970.
 */
export function tracerRequest(
  { accessKey, secretKey, apiUrl }: NcloudAccount,
  { fromMs, toMs }: TimeWindow,
  page: number,
  timestampMs: number,
): TracerRequest {
  const signature = ncloudSignature({ method: 'POST', path, timestampMs, accessKey, secretKey });
  return {
    url: new URL(path, apiUrl),
    body: JSON.stringify({
      fromEventTime: fromMs,
      toEventTime: toMs,
      page,
      pageIndex: page,
      size: pageSize,
      pageSize,
    }),
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'x-ncp-apigw-timestamp': String(timestampMs),
      'x-ncp-iam-access-key': accessKey,
      'x-ncp-apigw-signature-v2': signature,
    },
  };
}
