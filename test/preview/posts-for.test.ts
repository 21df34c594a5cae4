import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { previewConfig } from '../../preview/page/render-page.ts';
import { postsFor } from '../../preview/posts-for.ts';

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../events/${file}`, import.meta.url), 'utf8'));
const textsOf = async (event: unknown, env: Record<string, string> = {}) =>
  (await postsFor(event, previewConfig(env)))?.map(
    ({ payloads }) => `${payloads.dooray}\n${payloads.slack}`,
  );

describe('what a room is posted', () => {
  test('has the settings of the environment in it', async () => {
    const event = read('root-login.json');
    const [plain = ''] = (await textsOf(event)) ?? [];
    const [set = ''] =
      (await textsOf(event, {
        LOCALE: 'en',
        TIME_ZONE: 'Europe/Berlin',
        BOT_NAME: 'night watch',
        ACCOUNTS: '111122223333=Payments',
      })) ?? [];
    for (const text of ['GMT+1', 'night watch', 'Payments', '[CRITICAL]']) {
      expect(plain).not.toContain(text);
      expect(set).toContain(text);
    }
  });

  test('of a batch of the outbox is its digest and what is left alone, minutes after it', async () => {
    const texts = await textsOf(read('outbox.json'), { LOCALE: 'en' });
    expect(texts).toHaveLength(2);
    expect(texts?.[0]).toContain('CreateUser ×1, AttachUserPolicy ×1');
    expect(texts?.join()).not.toMatch(/\d{3,} min/);
  });

  test('of two alarms is two messages', async () => {
    expect(await textsOf(read('alarm-two-records.json'))).toHaveLength(2);
  });

  test('of the same event is the same again', async () => {
    const event = read('root-login.json');
    expect(await textsOf(event)).toEqual(await textsOf(event));
  });
});

test('a state of an alarm that nobody asked for is marked, and one that was asked for is not', async () => {
  const event = read('alarm-ok.json');
  const states = async (env: Record<string, string>) =>
    (await postsFor(event, previewConfig(env)))?.map(({ unaskedState }) => unaskedState);
  expect(await states({})).toEqual(['OK']);
  expect(await states({ ALARM_STATES: 'ALARM,OK' })).toEqual([undefined]);
});

test('an alarm is told on the day of its change, as it is where it is deployed', async () => {
  const [text] = (await textsOf(read('alarm.json'), { LOCALE: 'en' })) ?? [];
  // Whenever the preview runs: of another day the date would be there.
  expect(text).toContain(' · 17:51:21 UTC');
});

test('an alarm in the outbox whose state nobody asked for is not posted, as where it is deployed', async () => {
  const { Records } = read('alarm-ok.json') as { Records: unknown[] };
  const batch = Records.map((record) => ({
    eventSource: 'aws:sqs',
    messageId: 'm0',
    body: JSON.stringify((record as { Sns: unknown }).Sns),
    attributes: { SentTimestamp: '1795000000000' },
  }));
  expect(await textsOf({ Records: batch })).toEqual([]);
  expect(await textsOf({ Records: batch }, { ALARM_STATES: 'OK' })).toHaveLength(1);
});

test('JSON that no function takes has no posts at all', async () => {
  expect(await postsFor({ hello: 1 }, previewConfig({}))).toBeUndefined();
});

test('a batch without bodies is refused', async () => {
  const event = { Records: [{ eventSource: 'aws:sqs' }] };
  await expect(postsFor(event, previewConfig({}))).rejects.toThrow('messageId');
});

test('an address for documentation is in the country that the preview gives it, and no other is', async () => {
  const event = read('root-login.json') as { detail: { sourceIPAddress: string } };
  const from = async (sourceIPAddress: string) => {
    const detail = { ...event.detail, sourceIPAddress };
    return (await textsOf({ ...event, detail }, { LOCALE: 'en' }))?.join() ?? '';
  };
  expect(await from('203.0.113.24')).toContain('203.0.113.24 (South Korea) ·');
  expect(await from('198.51.100.12')).toContain('198.51.100.12 (United States) ·');
  expect(await from('10.0.0.1')).toContain('10.0.0.1 ·');
});
