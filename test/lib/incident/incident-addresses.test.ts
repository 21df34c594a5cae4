import { expect, test } from 'vitest';
import { incidentAddresses } from '../../../lib/incident/incident-addresses.ts';

const of = (...ips: readonly (string | undefined)[]) =>
  incidentAddresses(ips.map((sourceIp) => ({ sourceIp })));

test('are each once, in their order, and two of them at most', () => {
  expect(of('203.0.113.24', '203.0.113.24', '198.51.100.7', '2001:db8::1', '192.0.2.1')).toEqual({
    addresses: ['203.0.113.24', '198.51.100.7'],
    more: 2,
  });
});

test('are one where a device changes its own address of IPv6', () => {
  expect(of('2001:db8:1:2::7', '2001:db8:1:2::8').addresses).toEqual(['2001:db8:1:2::7']);
});

test('are none where an AWS service has its name', () => {
  expect(of('cloudformation.amazonaws.com', 'AWS Internal', undefined, '')).toEqual({
    addresses: [],
    more: 0,
  });
});
