import { afterEach, describe, expect, test, vi } from 'vitest';
import { confirmStep } from '../../plugin/ops-email-step.ts';
import { type Answer, AwsRefusal, startAwsAccount } from '../integration/support/aws-account.ts';

const topicArn = 'arn:aws:sns:ap-northeast-2:111122223333:root-alert-ops-prod';
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const stop of stops.splice(0)) await stop();
});

const stepWith = async (answer: Answer, opsEmail = 'security@example.com') => {
  const account = await startAwsAccount({ 'sns:ListSubscriptionsByTopic': answer });
  stops.push(() => account.stop());
  for (const [name, value] of Object.entries(account.environment)) vi.stubEnv(name, value);
  return confirmStep({
    opsEmail,
    stage: 'prod',
    region: 'ap-northeast-2',
    topicName: 'root-alert-ops-prod',
    clientConfig: async () => ({
      region: 'ap-northeast-2',
      credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
      maxAttempts: 1,
    }),
    accountId: async () => '111122223333',
  });
};
const subscribed = (SubscriptionArn: string) => () => ({
  Subscriptions: [{ Endpoint: 'Security@example.com', Protocol: 'email', SubscriptionArn }],
});

describe('after a deployment', () => {
  test('nothing is said of an address that is confirmed', async () => {
    expect(await stepWith(subscribed(`${topicArn}:1`))).toBeUndefined();
  });

  test.each([
    ['not confirmed', subscribed('PendingConfirmation')],
    ['unsubscribed', subscribed('Deleted')],
    ['not there', () => ({ Subscriptions: [] })],
  ])(
    'an address that is %s is to be confirmed, with the command that sends the mail again',
    async (_, answer) => {
      expect(await stepWith(answer)).toContain(
        `aws sns subscribe --region ap-northeast-2 --topic-arn ${topicArn} --protocol email --notification-endpoint security@example.com`,
      );
    },
  );

  test('without an address, that is the step', async () => {
    expect(await stepWith(() => ({}), '')).toMatch(/^No opsEmail: /);
  });

  test('what may not be looked up leaves no step', async () => {
    const refused = () => {
      throw new AwsRefusal('AuthorizationError', 'no', 403);
    };
    expect(await stepWith(refused)).toBeUndefined();
  });
});
