import { expect, test } from 'vitest';
import { signedInFrom } from '../../../lib/incident/signed-in-from.ts';
import type { UserSignIn } from '../../../lib/incident/user-sign-in.ts';

const from = (address: string, name: string, atMs: number, kind: UserSignIn['kind'] = 'user') => ({
  kind,
  name,
  address,
  atMs,
});

test('who signed in from the same address hides who did from near it', () => {
  const signIns = [from('203.0.113.24', 'kim', 1), from('203.0.113.99', 'lee', 2)];
  expect(signedInFrom('203.0.113.24', signIns)).toEqual({
    range: 'address',
    people: [{ kind: 'user', name: 'kim', lastAtMs: 1, times: 1 }],
  });
});

test.each([
  ['203.0.113.24', '203.0.113.99', 'network'],
  ['203.0.113.24', '203.0.114.24', undefined],
  ['2001:db8:1:2::7', '2001:db8:1:2:aaaa::1', 'address'],
  ['2001:db8:1:2::7', '2001:db8:1:3::7', 'network'],
  ['2001:db8:1:2::7', '2001:db8:2:2::7', undefined],
  ['203.0.113.24', '::ffff:203.0.113.24', undefined],
  ['203.0.113.24', 'cloudformation.amazonaws.com', undefined],
  ['203.0.113.24', 'AWS Internal', undefined],
])('of root at %s, a sign-in from %s is of the same: %s', (root, other, range) => {
  expect(signedInFrom(root, [from(other, 'kim', 1)])?.range).toBe(range);
});

test('each is named once, with how often, and the latest stands first', () => {
  const at = '203.0.113.24';
  const signIns = [
    from(at, 'kim', 1),
    from(at, 'Admin/lee', 5, 'role'),
    from(at, 'kim', 7),
    from(at, 'park', 5),
    from(at, 'Admin/lee', 2, 'role'),
  ];
  const people = signedInFrom(at, signIns)?.people;
  expect(people?.map(({ name, lastAtMs, times }) => [name, lastAtMs, times])).toEqual([
    ['kim', 7, 2],
    ['Admin/lee', 5, 2],
    ['park', 5, 1],
  ]);
  expect(signedInFrom(at, signIns.toReversed())?.people).toEqual(people);
});
