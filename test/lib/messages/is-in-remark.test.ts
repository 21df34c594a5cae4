import { expect, test } from 'vitest';
import { isInRemark } from '../../../lib/messages/effect-text.ts';
import type { Affected } from '../../../lib/root-activity.ts';
import { wordsIn } from '../words-in.ts';

const isSaid = (remark: string, item: Affected): boolean =>
  isInRemark(`AWS root changed it (${remark})`, item, wordsIn.en.aws);

test.each<[string, Affected]>([
  ['weakens protection: Expiration = 1 d', { kind: 'setting', value: 'Expiration = 1 d' }],
  ['gives access: 999988887777', { kind: 'sharedWith', value: 'arn:aws:iam::999988887777:root' }],
  ['for 999988887777', { kind: 'sharedWith', value: 'arn:aws:iam::999988887777:root' }],
  ['removes access: everybody', { kind: 'noLongerSharedWith', value: 'all' }],
  ['lets everybody in', { kind: 'sharedWith', value: '*' }],
])('(%s) says %j', (remark, item) => {
  expect(isSaid(remark, item)).toBe(true);
});

test.each<[string, Affected]>([
  // Others than the one that it names.
  ['weakens protection: a = 1', { kind: 'setting', value: 'a = 1, b = 2' }],
  ['weakens protection: a = 1', { kind: 'setting', value: 'a = 1', more: 2 }],
  ['gives access: 999988887777', { kind: 'sharedWith', value: '444455556666' }],
  // Not the same as everybody.
  ['lets everybody in', { kind: 'sharedWith', value: 'AuthenticatedUsers' }],
  // Cut off, and a text that no sentence holds.
  [`gives access: ${'a'.repeat(47)}…`, { kind: 'sharedWith', value: 'a'.repeat(60) }],
  ['gives access: x y', { kind: 'sharedWith', value: 'x y' }],
])('(%s) does not say %j', (remark, item) => {
  expect(isSaid(remark, item)).toBe(false);
});
