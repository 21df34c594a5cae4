import { describe, expect, test } from 'vitest';
import { countriesOf } from '../../../lib/country/countries-of.ts';

const named = async (sourceIp: string, networks: string) =>
  (await countriesOf([{ sourceIp }], { locale: 'en', networks })).get(sourceIp);
const networks = 'office=203.0.113.0/24,vpn=2001:db8:1::/48,lab=203.0.113.128/25';

describe('an address of a network that the settings name', () => {
  test.each([
    ['203.0.113.24', 'office'],
    ['203.0.113.200', 'lab'],
    ['2001:db8:1:ffff::7', 'vpn'],
  ])('has its name, and the narrowest one: %s is %s', async (address, name) => {
    expect(await named(address, networks)).toBe(name);
  });

  test('has its country behind the name', async () => {
    expect(await named('8.8.8.8', 'dns=8.8.8.0/24')).toBe('dns, United States');
  });
});

test.each(['198.51.100.1', '2001:db8:2::7', 'AWS Internal', '::ffff:203.0.113.24', ''])(
  '%s is in none',
  async (address) => {
    expect(await named(address, networks)).toBeUndefined();
  },
);

test('a wrong entry, which no deployment lets through, names nothing and costs nothing', async () => {
  expect(await named('203.0.113.24', `=x,<@U1>=0.0.0.0/0,${networks}`)).toBe('office');
  expect(await named('8.8.8.8', 'x=1')).toBe('United States');
});
