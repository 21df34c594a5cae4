import { expect, test } from 'vitest';
import { distinctById } from '../../lib/distinct-by-id.ts';

test('each id is there once, where it first came, with the last item that has it', () => {
  const items = [
    { id: 'a', number: 1 },
    { id: 'b', number: 2 },
    { id: 'a', number: 3 },
  ];
  expect(distinctById(items)).toEqual([
    { id: 'a', number: 3 },
    { id: 'b', number: 2 },
  ]);
});

test('different ids are all kept', () => {
  expect(distinctById([{ id: 'a' }, { id: 'A' }])).toEqual([{ id: 'a' }, { id: 'A' }]);
  expect(distinctById([])).toEqual([]);
});
