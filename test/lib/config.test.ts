import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../lib/config.ts';

const least = {
  WEBHOOK_SECRET_ID: 'root-alert/dev/webhook',
  LEDGER_TABLE: 'root-alert-ledger-dev',
};

function refusal(env: Readonly<Record<string, string | undefined>>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('expected the environment to be refused');
}

describe('an environment that says only what it must', () => {
  test('speaks Korean, in Seoul, and keeps a webhook for a minute', () => {
    expect(readConfig(least)).toMatchObject({
      locale: 'ko',
      timeZone: 'Asia/Seoul',
      botName: 'root-alert',
      botIcon: undefined,
      webhookSecretId: 'root-alert/dev/webhook',
      webhookCacheMs: 60_000,
      webhookExtraHosts: [],
    });
  });

  test('counts reads in digests, and gives a sign of life each day', () => {
    expect(readConfig(least)).toMatchObject({ reads: 'digest', heartbeat: 'daily' });
  });

  test('hands on the names it must say, and counts under our own', () => {
    expect(readConfig(least)).toMatchObject({
      webhookSecretId: 'root-alert/dev/webhook',
      ledgerTable: 'root-alert-ledger-dev',
      metricsNamespace: 'root-alert',
    });
  });

  test.each([
    ['WEBHOOK_SECRET_ID', 'expected the name or ARN of the secret that holds the webhook'],
    ['LEDGER_TABLE', 'expected the name of the DynamoDB table that is the ledger'],
  ])('must say %s: without it, or with nothing in it, it is refused', (key, expected) => {
    const without = Object.fromEntries(Object.entries(least).filter(([name]) => name !== key));
    expect(refusal({ ...least, [key]: '' })).toBe(`${key}: ${expected}.`);
    expect(refusal(without)).toBe(`${key}: ${expected}.`);
  });
});

