import { describe, expect, it } from 'vitest';
import {
  isGoodTrail,
  seesManagementEvents,
  type TrailSnapshot,
  trailFindings,
} from '../../../lib/reconcile/trails.ts';

const advanced = (
  ...FieldSelectors: { Field: string; Equals?: string[]; NotEquals?: string[] }[]
) => ({
  AdvancedEventSelectors: [{ FieldSelectors }],
});
const management = { Field: 'eventCategory', Equals: ['Management'] };

describe('a trail sees management events, reads and writes', () => {
  it.each([
    ['by its default selector', { EventSelectors: [{}] }],
    ['by name', { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }] }],
    ['by one of several', { EventSelectors: [{ ReadWriteType: 'ReadOnly' }, {}] }],
    ['by an advanced selector', advanced(management)],
    [
      'though it leaves KMS out, as a trail may',
      advanced(management, { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }),
    ],
    [
      'by two that share them',
      { EventSelectors: [{ ReadWriteType: 'ReadOnly' }, { ReadWriteType: 'WriteOnly' }] },
    ],
  ] as const)('%s', (_, selectors) => {
    expect(seesManagementEvents(structuredClone(selectors) as never)).toBe(true);
  });

  it.each([
    ['without a selector', {}],
    ['with writes only', { EventSelectors: [{ ReadWriteType: 'WriteOnly' }] }],
    ['with data events only', { EventSelectors: [{ IncludeManagementEvents: false }] }],
    [
      'with an advanced selector of writes',
      advanced(management, { Field: 'readOnly', Equals: ['false'] }),
    ],
    [
      'with an advanced selector of one service',
      advanced(management, { Field: 'eventSource', Equals: ['s3.amazonaws.com'] }),
    ],
    [
      'with an advanced selector that leaves sign-ins out',
      advanced(management, { Field: 'eventSource', NotEquals: ['signin.amazonaws.com'] }),
    ],
    [
      'with an advanced selector of some users',
      advanced(management, { Field: 'userIdentity.arn', NotEquals: ['arn:aws:iam::1:root'] }),
    ],
    ['with an advanced selector of data', advanced({ Field: 'eventCategory', Equals: ['Data'] })],
  ] as const)('but not %s', (_, selectors) => {
    expect(seesManagementEvents(structuredClone(selectors) as never)).toBe(false);
  });
});

const good: TrailSnapshot = {
  name: 'all',
  isOwn: true,
  isMultiRegion: true,
  isLogging: true,
  isWhole: true,
};
const denied = new DOMException('', 'AccessDeniedException');
const stopped = { ...good, name: 'stopped', isLogging: false, isWhole: undefined };
const local = { ...good, name: 'local', isMultiRegion: false };

describe('trails', () => {
  it.each<[string, TrailSnapshot[], unknown[]]>([
    ['none', [], [{ kind: 'noTrail', place: 'trail' }]],
    ['a good one', [good], []],
    ['a good one besides a bad one', [stopped, good], []],
    [
      'one that stands still',
      [stopped],
      [{ kind: 'trailNotLogging', place: 'trail', detail: 'stopped' }],
    ],
    [
      'one of one region, and one that stands still: the nearer one',
      [local, stopped],
      [{ kind: 'trailNotLogging', place: 'trail', detail: 'stopped' }],
    ],
    [
      'two that leave something out',
      [
        { ...good, name: 'a', isWhole: false },
        { ...good, name: 'b', isWhole: false },
      ],
      [{ kind: 'trailLeavesOut', place: 'trail', detail: 'a, b' }],
    ],
    [
      "the organization's, which shows this account only that it logs",
      [{ ...good, isOwn: false, isWhole: undefined, error: denied }],
      [],
    ],
    [
      "the organization's, which stands still",
      [{ ...stopped, isOwn: false }],
      [{ kind: 'trailNotLogging', place: 'trail', detail: 'stopped' }],
    ],
  ])('%s', (_, trails, expected) => {
    expect(trailFindings(trails)).toEqual(expected);
  });

  it('of our own that cannot be looked at are no finding and no all-clear', () => {
    const unread = { ...good, isWhole: undefined, error: denied };
    expect(isGoodTrail(unread)).toBe(false);
    expect(() => trailFindings([stopped, unread])).toThrow(denied);
  });
});
