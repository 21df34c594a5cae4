import { describe, expect, test } from 'vitest';
import { keyedKinds, roomKinds } from '../../../lib/rooms/room-kinds.ts';
import { rulesByKind } from '../../../lib/rooms/rules-by-kind.ts';
import { roomKindOf } from '../../../lib/rooms/webhook-url.ts';
import { message } from '../plain-message.ts';
import { payloadFor, sampleKeys, sampleUrls, shownBy } from '../room-payload.ts';
import { plain } from '../shown-message.ts';

const sender = { botName: 'root-alert', botIcon: undefined };

test('the oldest kinds come first in log lines and messages', () => {
  expect(roomKinds.slice(0, 2)).toEqual(['dooray', 'slack']);
});

describe.each(roomKinds)('a %s room', (kind) => {
  const rules = rulesByKind[kind];

  test('is known by its URL, which no other kind claims, or by an extra host alone', () => {
    const url = new URL(sampleUrls[kind]);
    const claims = roomKinds.filter((it) => rulesByKind[it].isWebhookUrl(url));
    expect(claims).toEqual(kind === 'webhook' ? [] : [kind]);
    expect(roomKindOf(url, [])).toBe(kind === 'webhook' ? 'dooray' : kind);
  });

  test('is never on the host of a stranger, whatever the path', () => {
    const { pathname, search } = new URL(sampleUrls[kind]);
    for (const host of ['evil.example', `${new URL(sampleUrls[kind]).hostname}.evil.example`]) {
      expect(rules.isWebhookUrl(new URL(`https://${host}${pathname}${search}`))).toBe(false);
    }
  });

  test('has a default URL that is one of its own, if any', () => {
    if (rules.defaultUrl) expect(rules.isWebhookUrl(new URL(rules.defaultUrl))).toBe(true);
  });

  test('takes the key that it asks for, and nothing empty or pasted amiss', () => {
    const key = sampleKeys[kind];
    expect(rules.key === undefined).toBe(key === undefined);
    if (key === undefined) return;
    expect(rules.key?.isValid(key)).toBe(true);
    for (const wrong of ['', ' ', `${key} ${key}`, sampleUrls[kind], `${key}\nx: y`]) {
      expect(rules.key?.isValid(wrong)).toBe(false);
    }
  });

  test('has a variable of its own in local mode, if it has one', () => {
    const variables = keyedKinds.map((it) => rulesByKind[it].localUrlVariable);
    expect(new Set(variables).size).toBe(keyedKinds.length);
    const hasVariable = rules.localUrlVariable !== undefined;
    expect(hasVariable).toBe(keyedKinds.some((it) => it === kind));
  });

  test('says in a fault what was expected, as the end of a sentence without its full stop', () => {
    expect(rules.expectedUrl).toMatch(/^expected the https URL of .*[^.]$/);
    for (const rule of [rules.key, rules.chatId, rules.mention]) {
      if (rule) expect(rule.expected).toMatch(/^expected .*[^.]$/);
    }
  });

  test('is posted what JSON can hold, with the headline in it', () => {
    const payload = payloadFor(kind, message, sender);
    expect(JSON.parse(JSON.stringify(payload))).toEqual(payload);
    expect(JSON.stringify(payload)).toContain(plain(message.headline));
  });

  test('shows headline and advice in a terminal', () => {
    const shown = shownBy(kind, message, sender);
    expect(shown).toContain(plain(message.headline));
    for (const step of message.advice?.steps ?? []) expect(shown).toContain(plain(step));
  });

  test('tells the same in the same way however often, so that a retry is no other message', () => {
    expect(payloadFor(kind, message, sender)).toEqual(payloadFor(kind, message, sender));
  });
});
