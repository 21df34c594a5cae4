import { afterEach, describe, expect, test, vi } from 'vitest';
import { ConfigError, readConfig } from '../../../lib/config.ts';
import { doorayPayload } from '../../../lib/rooms/dooray/dooray-payload.ts';
import { createLocalPost } from '../../../lib/rooms/post-locally.ts';
import { slackPayload } from '../../../lib/rooms/slack/slack-payload.ts';
import { createFakeClock } from '../fake-clock.ts';
import { message } from '../plain-message.ts';
import { loopbackWebhook } from './loopback-webhook.ts';

const config = readConfig({ WEBHOOK_SECRET_ID: 'x', LEDGER_TABLE: 'x', LOCALE: 'en' });

afterEach(() => {
  vi.restoreAllMocks();
});

/** Posts a message in local mode; gives the result, the time that passed and what the terminal shows. */
async function postLocally(env: Readonly<Record<string, string>>) {
  const shown = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const clock = createFakeClock();
  const post = createLocalPost(config, env, clock);
  const result = await post(message, [], clock.now() + 60_000, { id: 'x', uses: [] });
  return { result, terminal: shown.mock.calls.flat().join('\n'), elapsedMs: clock.elapsedMs() };
}

describe('without a webhook', () => {
  test.each([[{}], [{ DOORAY_HOOK_URL: '', SLACK_HOOK_URL: '' }]])(
    'the terminal shows the message and its JSON: %j',
    async (env) => {
      const { result, terminal } = await postLocally(env);
      const json = JSON.stringify(doorayPayload(message, config), null, 2);
      expect(terminal).toMatch(/^root-alert\n {2}🟠 \[HIGH\] Something happened\n/);
      expect(terminal.endsWith(`\n\nThe JSON that would be posted:\n${json}`)).toBe(true);
      expect(result).toEqual({
        reports: [{ room: 'dooray', isTold: true, attempts: 0 }],
        accepted: ['dooray'],
        faults: [],
      });
    },
  );
});

describe('with webhooks in the environment', () => {
  test('each room gets its own form, and the terminal names the rooms that accepted', async () => {
    const [dooray, slack] = [await loopbackWebhook(), await loopbackWebhook()];
    const { terminal } = await postLocally({
      DOORAY_HOOK_URL: dooray.url,
      SLACK_HOOK_URL: slack.url,
    });
    expect(dooray.posts).toEqual([doorayPayload(message, config)]);
    expect(slack.posts).toEqual([slackPayload(message)]);
    expect(terminal).toBe('dooray accepted the message.\nslack accepted the message.');
  });

  test('a room that fails is not shown as accepting, and is given up after five seconds', async () => {
    const { url } = await loopbackWebhook(503);
    const { result, terminal, elapsedMs } = await postLocally({ SLACK_HOOK_URL: url });
    expect(result.reports).toMatchObject([{ room: 'slack', isTold: false }]);
    expect(terminal).toBe('');
    expect(elapsedMs).toBeLessThanOrEqual(5_000);
  });

  test('a URL that is no webhook is a fault that names its variable and not its value', async () => {
    const env = {
      DOORAY_HOOK_URL: 'https://example.com/Sup3r-s3cret',
      SLACK_HOOK_URL: 'https://hooks.slack.com/workflows/Sup3r-s3cret',
    };
    await expect(postLocally(env)).rejects.toThrow(
      new ConfigError(
        'DOORAY_HOOK_URL: expected the https URL of a Dooray incoming webhook, as its settings show it, not one of another host, unless webhookExtraHosts names it. ' +
          'SLACK_HOOK_URL: expected the https URL of a Slack incoming webhook (https://hooks.slack.com/services/…), with the path /services/ and three parts behind it.',
      ),
    );
  });
});
