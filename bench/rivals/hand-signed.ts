import { createHash, createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { postText } from './post-text.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

/** Signature Version 4 by hand: IAM User Guide, "Create a signed AWS API request". */
function readSecret(secretId: string): Promise<string> {
  const { env } = process;
  const region = env['AWS_REGION'] ?? '';
  const url = new URL(env['AWS_ENDPOINT_URL'] ?? '');
  const body = JSON.stringify({ SecretId: secretId });
  const now = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `${now.slice(0, 8)}/${region}/secretsmanager/aws4_request`;
  const signed: Record<string, string> = {
    'content-type': 'application/x-amz-json-1.1',
    host: url.host,
    'x-amz-date': now,
    'x-amz-security-token': env['AWS_SESSION_TOKEN'] ?? '',
    'x-amz-target': 'secretsmanager.GetSecretValue',
  };
  const names = Object.keys(signed).join(';');
  const canonical = [
    'POST',
    '/',
    '',
    ...Object.entries(signed).map(([name, value]) => `${name}:${value}`),
    '',
    names,
    hash(body),
  ].join('\n');
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${env['AWS_SECRET_ACCESS_KEY']}`);
  const signature = createHmac('sha256', key)
    .update(['AWS4-HMAC-SHA256', now, scope, hash(canonical)].join('\n'))
    .digest('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${env['AWS_ACCESS_KEY_ID']}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
  const headers = { ...signed, authorization, 'content-length': Buffer.byteLength(body) };

  return new Promise((resolve, reject) => {
    (url.protocol === 'http:' ? httpRequest : httpsRequest)(
      url,
      { method: 'POST', headers },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () =>
          resolve((JSON.parse(text) as { SecretString: string }).SecretString),
        );
      },
    )
      .on('error', reject)
      .end(body);
  });
}

const secret = readSecret(process.env['WEBHOOK_SECRET_ID'] ?? '');

/** As near to nothing as a Node function can be that reads its webhook from Secrets Manager: the floor. */
export const handler = async (event: { readonly detail: { eventName: string } }): Promise<void> =>
  postText(await secret, event.detail.eventName);
