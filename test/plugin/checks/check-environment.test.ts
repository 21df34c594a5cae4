import { expect, test } from 'vitest';
import { checkEnvironment } from '../../../plugin/checks/check-environment.ts';
import { UserError } from '../../../plugin/user-error.ts';

const good = {
  LOCALE: 'en',
  TIME_ZONE: 'Europe/Berlin',
  BOT_NAME: 'root-alert',
  BOT_ICON: 'https://icons.example/i.png',
  WEBHOOK_SECRET_ID: 'root-alert/dev/webhook',
  LEDGER_TABLE: 'root-alert-ledger-dev',
  METRICS_NAMESPACE: 'root-alert/dev',
  WEBHOOK_CACHE_SECONDS: '3600',
  WEBHOOK_EXTRA_HOSTS: 'chat.example,chat.example:8443',
};
const check = (changes: Record<string, unknown>) =>
  checkEnvironment([good, { ...good, ...changes }]);

test.each([
  {},
  { BOT_ICON: '', WEBHOOK_EXTRA_HOSTS: '' },
  { WEBHOOK_CACHE_SECONDS: 60 },
  { WEBHOOK_CACHE_SECONDS: '0', LOCALE: 'ko' },
  { NCLOUD_QUEUE: { Ref: 'Queue' }, NOTHING: null },
])('an environment that the functions can use is taken: %j', (changes) => {
  expect(() => check(changes)).not.toThrow();
});

test.each([
  ['LOCALE', 'fr', /ko or en/],
  ['TIME_ZONE', 'Mars/Base', /time zone/],
  ['WEBHOOK_CACHE_SECONDS', '1.5', /whole number/],
  ['WEBHOOK_CACHE_SECONDS', 3601, /3600/],
  ['WEBHOOK_EXTRA_HOSTS', 'https://chat.example', /host names/],
  ['BOT_ICON', 'http://icons.example/i.png', /https URL/],
  ['ACCOUNTS', { '111122223333': 'Payments' }, /expected text/],
  ['ACCOUNTS', ['111122223333=Payments'], /expected text/],
])('%s of %s is refused, and what was expected told', (key, value, expected) => {
  const checking = () => check({ [key]: value });
  expect(checking).toThrow(UserError);
  expect(checking).toThrow(expected);
  expect(checking).toThrow(key);
});

/** Settings that with those of `good` are as many bytes of JSON. */
const accountsOf = (bytes: number): string => {
  const name = '111122223333=결제 운영';
  const rest = bytes - Buffer.byteLength(JSON.stringify({ ...good, ACCOUNTS: name }));
  return name + 'x'.repeat(rest);
};

test('as many settings as AWS Lambda takes are taken, names of several bytes a letter among them', () => {
  expect(() => check({ ACCOUNTS: accountsOf(4096) })).not.toThrow();
});

test('more settings than AWS Lambda takes are refused, by the name of what takes most', () => {
  const checking = () => check({ ACCOUNTS: accountsOf(4097) });
  expect(checking).toThrow(UserError);
  expect(checking).toThrow(
    'ACCOUNTS: expected less, since AWS Lambda takes 4096 bytes of settings in all, and these are 4097.',
  );
});

test('a fault names the parameter that the user wrote, where there is one', () => {
  const environment = { ...good, TIME_ZONE: 'Mars', LOCALE: 'fr', LEDGER_TABLE: '' };
  const checking = () => checkEnvironment([environment], new Set(['timeZone', 'locale']));
  expect(checking).toThrow(/^locale: .* timeZone: .* LEDGER_TABLE: /);
});
