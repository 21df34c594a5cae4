import { expect, test } from 'vitest';
import { precursorOf, recentPrecursors } from '../../../lib/incident/precursor.ts';
import { readEventBridgeEvent } from '../../../lib/sources/eventbridge-event.ts';
import { readSampleEvent } from '../sample-events.ts';

const read = (file: string, change: (event: ReturnType<typeof readSampleEvent>) => object) =>
  precursorOf(readEventBridgeEvent(change(readSampleEvent(file))));
const asIs = (event: object) => event;

test.each([
  ['root-login-failed.json', { account: '111122223333', kind: 'refusedSignIn' }],
  ['root-password-recovery.json', { account: '111122223333', kind: 'recovery' }],
  // Of the member account whose root gets a password, not of the caller.
  ['assume-root-password.json', { account: '444455556666', kind: 'newPassword' }],
  ['assume-root.json', undefined],
  ['root-login.json', undefined],
  ['root-create-access-key.json', undefined],
  ['root-drill.json', undefined],
])('%s comes before: %j', (file, expected) => {
  expect(read(file, asIs)).toEqual(expected);
});

const password = (error: object) =>
  read('root-create-access-key.json', (event) => ({
    ...event,
    detail: { ...event.detail, eventName: 'CreateLoginProfile', ...error },
  }));

test('a password for root does, unless it was refused', () => {
  expect(password({})).toMatchObject({ kind: 'loginProfile' });
  expect(password({ errorCode: 'AccessDenied' })).toBeUndefined();
});

test('of a day before, it does no more; nor does what came after, but for the password itself', () => {
  const toldAtMs = Date.parse('2026-11-21T18:12:50Z');
  const count = (hours: number) => ({
    uses: 1,
    sinceMs: toldAtMs + hours * 3_600_000,
    lastAtMs: toldAtMs + hours * 3_600_000,
  });
  const recent = recentPrecursors(
    {
      refusedSignIn: count(1),
      recovery: count(-25),
      newPassword: count(-1),
      loginProfile: count(0.1),
    },
    toldAtMs,
  );
  expect(Object.keys(recent)).toEqual(['newPassword', 'loginProfile']);
});
