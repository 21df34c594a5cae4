import { describe, expect, test } from 'vitest';
import { roomKindOf, takesAnyKind } from '../../../lib/rooms/webhook-url.ts';

const extraHosts = ['chat.example', 'chat.example:8443'];
const kindOf = (url: string) => roomKindOf(new URL(url), extraHosts);

describe('a webhook of', () => {
  test.each([
    'https://hook.dooray.com/services/1/2/3',
    'https://some-tenant.dooray.com/services/1/2/3',
    'https://hook.dooray.co.kr/services/1/2/3',
    'https://hook.gov-dooray.com/services/1/2/3',
    'https://hook.gov-dooray.co.kr/services/1/2/3',
    'https://HOOK.Dooray.Com:443/services/1/2/3',
  ])('Dooray: %s', (url) => {
    expect(kindOf(url)).toBe('dooray');
  });

  test.each([
    'https://hooks.slack.com/services/T0/B0/token',
    'https://hooks.slack-gov.com/services/T0/B0/token',
  ])('Slack: %s', (url) => {
    expect(kindOf(url)).toBe('slack');
  });

  test.each([
    'http://localhost:8080/hook',
    'http://127.0.0.1/hook',
    'https://127.9.9.9:1/services/1',
    'http://[::1]:8080/',
    'http://2130706433/hook',
  ])('loopback is taken for Dooray, by http too, on any port and path: %s', (url) => {
    expect(kindOf(url)).toBe('dooray');
  });

  test.each(['https://chat.example/any/path', 'https://chat.example:8443/any/path'])(
    'an extra host is taken for Dooray, on any path: %s',
    (url) => {
      expect(kindOf(url)).toBe('dooray');
    },
  );
});

describe('alerts are not sent', () => {
  test.each([
    ['to a stranger', 'https://example.com/services/1/2/3'],
    ['to a host that only ends like Dooray', 'https://evil-dooray.com/services/1/2/3'],
    ['to a host that only begins like Dooray', 'https://hook.dooray.com.evil.example/services/1'],
    ['below a host of Slack', 'https://evil.hooks.slack.com/services/T0/B0/token'],
    ['to Slack itself', 'https://slack.com/services/T0/B0/token'],
    ['unencrypted', 'http://hook.dooray.com/services/1/2/3'],
    ['to an extra host unencrypted', 'http://chat.example/hook'],
    ['to another port of a known host', 'https://hooks.slack.com:8443/services/T0/B0/token'],
    ['to another port of an extra host', 'https://chat.example:9443/hook'],
    ['below an extra host', 'https://sub.chat.example/hook'],
    ['to a Slack workflow', 'https://hooks.slack.com/workflows/T0/A0/1/token'],
    ['to a Slack trigger', 'https://hooks.slack.com/triggers/T0/1/token'],
    ['out of the services by dots', 'https://hook.dooray.com/services/../admin'],
    ['with a user name', 'https://user@hook.dooray.com/services/1/2/3'],
    ['with a password, even on loopback', 'http://user:pass@127.0.0.1/hook'],
    ['by another protocol', 'ftp://127.0.0.1/hook'],
    ['into a file', 'file:///etc/passwd'],
    ['to a host named like loopback', 'http://127.0.0.1.evil.example/hook'],
    ['to the address of instance metadata', 'http://169.254.169.254/services/1'],
    ['to a private address', 'https://10.0.0.1/services/1'],
    ['to every address', 'http://0.0.0.0/hook'],
  ])('%s: %s', (_, url) => {
    expect(kindOf(url)).toBeUndefined();
  });
});

describe('the key in the secret decides the kind', () => {
  test.each(['http://127.0.0.1:8080/hook', 'https://chat.example/hook'])(
    'where the host does not: %s',
    (url) => {
      expect(takesAnyKind(new URL(url), extraHosts)).toBe(true);
    },
  );

  test.each([
    'https://hook.dooray.com/services/1/2/3',
    'https://hooks.slack.com/services/T0/B0/token',
    'https://chat.example:9443/hook',
  ])('and not where it does: %s', (url) => {
    expect(takesAnyKind(new URL(url), extraHosts)).toBe(false);
  });
});
