import { expect, test } from 'vitest';
import type { ClaimedActivity } from '../../../lib/delivery/outbox-entry.ts';
import { planBatch } from '../../../lib/delivery/plan-batch.ts';
import { rootUse } from '../root-use.ts';

const claimed = (
  id: string,
  told: readonly string[],
  sourceIp = '203.0.113.24',
): ClaimedActivity => ({
  activity: rootUse({ id, sourceIp }),
  told,
  entries: [],
});
const idsIn = (activities: readonly ClaimedActivity[]) =>
  planBatch(activities).map((group) => group.map(({ activity }) => activity.id));

test('what no room has comes first, and what different rooms have is not in one message', () => {
  expect(
    idsIn([
      claimed('two rooms', ['dooray', 'slack']),
      claimed('dooray', ['dooray']),
      claimed('none', []),
      claimed('slack', ['slack']),
      claimed('none either', []),
    ]),
  ).toEqual([['none', 'none either'], ['dooray'], ['slack'], ['two rooms']]);
});

test('the order in which the ledger names the rooms of an activity does not matter', () => {
  expect(idsIn([claimed('a', ['dooray', 'slack']), claimed('b', ['slack', 'dooray'])])).toEqual([
    ['a', 'b'],
  ]);
});

test('what one place did is one message', () => {
  expect(idsIn([claimed('a', []), claimed('b', [], '198.51.100.7'), claimed('c', [])])).toEqual([
    ['a', 'c'],
    ['b'],
  ]);
});
