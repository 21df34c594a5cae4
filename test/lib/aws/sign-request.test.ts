import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Credentials,
  createSigner,
  type RequestToSign,
  type SigningScope,
} from '../../../lib/aws/sign-request.ts';
import { anyCharacter } from '../hostile-text.ts';

const credentials: Credentials = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'a/secret+key',
  sessionToken: 'session-token==',
};
type Case = SigningScope & RequestToSign;

const request: Case = {
  service: 'secretsmanager',
  region: 'ap-northeast-2',
  path: '/',
  headers: {
    'x-amz-target': 'secretsmanager.GetSecretValue',
    host: 'secretsmanager.ap-northeast-2.amazonaws.com',
    'content-type': 'application/x-amz-json-1.1',
  },
  body: '{"SecretId":"root-alert/prod/webhook"}',
};
const now = new Date('2026-11-04T02:42:09.123Z');

/** The headers that the SDK's own signer gives the same request. */
async function signedBySdk(
  { service, region, path, headers, body }: Case,
  { sessionToken, ...keys }: Credentials,
  signingDate: Date,
): Promise<Record<string, string>> {
  const signer = new SignatureV4({
    service,
    region,
    sha256: Sha256,
    credentials: { ...keys, ...(sessionToken !== undefined && { sessionToken }) },
  });
  const { headers: signed } = await signer.sign(
    {
      method: 'POST',
      protocol: 'https:',
      hostname: headers['host'] ?? '',
      path,
      query: {},
      headers: { ...headers },
      body,
    },
    { signingDate },
  );
  return signed;
}

/** The SDK also sends the hash of the body as a header, and so signs it; without that header the rest is the same. */
async function expectAsBySdk(toSign: Case, by: Credentials, at: Date): Promise<void> {
  const { 'x-amz-content-sha256': hash = '', ...expected } = await signedBySdk(toSign, by, at);
  const withHash = { ...toSign, headers: { ...toSign.headers, 'x-amz-content-sha256': hash } };
  const { 'x-amz-content-sha256': _, ...signed } = createSigner(withHash, by)(withHash, at);
  expect(signed).toEqual(expected);
}

test('the signature of a request is the one that the SDK gives it', async () => {
  await expectAsBySdk(request, credentials, now);
});

test('whatever the body, the keys, the token and the moment are', async () => {
  const moment = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
  const token = fc.option(fc.base64String({ minLength: 1 }), { nil: undefined });
  const key = fc.base64String({ minLength: 1 });
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: anyCharacter }),
      key,
      token,
      fc.constantFrom('/', '/a/b.c_d~e'),
      moment,
      async (body, secretAccessKey, sessionToken, path, at) => {
        const by = { ...credentials, secretAccessKey, sessionToken };
        await expectAsBySdk({ ...request, body, path }, by, at);
      },
    ),
  );
});

test.each<[string, Partial<Case>, Partial<Credentials>]>([
  ['body', { body: `${request.body} ` }, {}],
  ['region', { region: 'us-east-1' }, {}],
  ['service', { service: 'dynamodb' }, {}],
  ['path', { path: '/other' }, {}],
  ['operation', { headers: { ...request.headers, 'x-amz-target': 'other' } }, {}],
  ['key', {}, { secretAccessKey: 'another' }],
  ['session', {}, { sessionToken: 'another' }],
])('a signature is good for no other %s', (_, otherRequest, otherCredentials) => {
  const signatureOf = (headers: Record<string, string>) =>
    headers['authorization']?.split('Signature=')[1];
  const toSign = { ...request, ...otherRequest };
  const one = createSigner(request, credentials)(request, now);
  const other = createSigner(toSign, { ...credentials, ...otherCredentials })(toSign, now);
  expect(signatureOf(one)).toMatch(/^[0-9a-f]{64}$/);
  expect(signatureOf(other)).not.toBe(signatureOf(one));
});

test('one signer signs on every day, and goes back to an earlier one', async () => {
  const sign = createSigner(request, credentials);
  const days = ['2026-11-04T23:59:59Z', '2026-11-05T00:00:00Z', '2026-11-04T12:00:00Z'];
  for (const day of days) {
    const at = new Date(day);
    expect(sign(request, at)).toEqual(createSigner(request, credentials)(request, at));
    await expectAsBySdk(request, credentials, at);
  }
});

test('without a session there is no token, not even an empty one', () => {
  const signed = createSigner(request, { ...credentials, sessionToken: '' })(request, now);
  expect(Object.keys(signed)).not.toContain('x-amz-security-token');
});
