import { expect, test } from 'vitest';
import { readRespondSecret } from '../../../lib/respond/respond-secret.ts';

const linkKey = 'k'.repeat(64);

test('a secret as CloudFormation makes it has a key', () => {
  expect(readRespondSecret(JSON.stringify({ linkKey }))).toMatchObject({ linkKey });
});

test('what users add is read with it', () => {
  const more = { slackSigningSecret: 'a'.repeat(32), doorayAppToken: 'b'.repeat(32) };
  expect(readRespondSecret(JSON.stringify({ linkKey, ...more }))).toEqual({ linkKey, ...more });
});

test.each([
  ['example.dooray.com', 'example.dooray.com'],
  [' Example.gov-dooray.co.kr ', 'example.gov-dooray.co.kr'],
  ['https://example.dooray.com', undefined],
  ['example.dooray.com/x', undefined],
  ['example.dooray.com:8443', undefined],
  ['user@example.dooray.com', undefined],
  ['example.dooray.com.evil.example', undefined],
  ['evildooray.com', undefined],
  ['169.254.169.254', undefined],
  [7, undefined],
])('the tenant %j is the host %j', (doorayDomain, expected) => {
  const text = JSON.stringify({ linkKey, doorayDomain });
  expect(readRespondSecret(text)?.doorayDomain).toBe(expected);
});

test.each([
  ['no JSON', linkKey],
  ['nothing', ''],
  ['no key', '{}'],
  ['a key that can be guessed', JSON.stringify({ linkKey: 'secret' })],
  ['a key that is no text', JSON.stringify({ linkKey: 1 })],
  ['a list', '[]'],
  ['null', 'null'],
])('%s is none', (_, text) => {
  expect(readRespondSecret(text)).toBeUndefined();
});

test('an app’s secret that is too short to be one is none, so that an empty one proves nothing', () => {
  const text = JSON.stringify({ linkKey, slackSigningSecret: '', doorayAppToken: 'short' });
  expect(readRespondSecret(text)).toEqual({ linkKey });
});
