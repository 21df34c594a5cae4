import { createHmac } from 'node:crypto';

/**
 * The headers of Standard Webhooks (standardwebhooks.com, the specification's symmetric signature): whoever has the key can tell that
 * it is ours, that it is fresh, and whether it came before.
 *
 * @param key `whsec_` and Base64.
 */
export function signedHeaders(
  id: string,
  json: string,
  key: string,
  nowMs: number,
): Record<string, string> {
  const timestamp = `${Math.floor(nowMs / 1_000)}`;
  const bytes = Buffer.from(key.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', bytes)
    .update(`${id}.${timestamp}.${json}`)
    .digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}
