import { createHmac } from 'node:crypto';
import { describe, expect } from 'vitest';
import { sampleKeys } from '../lib/room-payload.ts';
import { readSampleEvent } from '../lib/sample-events.ts';
import { expectWithin, retriedWhenBusy } from './support/busy-machine.ts';
import { startChatRoom } from './support/chat-room.ts';
import { succeeded } from './support/invocation-outcome.ts';
import { knownHostsEnvironment } from './support/known-hosts.ts';
import type { Lambda } from './support/lambda-runtime.ts';
import {
  ledgerTable,
  linkKey,
  pageUrl,
  type RespondScene,
  respondSecret,
  respondTest,
} from './support/respond-scene.ts';

const test = respondTest;
const slackSigningSecret = '8f742231b10e8888abcd99yyyzzz85a5';

const answersOf = async ({ dynamodb }: RespondScene): Promise<Record<string, unknown>[]> => {
  const rows = await dynamodb.scan(ledgerTable);
  const row = rows.find(({ pk }) => `${pk}`.startsWith('incident#'));
  return [...((row?.['answers'] as Set<string> | undefined) ?? [])].map((it) => JSON.parse(it));
};

/** A sign-in that was told to a room with buttons. */
async function told(scene: RespondScene, kind: string): Promise<Record<string, unknown>> {
  scene.secrets.put(respondSecret, JSON.stringify({ linkKey, slackSigningSecret }));
  scene.putWebhook({ rooms: [{ kind, url: scene.room.url, name: 'security', buttons: true }] });
  const rootEvent = await scene.startRootEvent();
  expect(await rootEvent.invoke(readSampleEvent('root-login.json'))).toEqual(succeeded);
  return scene.room.posts[0]?.body as Record<string, unknown>;
}

