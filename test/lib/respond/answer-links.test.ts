import { describe, expect, test } from 'vitest';
import { fixedValue } from '../../../lib/cached-value.ts';
import { createAnswerLinks, maxWaitForKeyMs } from '../../../lib/respond/answer-links.ts';
import { createFakeClock } from '../fake-clock.ts';
import { message } from '../plain-message.ts';

const secret = JSON.stringify({ linkKey: 'k'.repeat(64) });
const respond = { url: new URL('https://page.example.com'), secretId: 's' };
const room = { ledgerKey: 'dooray' };
const incidentId = '7F3K2M9QXA';
const never = new Promise<string>(() => {});

function start(get: () => Promise<string>) {
  const clock = createFakeClock();
  const value = { ...fixedValue(''), get };
  return { clock, add: createAnswerLinks({ respond, locale: 'ko' }, value, clock) };
}

test('a message of an incident gets its links', async () => {
  const { add } = start(async () => secret);
  expect((await add(message, room, incidentId)).links).toHaveLength(message.links.length + 2);
});

describe('a message stays as it is', () => {
  test.each([
    ['of no incident', message, undefined],
    ['that is a drill', { ...message, isDrill: true }, incidentId],
    ['that asks for nothing', { ...message, isQuiet: true }, incidentId],
  ])('%s', async (_, given, id) => {
    const { add } = start(async () => secret);
    expect(await add(given, room, id)).toBe(given);
  });

  test('while the key does not come, and goes out after a quarter of a second', async () => {
    const { add, clock } = start(() => never);
    const before = clock.now();
    expect(await add(message, room, incidentId)).toBe(message);
    expect(clock.now() - before).toBe(maxWaitForKeyMs);
    expect(maxWaitForKeyMs).toBeLessThanOrEqual(250);
  });

  test('where the secret cannot be read', async () => {
    const { add } = start(() => Promise.reject(new Error('AccessDenied')));
    expect(await add(message, room, incidentId)).toBe(message);
  });
});

test('a key that was read before is used while a newer one does not come', async () => {
  let reads = 0;
  const { add } = start(() => {
    reads += 1;
    return reads === 1 ? Promise.resolve(secret) : never;
  });
  await add(message, room, incidentId);
  expect((await add(message, room, incidentId)).links).toHaveLength(message.links.length + 2);
});
