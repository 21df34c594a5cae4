import { describe, expect, it } from 'vitest';
import { seesManagementEvents } from '../../../commands/status/status-trail.ts';

const advanced = (...FieldSelectors: { Field: string; Equals: string[] }[]) => ({
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
      'though it leaves a service out',
      advanced(management, { Field: 'eventSource', Equals: ['x'] }),
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
    ['with an advanced selector of data', advanced({ Field: 'eventCategory', Equals: ['Data'] })],
  ] as const)('but not %s', (_, selectors) => {
    expect(seesManagementEvents(structuredClone(selectors) as never)).toBe(false);
  });
});