describe('a button in Slack', () => {
  interface Button {
    readonly action_id: string;
    readonly value: string;
  }
  type SlackMessage = { readonly blocks: { type: string; elements: Button[] }[] };

  /** As Slack sends a press (docs.slack.dev, "block_actions payload", "Verifying requests from Slack"). */
  const press = (
    message: SlackMessage,
    verdict: string,
    { secret = slackSigningSecret, ageSeconds = 0, responseUrl = '', userId = 'U0KIM' } = {},
  ) => {
    const buttons = message.blocks.find(({ type }) => type === 'actions')?.elements;
    const button = buttons?.find(({ action_id }) => action_id === verdict);
    const payload = {
      type: 'block_actions',
      user: { id: userId, username: 'minsu.kim', name: 'minsu.kim', team_id: 'T0' },
      api_app_id: 'A0',
      token: 'legacy',
      container: { type: 'message', message_ts: '1763748770.000100', channel_id: 'C0' },
      trigger_id: '1.2.3',
      team: { id: 'T0', domain: 'example' },
      channel: { id: 'C0', name: 'security' },
      message: { type: 'message', ts: '1763748770.000100', ...message },
      response_url: responseUrl,
      actions: [{ ...button, type: 'button', block_id: 'b', action_ts: '1763748800.1' }],
    };
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const timestamp = String(Math.floor(Date.now() / 1_000) - ageSeconds);
    const hex = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
    return {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${hex}`,
      },
    };
  };

  test(
    'says who answered, once however often it is pressed, and adds a line to the message that stays',
    retriedWhenBusy,
    async ({ scene }) => {
      const message = (await told(scene, 'slack')) as unknown as SlackMessage;
      const slack = await startChatRoom({ tls: true });
      const respond = await scene.startRespond(knownHostsEnvironment(slack));
      const responseUrl = 'https://hooks.slack.com/actions/T0/1/response-token';

      const startedAtMs = Date.now();
      const { statusCode } = await scene.ask(
        respond,
        '/slack',
        press(message, 'planned', { responseUrl }),
      );
      expectWithin(3_000, Date.now() - startedAtMs);
      await scene.ask(respond, '/slack', press(message, 'planned', { responseUrl }));
      await slack.close();

      expect(statusCode).toBe(200);
      expect(await answersOf(scene)).toMatchObject([
        { verdict: 'planned', via: 'slack', room: 'security', by: 'minsu.kim U0KIM' },
      ]);
      expect(scene.room.posts).toHaveLength(2);
      expect(scene.room.posts[1]?.rawBody).toContain('minsu.kim U0KIM(Slack 사용자)');
      const [update] = slack.at('response-token').posts;
      expect(update?.body).toMatchObject({
        replace_original: true,
        blocks: [
          ...message.blocks,
          {
            type: 'context',
            elements: [
              {
                type: 'plain_text',
                text: expect.stringMatching(
                  /^✔ 계획된 작업입니다 · minsu.kim U0KIM\(Slack 사용자\)/,
                ),
              },
            ],
          },
        ],
      });
    },
  );

  test('of another person is another answer', async ({ scene }) => {
    const message = (await told(scene, 'slack')) as unknown as SlackMessage;
    const respond = await scene.startRespond();
    await scene.ask(respond, '/slack', press(message, 'planned'));
    await scene.ask(respond, '/slack', press(message, 'notUs', { userId: 'U0LEE' }));
    expect(await answersOf(scene)).toHaveLength(2);
    expect(scene.room.posts[2]?.rawBody).toContain('앞의 답변과 다릅니다');
  });

  test.for<[string, object, number]>([
    ['signed with another secret', { secret: 'x'.repeat(32) }, 401],
    ['played back after five minutes', { ageSeconds: 301 }, 401],
    ['from the future', { ageSeconds: -360 }, 401],
  ])(
    '%s is refused, and nothing is asked of the ledger',
    async ([, options, status], { scene }) => {
      const message = (await told(scene, 'slack')) as unknown as SlackMessage;
      const respond = await scene.startRespond();
      const calls = scene.dynamodb.count();
      const { statusCode } = await scene.ask(respond, '/slack', press(message, 'planned', options));
      expect(statusCode).toBe(status);
      expect(scene.dynamodb.count()).toBe(calls);
      expect(await answersOf(scene)).toEqual([]);
    },
  );

  test('whose body was changed, or that has no signature, is refused', async ({ scene }) => {
    const message = (await told(scene, 'slack')) as unknown as SlackMessage;
    const respond = await scene.startRespond();
    const own = press(message, 'planned');
    const changed = { ...own, body: own.body.replace('minsu', 'boss1') };
    const { 'x-slack-signature': _, ...unsigned } = own.headers;
    expect((await scene.ask(respond, '/slack', changed)).statusCode).toBe(401);
    expect(
      (await scene.ask(respond, '/slack', { ...own, headers: unsigned as never })).statusCode,
    ).toBe(401);
    expect(await answersOf(scene)).toEqual([]);
  });

  test('is refused where nobody stored the secret of an app, also with an empty one', async ({
    scene,
  }) => {
    const message = (await told(scene, 'slack')) as unknown as SlackMessage;
    scene.secrets.put(respondSecret, JSON.stringify({ linkKey, slackSigningSecret: '' }));
    const respond = await scene.startRespond();
    const forged = press(message, 'planned', { secret: '' });
    expect((await scene.ask(respond, '/slack', forged)).statusCode).toBe(401);
  });

  test.for([
    'http://hooks.slack.com/actions/1',
    'https://hooks.slack.com.example.com/actions/1',
    'https://user:word@hooks.slack.com/actions/1',
    'https://hooks.slack.com:8443/actions/1',
    'http://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'nonsense',
  ])('that asks for an answer to %s is answered nowhere', async (responseUrl, { scene }) => {
    const message = (await told(scene, 'slack')) as unknown as SlackMessage;
    const slack = await startChatRoom({ tls: true });
    const respond = await scene.startRespond(knownHostsEnvironment(slack));
    const options = { responseUrl };
    expect(
      (await scene.ask(respond, '/slack', press(message, 'planned', options))).statusCode,
    ).toBe(200);
    await slack.close();
    expect(slack.posts).toEqual([]);
    expect(slack.connections()).toBe(0);
    expect(await answersOf(scene)).toHaveLength(1);
    expect(scene.logs()).not.toContain('messageNotUpdated');
  });
});

describe('a button in Mattermost', () => {
  interface Context {
    readonly token: string;
    readonly verdict: string;
    readonly text?: string;
  }
  interface Action {
    readonly id: string;
    readonly integration: { readonly url: string; readonly context: Context };
  }
  /** A post as people see it: its text, and the attachments, which its `props` hold. */
  interface Post {
    message: string;
    props: { attachments: { actions: Action[] }[] };
    /** What the server showed to whoever pressed, alone. */
    whispered: string[];
  }
  const postOf = ({ text, attachments }: Record<string, unknown>): Post => ({
    message: String(text),
    props: { attachments: attachments as { actions: Action[] }[] },
    whispered: [],
  });
  const actionsIn = ({ props }: Post): Action[] => props.attachments[0]?.actions ?? [];
  /** As Mattermost sends a press (developers.mattermost.com, "Interactive messages"). */
  const request = (context: unknown, userName = 'minsu') => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      user_id: `id-of-${userName}`,
      user_name: userName,
      post_id: 'gqrnh3675jfxzftnjyjfe4udeh',
      channel_id: 'j6j53p28k6urx15fpcgsr20psq',
      team_id: '5xxzt146eax4tul69409opqjlf',
      trigger_id: 'x',
      context,
    }),
  });
  /** Presses, and does with the answer what Mattermost does by the same page: without `props`, those of the post stay. */
  const press = async (
    scene: RespondScene,
    respond: Lambda,
    post: Post,
    verdict: string,
    userName?: string,
  ): Promise<void> => {
    const action = actionsIn(post).find(({ id }) => id === verdict.toLowerCase());
    const sent = request(action?.integration.context, userName);
    const { statusCode, headers, body } = await scene.ask(respond, '/mattermost', sent);
    expect([statusCode, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
    const answer: { update?: Partial<Post>; ephemeral_text?: string } = JSON.parse(body);
    const { update, ephemeral_text } = answer;
    if (update !== undefined) {
      post.message = update.message ?? '';
      post.props = update.props ?? post.props;
    }
    if (ephemeral_text !== undefined) post.whispered.push(ephemeral_text);
  };

  test('is posted to the page for answers, says who answered, once, and adds a line to the post that stays', async ({
    scene,
  }) => {
    const post = postOf(await told(scene, 'mattermost'));
    const { message, props } = structuredClone(post);
    expect(actionsIn(post).map(({ integration }) => integration.url)).toEqual([
      `${pageUrl}/mattermost`,
      `${pageUrl}/mattermost`,
    ]);
    const respond = await scene.startRespond();
    await press(scene, respond, post, 'notUs');
    await press(scene, respond, post, 'notUs');

    expect(post.message).toMatch(/^\*\*🔴 /);
    expect(post.message.split('\n')).toEqual([
      ...message.split('\n'),
      expect.stringMatching(/^✘ 우리가 아닙니다 · minsu\(Mattermost 사용자\) · /),
    ]);
    expect(post.props).toEqual(props);
    expect(post.whispered).toEqual([]);
    expect(await answersOf(scene)).toMatchObject([{ verdict: 'notUs', via: 'mattermost' }]);
    expect(scene.room.posts).toHaveLength(2);
  });

  test('adds the latest of each verdict, so that no number of "planned" pushes "not us" out of the post', async ({
    scene,
  }) => {
    const post = postOf(await told(scene, 'mattermost'));
    const respond = await scene.startRespond();
    await press(scene, respond, post, 'planned', 'kim');
    await press(scene, respond, post, 'notUs', 'lee');
    await press(scene, respond, post, 'planned', 'thief');
    await press(scene, respond, post, 'planned', 'thief2');
    const lines = post.message.split('\n').filter((line) => /^[✔✘]/.test(line));
    expect(lines).toEqual([
      expect.stringMatching(/^✘ 우리가 아닙니다 · lee\(/),
      expect.stringMatching(/^✔ 계획된 작업입니다 · thief2\(/),
    ]);
    expect(await answersOf(scene)).toHaveLength(4);
  });

  test('does not let a name be markup, in the post or in the room', async ({ scene }) => {
    const post = postOf(await told(scene, 'mattermost'));
    const respond = await scene.startRespond();
    await press(scene, respond, post, 'notUs', '@channel [x](http://evil.example)\n# x');
    expect(post.message).toMatch(/\n✘ 우리가 아닙니다[^\n]*$/);
    expect(post.message).not.toMatch(/@channel|\]\(|evil\.example/);
    expect(scene.room.posts[1]?.rawBody).not.toMatch(/@channel|\]\(http:\/\/evil/);
  });

  test.for<[string, (context: Context) => object]>([
    ['of an alert without the text of its post', ({ token, verdict }) => ({ token, verdict })],
    ['with a text that is none', (context) => ({ ...context, text: { a: 1 } })],
    ['with an overlong text', (context) => ({ ...context, text: 'x'.repeat(2_001) })],
  ])(
    '%s is an answer all the same, which who pressed is shown alone',
    async ([, changed], { scene }) => {
      const post = postOf(await told(scene, 'mattermost'));
      for (const { integration } of actionsIn(post)) {
        Object.assign(integration, { context: changed(integration.context) });
      }
      const { message } = structuredClone(post);
      const respond = await scene.startRespond();
      await press(scene, respond, post, 'planned');
      expect(post.message).toBe(message);
      expect(post.whispered).toEqual([expect.stringMatching(/^✔ 계획된 작업입니다 · minsu/)]);
      expect(await answersOf(scene)).toHaveLength(1);
    },
  );

  test('with the token of a link is refused: who reads the room cannot press in another’s name', async ({
    scene,
  }) => {
    const post = postOf(await told(scene, 'mattermost'));
    const [, link = ''] = /\/i\/([\w-]{64})/.exec(JSON.stringify(post)) ?? [];
    expect(link).toHaveLength(64);
    for (const { integration } of actionsIn(post)) {
      Object.assign(integration, { context: { ...integration.context, token: link } });
    }
    const { message } = structuredClone(post);
    const respond = await scene.startRespond();
    await press(scene, respond, post, 'planned', 'ceo');
    expect(post.whispered).toEqual([expect.stringContaining('만료')]);
    expect(post.message).toBe(message);
    expect(await answersOf(scene)).toEqual([]);
    expect(scene.room.posts).toHaveLength(1);
  });
});

test('a receiver of one’s own gets links, and nothing to press with', async ({ scene }) => {
  scene.putWebhook({
    rooms: [
      {
        kind: 'webhook',
        url: scene.room.urlFor('own'),
        key: sampleKeys.webhook,
        buttons: true,
      },
      { kind: 'slack', url: scene.room.urlFor('no-buttons') },
    ],
  });
  const rootEvent = await scene.startRootEvent();
  expect(await rootEvent.invoke(readSampleEvent('root-login.json'))).toEqual(succeeded);
  for (const name of ['own', 'no-buttons']) {
    const [post] = scene.room.at(name).posts;
    const tokens = new Set([...(post?.rawBody ?? '').matchAll(/[\w-]{64}/g)].map(([it]) => it));
    expect(tokens.size).toBe(1);
    expect(post?.rawBody).not.toContain('"actions"');
  }
});
