import { expect, test } from 'vitest';
import { checkNetworks } from '../../../plugin/checks/networks.ts';

test.each([
  undefined,
  null,
  '',
  'office=203.0.113.0/24',
  'office = 203.0.113.0/24, 사무실 2층=198.51.100.7/32,vpn=2001:db8:1::/48,office=192.0.2.0/25',
])('%s are names of networks', (networks) => {
  expect(() => checkNetworks(networks)).not.toThrow();
});

test.each([
  'office',
  'office=203.0.113.7',
  'office=203.0.113.0/33',
  'office=203.0.113.0/024/1',
  'office=0.0.0.0/0',
  'office=10.0.0.0/7',
  'vpn=2000::/3',
  'vpn=fe80::%eth0/64',
  'office=example.com/24',
  '=203.0.113.0/24',
  'a=b=203.0.113.0/24',
  '<!channel>=203.0.113.0/24',
  'evil.example=203.0.113.0/24',
  'office) (ok=203.0.113.0/24',
  `${'x'.repeat(41)}=203.0.113.0/24`,
  'line\u2028break=203.0.113.0/24',
])('%s is refused, and named', (entry) => {
  expect(() => checkNetworks(`vpn=198.51.100.0/24,${entry}`)).toThrow(
    `and not ${JSON.stringify(entry.slice(0, 60))}.`,
  );
});

test('the sentence says what was expected', () => {
  expect(() => checkNetworks('office=203.0.113.7')).toThrow(
    'networks: expected a name of letters, digits, spaces, - and _ for a network, such as office=203.0.113.0/24 or vpn=2001:db8:1::/48, and not "office=203.0.113.7".',
  );
});
