import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readWebhookSecret } from '../../../lib/rooms/read-webhook-secret.ts';
import { roomKinds } from '../../../lib/rooms/room-kinds.ts';
import { readWebhookRooms } from '../../../lib/rooms/webhook-rooms.ts';
import { sampleKeys, sampleUrls } from '../room-payload.ts';

const dooray = 'https://hook.dooray.com/services/1/2/three';
const slack = 'https://hooks.slack.com/services/T0/B0/three';
const local = 'http://127.0.0.1:8080/services/1/2/three';
const extraHosts = ['chat.example', 'hook.gov-dooray.com'];

const secrets: readonly string[] = [
  ...[dooray, slack, local].flatMap((url) => [
    url,
    ` ${url}\n`,
    `"${url}"`,
    `${url}/`,
    `${url}?a=b`,
    `${url}%20`,
    url.replace('three', 't.h-r_e~e'),
    url.replace(/^https?/, 'HTTPS'),
    url.replace(/^https?/, 'ftp'),
    url.replace('//', '//user:password@'),
    url.replace('/services', ':443/services'),
    JSON.stringify({ dooray: url }),
    JSON.stringify({ slack: url }),
    JSON.stringify({ slack: url, dooray }, null, 2),
    JSON.stringify({ dooray: [url, slack] }),
    JSON.stringify({ dooray: url, heartbeat: 'https://monitor.example/ping' }),
    `{"dooray": "${url}", "dooray": "${dooray}"}`,
    `{"dooray": "${url}", "slack": "${slack}",}`,
    `{"dooray": "${url}", "Slack": "${slack}"}`,
    `{"dooray": "${url.replaceAll('/', '\\/')}"}`,
  ]),
  'https://chat.example/services/1/2/three',
  'https://hook.gov-dooray.com/services/1/2/three',
  'http://[::1]/services/1/2/three',
  'http://localhost/services/1/2/three',
  'http://127.0.0.1.evil.example/services/1/2/three',
  'http://hook.dooray.com/services/1/2/three',
  'https://hook.dooray.com.evil.example/services/1/2/three',
  'https://hook..dooray.com/services/1/2/three',
  'https://hook...dooray.com/services/1/2/three',
  'https://hook.dooray.com/services/1/2',
  'https://hook.dooray.com:8443/services/1/2/three',
  ...roomKinds.flatMap((kind) => [
    sampleUrls[kind],
    JSON.stringify({ [kind]: sampleUrls[kind] }),
    JSON.stringify({ rooms: [{ kind, url: sampleUrls[kind], key: sampleKeys[kind] }] }),
  ]),
  '',
  '{}',
  '{"rooms": []}',
  'null',
];

test('every secret gives what the code that knows all kinds of rooms gives', async () => {
  for (const secret of secrets) {
    const expected = readWebhookRooms(secret, extraHosts);
    expect(await readWebhookSecret(secret, extraHosts), secret).toEqual(expected);
  }
});

test('so does a secret in which something was changed, left out or put in anywhere', async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '"',
      ':',
      '{',
      '}',
      ',',
      '/',
      '\\',
      ' ',
      '@',
      '.',
      '..',
      '%2F',
      '\n',
      '#',
      'ｓ',
    ),
    fc.string({ unit: 'grapheme', maxLength: 4 }),
  );
  const changed = fc
    .tuple(fc.constantFrom(...secrets), fc.nat(300), fc.nat(3), piece)
    .map(([text, at, length, it]) => {
      const start = Math.min(at, text.length);
      return text.slice(0, start) + it + text.slice(start + length);
    });
  await fc.assert(
    fc.asyncProperty(changed, async (secret) => {
      const expected = readWebhookRooms(secret, extraHosts);
      expect(await readWebhookSecret(secret, extraHosts)).toEqual(expected);
    }),
    { numRuns: 1_000 },
  );
});