describe('a setting', () => {
  test.each([
    ['LOCALE', 'en', { locale: 'en' }],
    ['READS', 'off', { reads: 'off' }],
    ['HEARTBEAT', 'weekly', { heartbeat: 'weekly' }],
    ['HEARTBEAT', 'off', { heartbeat: 'off' }],
    ['TIME_ZONE', 'Europe/Berlin', { timeZone: 'Europe/Berlin' }],
    ['TIME_ZONE', 'UTC', { timeZone: 'UTC' }],
    ['METRICS_NAMESPACE', 'root-alert/dev', { metricsNamespace: 'root-alert/dev' }],
    ['BOT_NAME', '  보안 경보  ', { botName: '보안 경보' }],
    ['BOT_NAME', 'x'.repeat(80), { botName: 'x'.repeat(80) }],
    ['BOT_ICON', 'https://icons.example/i.png', { botIcon: 'https://icons.example/i.png' }],
    ['BOT_ICON', '', { botIcon: undefined }],
    ['MENTION', 'critical', { mention: { when: 'critical', whom: 'here' } }],
    ['MENTION_WHOM', 'S0123ABCDEF', { mention: { when: 'none', whom: 'S0123ABCDEF' } }],
    ['RUNBOOK_URL', '', { runbookUrl: undefined }],
    ['RUNBOOK_URL', ' https://wiki.example/a?b=c ', { runbookUrl: 'https://wiki.example/a?b=c' }],
    [
      'RUNBOOK_URL',
      'https://위키.example/런북',
      { runbookUrl: 'https://xn--9q5b29o.example/%EB%9F%B0%EB%B6%81' },
    ],
    ['WEBHOOK_CACHE_SECONDS', '0', { webhookCacheMs: 0 }],
    ['WEBHOOK_CACHE_SECONDS', '3600', { webhookCacheMs: 3_600_000 }],
    [
      'WEBHOOK_EXTRA_HOSTS',
      ' Chat.Example , chat.example:8443,, ',
      { webhookExtraHosts: ['chat.example', 'chat.example:8443'] },
    ],
    ['NCLOUD_SECRET_ID', '', { ncloudSecretId: undefined }],
    ['NCLOUD_API_URL', '', { ncloudApiUrl: undefined }],
    ['NCLOUD_API_URL', 'http://127.0.0.1:80', { ncloudApiUrl: new URL('http://127.0.0.1:80') }],
    ['NCLOUD_SYSTEM', 'on', { includesPlatformActions: true }],
    ['NCLOUD_WINDOW_MINUTES', '30', { ncloudWindowMs: 1_800_000 }],
    ['ESCALATE_MINUTES', '1', { escalateMs: 60_000 }],
    ['ESCALATE_MINUTES', '120', { escalateMs: 7_200_000 }],
    [
      'ESCALATION_TOPIC_ARN',
      'arn:aws:sns:us-east-1:444455556666:on-call',
      { escalationTopicArn: 'arn:aws:sns:us-east-1:444455556666:on-call' },
    ],
    ['ESCALATION_TOPIC_ARN', '', { escalationTopicArn: undefined }],
    ['FOLLOW_UP', 'on', { hasFollowUps: true }],
  ])('%s of %j is taken', (key, value, expected) => {
    expect(readConfig({ ...least, [key]: value })).toMatchObject(expected);
  });

  test.each([
    ['METRICS_NAMESPACE', '', 'expected a CloudWatch namespace, such as root-alert/prod'],
    ['LOCALE', 'fr', 'expected ko or en'],
    ['LOCALE', '', 'expected ko or en'],
    ['TIME_ZONE', 'Mars/Base', 'expected the name of a time zone, such as Asia/Seoul'],
    ['TIME_ZONE', '', 'expected the name of a time zone, such as Asia/Seoul'],
    ['BOT_NAME', ' ', 'expected a name'],
    ['BOT_NAME', 'x'.repeat(81), 'expected a name of at most 80 characters'],
    ['BOT_ICON', 'http://icons.example/i.png', 'expected an https URL, or nothing'],
    ['MENTION', 'always', 'expected none, critical or all'],
    ['MENTION_WHOM', '<!channel>', 'expected here, channel, or the ID of a Slack user group'],
    ['MENTION_WHOM', '@someone', 'expected here, channel, or the ID of a Slack user group'],
    ['BOT_ICON', 'icon.png', 'expected an https URL, or nothing'],
    ['RUNBOOK_URL', 'http://wiki.example/', 'expected an https URL'],
    ['RUNBOOK_URL', 'docs/runbook.md', 'expected an https URL'],
    ['RUNBOOK_URL', 'https://wiki.example/#top', 'expected an https URL'],
    ['RUNBOOK_URL', 'https://wiki.example/a|b', 'expected an https URL'],
    ['RUNBOOK_URL', 'https://me:secret@wiki.example/', 'expected an https URL'],
    ['RUNBOOK_URL', `https://wiki.example/${'a'.repeat(500)}`, 'expected an https URL'],
    ['WEBHOOK_CACHE_SECONDS', '', 'expected a whole number of seconds from 0 to 3600'],
    ['WEBHOOK_CACHE_SECONDS', '1.5', 'expected a whole number of seconds from 0 to 3600'],
    ['WEBHOOK_CACHE_SECONDS', '-1', 'expected a whole number of seconds from 0 to 3600'],
    ['WEBHOOK_CACHE_SECONDS', '3601', 'expected a whole number of seconds from 0 to 3600'],
    ['WEBHOOK_EXTRA_HOSTS', 'https://chat.example', 'expected host names'],
    ['WEBHOOK_EXTRA_HOSTS', 'chat.example/services', 'expected host names'],
    ['WEBHOOK_EXTRA_HOSTS', 'chat example', 'expected host names'],
    ['WEBHOOK_EXTRA_HOSTS', 'user@chat.example', 'expected host names'],
    ['NCLOUD_API_URL', 'http://ncloud.example', 'expected an https URL without a path'],
    ['NCLOUD_SYSTEM', 'true', 'expected on or off'],
    ['ESCALATE_MINUTES', '0', 'expected a whole number of minutes from 1 to 120'],
    ['ESCALATE_MINUTES', '121', 'expected a whole number of minutes from 1 to 120'],
    ['ESCALATE_MINUTES', '1.5', 'expected a whole number of minutes from 1 to 120'],
    [
      'ESCALATION_TOPIC_ARN',
      'arn:aws:sns:us-east-1:444455556666:on-call.fifo',
      'expected the ARN of an SNS topic that is no FIFO topic, or nothing',
    ],
    ['FOLLOW_UP', 'true', 'expected on or off'],
    ['NCLOUD_WINDOW_MINUTES', '1', 'expected a whole number of minutes from 2 to 120'],
    ['NCLOUD_WINDOW_MINUTES', '121', 'expected a whole number of minutes from 2 to 120'],
    ['NCLOUD_WINDOW_MINUTES', '', 'expected a whole number of minutes from 2 to 120'],
    ['READS', 'false', 'expected digest or off'],
    ['READS', '', 'expected digest or off'],
    ['HEARTBEAT', 'monthly', 'expected weekly, daily or off'],
  ])('%s of %j is refused by name, with what was expected', (key, value, expected) => {
    expect(refusal({ ...least, [key]: value })).toMatch(new RegExp(`^${key}: ${expected}`));
  });
});

test('everything that is wrong is told at once, each in a sentence', () => {
  expect(
    refusal({ ...least, LOCALE: 'fr', WEBHOOK_SECRET_ID: '', WEBHOOK_CACHE_SECONDS: 'soon' }),
  ).toBe(
    'LOCALE: expected ko or en. ' +
      'WEBHOOK_SECRET_ID: expected the name or ARN of the secret that holds the webhook. ' +
      'WEBHOOK_CACHE_SECONDS: expected a whole number of seconds from 0 to 3600.',
  );
});

test('what else is in the environment does not matter', () => {
  expect(readConfig({ ...least, PATH: '/bin', AWS_REGION: undefined }).locale).toBe('ko');
});
