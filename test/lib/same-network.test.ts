import { expect, test } from 'vitest';
import { isSameAddress } from '../../lib/same-network.ts';

test.each([
  ['203.0.113.24', '203.0.113.24'],
  ['2001:db8:1:2::7', '2001:db8:1:2:aaaa:bbbb:cccc:dddd'],
  ['2001:DB8:1:2:3:4:5:6', '2001:db8:1:2::'],
  ['2001:db8::1', '2001:0db8:0000:0000:ffff::9'],
  ['AWS Internal', 'AWS Internal'],
])('%s and %s are of one place', (one, other) => {
  expect(isSameAddress(one, other)).toBe(true);
});

test.each([
  ['203.0.113.24', '203.0.113.25'],
  ['203.0.113.2', '203.0.113.24'],
  ['2001:db8:1:2::7', '2001:db8:1:3::7'],
  ['2001:db8::1', '203.0.113.24'],
  ['signin.amazonaws.com', 'ec2.amazonaws.com'],
  ['', '203.0.113.24'],
])('%s and %s are not', (one, other) => {
  expect(isSameAddress(one, other)).toBe(false);
});
