import { expect, test } from 'vitest';
import type { Audience } from '../../../lib/rooms/about.ts';
import { chosenRooms } from '../../../lib/rooms/chosen-rooms.ts';
import { escalationHint } from '../../../lib/rooms/escalation-hint.ts';
import { readWebhookRooms } from '../../../lib/rooms/webhook-rooms.ts';
import { sampleKeys, sampleUrls } from '../room-payload.ts';

const use = {
  severity: 'critical',
  accounts: ['111122223333'],
  cloud: 'aws',
  isDrill: false,
} as const;
const pager = { kind: 'pagerDuty', key: sampleKeys.pagerDuty };

function namesOf(
  entries: readonly object[],
  { audience, isQuiet = false }: { audience?: Audience; isQuiet?: boolean } = {},
): string[] {
  const { rooms } = readWebhookRooms(
    JSON.stringify({ dooray: sampleUrls.dooray, rooms: entries }),
    [],
  );
  const about = { uses: [use], ...(audience && { audience }) };
  return chosenRooms({ isQuiet }, about, rooms).map(({ name }) => name);
}

test('a room for escalation hears of what nobody answered, and of nothing else', () => {
  const entries = [{ ...pager, escalation: true }];
  expect(namesOf(entries)).toEqual(['dooray']);
  expect(namesOf(entries, { isQuiet: true })).toEqual(['dooray']);
  expect(namesOf(entries, { audience: 'readers' })).toEqual(['dooray']);
  expect(namesOf(entries, { audience: 'escalation' })).toEqual(['pagerDuty']);
});

test('where none is for it, whoever was told hears of it again', () => {
  expect(namesOf([pager], { audience: 'escalation' })).toEqual(['dooray', 'pagerDuty']);
});

test('that it was not us is for those who are named for it, or else for the pagers of those who heard', () => {
  const named = { ...pager, escalation: true };
  expect(namesOf([named], { audience: 'onlyEscalation' })).toEqual(['pagerDuty']);
  expect(namesOf([pager], { audience: 'onlyEscalation' })).toEqual(['pagerDuty']);
  expect(namesOf([], { audience: 'onlyEscalation' })).toEqual([]);
});

test('a drill of escalation is for each room that is named for it, whatever it asks for, and for no other', () => {
  const audience = 'escalationDrill';
  const duty = { ...pager, escalation: true };
  expect(namesOf([duty], { audience })).toEqual(['pagerDuty']);
  expect(namesOf([{ ...duty, accounts: ['999988887777'] }], { audience })).toEqual(['pagerDuty']);
  expect(namesOf([{ ...duty, drills: false }], { audience })).toEqual([]);
  expect(namesOf([pager], { audience })).toEqual([]);
});

test('what is to be read wakes nobody', () => {
  expect(namesOf([pager], { audience: 'readers' })).toEqual(['dooray']);
});

test('that no room is for it is said, and is no fault', () => {
  const secretOf = (more: object) =>
    JSON.stringify({ dooray: sampleUrls.dooray, rooms: [{ ...pager, ...more }] });
  expect(escalationHint(secretOf({}), [])).toContain('no room is for escalation');
  expect(escalationHint(secretOf({ escalation: true }), [])).toBeUndefined();
  expect(escalationHint('', [])).toBeUndefined();
  expect(readWebhookRooms(secretOf({}), [])).toMatchObject({ faults: [] });
});

test('a mark that is no true or false is named, and the room is told as ever', () => {
  const secret = JSON.stringify({ rooms: [{ ...pager, escalation: 'yes' }] });
  const { rooms, remarks } = readWebhookRooms(secret, []);
  expect(rooms[0]?.route).toEqual({});
  expect(remarks).toEqual(['webhook secret, rooms[0].escalation: expected true or false.']);
});

test('JANDI takes the address of a person, and Dooray the number of one', () => {
  const direct = { kind: 'doorayDirect', key: sampleKeys.doorayDirect };
  const read = (entry: object) => readWebhookRooms(JSON.stringify({ rooms: [entry] }), []);
  const jandi = { kind: 'jandi', url: sampleUrls.jandi };
  expect(read({ ...jandi, chatId: 'kim@example.com' }).rooms[0]?.chatId).toBe('kim@example.com');
  expect(read(jandi).rooms).toHaveLength(1);
  expect(read({ ...jandi, chatId: 'kim' }).faults[0]).toContain('expected the e-mail address');
  expect(read({ ...direct, chatId: '3012345678901234567' }).rooms).toHaveLength(1);
  expect(read(direct).faults[0]).toContain('expected the number of a member');
});
