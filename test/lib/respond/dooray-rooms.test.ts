import { describe, expect, test } from 'vitest';
import { roomRefOf } from '../../../lib/respond/answer-token.ts';
import {
  type DoorayRooms,
  doorayRoomsText,
  isConnected,
  maxDoorayRooms,
  placeOf,
  readDoorayRooms,
  withoutRoom,
  withRoom,
} from '../../../lib/respond/dooray-rooms.ts';
import { shortHash } from '../../../lib/rooms/configured-room.ts';

const appToken = '01234567-89ab-cdef-0123-456789abcdef';
const room = (channelId: string, tenantId = '1') => ({
  tenantId,
  channelId,
  app: shortHash(appToken),
  name: '보안',
  by: '3',
  atMs: 0,
});
const none: DoorayRooms = { changes: 0, changedAtMs: 0, rooms: [] };
const two = withRoom(withRoom(none, room('7')) ?? none, room('8')) ?? none;

test('rooms are read as they were written, and each change has a number of its own', () => {
  expect(two.changes).toBe(2);
  expect(readDoorayRooms(doorayRoomsText(two), appToken)).toEqual(two);
  const one = withoutRoom(two, room('7'), 1_000);
  expect([one.changes, isConnected(one, room('7')), isConnected(one, room('8'))]).toEqual([
    3,
    false,
    true,
  ]);
});

test('a room of the same number in another tenant is another', () => {
  expect(isConnected(two, room('7', '2'))).toBe(false);
  const places = [room('7'), room('7', '2'), room('72', '1'), room('2', '17')].map(placeOf);
  expect(new Set(places.map(roomRefOf)).size).toBe(places.length);
});

test('with another token of the app no room is connected, and the numbers go on', () => {
  expect(readDoorayRooms(doorayRoomsText(two), `${appToken}x`)).toEqual({
    ...two,
    rooms: [],
  });
});

test('there are no more than may be', () => {
  const full = { ...none, rooms: Array.from({ length: maxDoorayRooms }, () => room('9')) };
  expect(withRoom(full, room('7'))).toBeUndefined();
});

describe('what nobody of us can have written connects no room', () => {
  test.each([
    undefined,
    '',
    'null',
    '[]',
    '{"changes":-1,"changedAtMs":0,"rooms":[]}',
    JSON.stringify({ ...two, rooms: [{ ...room('7'), channelId: '../x' }] }),
    JSON.stringify({ ...two, rooms: [{ ...room('7'), app: undefined }] }),
    JSON.stringify({
      ...two,
      rooms: Array.from({ length: maxDoorayRooms + 1 }, () => room('7')),
    }),
  ])('%j', (text) => {
    expect(readDoorayRooms(text, appToken)).toEqual(none);
  });
});
