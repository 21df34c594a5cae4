import { describe, expect, test } from 'vitest';
import { countriesOf } from '../../../lib/country/countries-of.ts';
import { rootUse } from '../root-use.ts';

const countryOf = async (sourceIp: string | undefined) => {
  const countries = await countriesOf([rootUse({ sourceIp })], { locale: 'en', networks: '' });
  return [...countries];
};

describe('the country of an address', () => {
  // Addresses of the operators of the countries' networks, which do not move.
  test.each([
    ['8.8.8.8', 'United States'],
    ['168.126.63.1', 'South Korea'],
    ['210.220.163.82', 'South Korea'],
  ])('%s is %s', async (ip, country) => {
    expect(await countryOf(ip)).toEqual([[ip, country]]);
  });

  test.each([
    ['what is private', '10.0.0.1'],
    ['what is loopback', '127.0.0.1'],
    ['what is for documents', '203.0.113.24'],
    ['IPv6', '2001:4860:4860::8888'],
    ['IPv4 in IPv6', '::ffff:8.8.8.8'],
    ['a service of AWS', 'cloudformation.amazonaws.com'],
    ['AWS itself', 'AWS Internal'],
    ['what looks like an address', '8.8.8.8.8'],
    ['what looks like one to parseInt', '8x.8.8.8'],
    ['a leading zero', '08.8.8.8'],
    ['nothing', ''],
    ['nothing at all', undefined],
  ])('is unknown of %s', async (_, ip) => {
    expect(await countryOf(ip)).toEqual([]);
  });

  test('is told for each of many, once, in the language of the message', async () => {
    const uses = ['8.8.8.8', '168.126.63.1', '8.8.8.8', '10.0.0.1'].map((sourceIp) =>
      rootUse({ sourceIp }),
    );
    expect([...(await countriesOf(uses, { locale: 'ko', networks: '' }))]).toEqual([
      ['8.8.8.8', '미국'],
      ['168.126.63.1', '대한민국'],
    ]);
  });
});
