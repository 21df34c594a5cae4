import { describe, expect, test } from 'vitest';
import { type RoomKind, roomKinds, roomTypes } from '../../../lib/rooms/room-types.ts';
import { roomKindOf } from '../../../lib/rooms/webhook-url.ts';
import { message } from '../plain-message.ts';
import { plain } from '../shown-message.ts';

const sender = { botName: 'root-alert', botIcon: undefined };

/** A webhook URL of each kind. The compiler asks for one when a kind is added. */
const urls: Readonly<Record<RoomKind, string>> = {
  dooray: 'https://hook.dooray.com/services/1/2/three',
  slack: 'https://hooks.slack.com/services/T0/B0/token',
};

test('rooms are read and reported in this order, which log lines and messages show', () => {
  expect(roomKinds).toEqual(['dooray', 'slack']);
});

describe.each(roomKinds)('a %s room', (kind) => {
  test('is known by its URL, which no other kind claims', () => {
    expect(roomKindOf(new URL(urls[kind]), [])).toBe(kind);
    const claims = roomKinds.filter((it) => roomTypes[it].isWebhookUrl(new URL(urls[kind])));
    expect(claims).toEqual([kind]);
  });

  test('has a variable of its own in local mode', () => {
    const same = roomKinds.filter(
      (it) => roomTypes[it].localUrlVariable === roomTypes[kind].localUrlVariable,
    );
    expect(same).toEqual([kind]);
  });

  test('says in a fault what was expected, as the end of a sentence without its full stop', () => {
    expect(roomTypes[kind].expectedUrl).toMatch(/^expected the https URL of .*[^.]$/);
  });

  test('is posted what JSON can hold, with the headline in it', () => {
    const payload = roomTypes[kind].payloadOf(message, sender);
    expect(JSON.parse(JSON.stringify(payload))).toEqual(payload);
    expect(JSON.stringify(payload)).toContain(plain(message.headline));
  });

  test('shows headline and advice in a terminal', () => {
    const shown = roomTypes[kind].asShown(message, sender);
    expect(shown).toContain(plain(message.headline));
    for (const step of message.advice?.steps ?? []) expect(shown).toContain(plain(step));
  });

  test('takes posts a little more than a second apart', () => {
    expect(roomTypes[kind].minIntervalMs).toBe(1_100);
  });
});
