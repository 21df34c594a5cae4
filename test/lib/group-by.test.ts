import { expect, test } from 'vitest';
import { groupBy } from '../../lib/group-by.ts';

const firstLetter = (word: string): string => word.charAt(0);

test('items with the same key are together, both in the order in which they first came', () => {
  expect(groupBy(['b1', 'a1', 'b2', 'c1', 'a2'], firstLetter)).toEqual([
    ['b1', 'b2'],
    ['a1', 'a2'],
    ['c1'],
  ]);
});

test('nothing makes no groups', () => {
  expect(groupBy([], firstLetter)).toEqual([]);
});

test('a key that names a part of every object is a key like any other', () => {
  expect(groupBy(['__proto__', 'constructor', '__proto__'], (word) => word)).toEqual([
    ['__proto__', '__proto__'],
    ['constructor'],
  ]);
});
