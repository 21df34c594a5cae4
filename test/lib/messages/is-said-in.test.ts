import { expect, test } from 'vitest';
import { isSaidIn } from '../../../lib/messages/object-name.ts';

const sentence =
  'AWS root attached policy AdministratorAccess to IAM user deploy, key 4e7d20c9-6b1f-4a85';

test.each([
  ['user', 'deploy', true],
  ['policy', 'arn:aws:iam::aws:policy/AdministratorAccess', true],
  ['key', '4e7d20c9-6b1f-4a85', true],
  // Only a part of a longer name.
  ['user', 'depl', false],
  ['key', '4e7d20c9-6b1f', false],
  // Words of the sentence that are no name in it, chosen to be left out.
  ['policy', 'account', false],
  ['allowed', 'arn:aws:iam::999988887777:root', false],
  // More than the sentence names.
  ['user', 'deploy, other', false],
])('%s %s: %s', (kind, value, isSaid) => {
  expect(isSaidIn(sentence, { kind: 'user', value }, kind)).toBe(isSaid);
});

test('of several things that a record cuts, one name does not say them all', () => {
  expect(isSaidIn(sentence, { kind: 'user', value: 'deploy', more: 3 }, 'user')).toBe(false);
});
