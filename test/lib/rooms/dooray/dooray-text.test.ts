import { describe, expect, test } from 'vitest';
import { dooraySafe } from '../../../../lib/rooms/dooray/dooray-text.ts';

describe('what means nothing to Dooray stays as it was typed', () => {
  test.each([
    'Threshold Crossed: 1 datapoint [2.0 (03/11/26 17:45:00)] was greater',
    '[aws-cli/2.36.4]',
    'stats (count) by #1 | 2 & 3 @ {x} \\',
    'aws___call_aws',
    'rows[0] = x',
  ])('%s', (text) => {
    expect(dooraySafe(text)).toBe(text);
  });
});

describe('what Dooray could take for a link, a reference, an image or markup becomes full-width', () => {
  test.each([
    ['[x](evil)', '［x］(evil)'],
    ['[x] (evil)', '［x］ (evil)'],
    ['[x][y]', '［x］［y］'],
    ['[x]: evil', '［x］: evil'],
    ['![x](evil)', '!［x］(evil)'],
    ['[@all](dooray://1/channels/2 "channel")', '［@all］(dooray：／／1/channels/2 "channel")'],
    ['a [b] c [x](evil)', 'a ［b］ c ［x］(evil)'],
    ['[ ] task', '［ ] task'],
    ['[^1] note', '［^1] note'],
    ['**bold** _it_', '＊＊bold＊＊ ＿it＿'],
  ])('%s', (text, shown) => {
    expect(dooraySafe(text)).toBe(shown);
  });
});
