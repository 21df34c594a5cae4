import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, vi } from 'vitest';
import { ownDeployment } from '../../lib/guard/own-deployment.ts';
import { compose } from '../../lib/messages/compose.ts';
import { readCloudTrailEvent } from '../../lib/sources/cloudtrail-event.ts';
import { payloadFor } from '../lib/room-payload.ts';
import { readSampleEvent, type SampleEvent } from '../lib/sample-events.ts';
import { wordsIn } from '../lib/words-in.ts';
import { BusyMachine, expectWithin, retriedWhenBusy } from './support/busy-machine.ts';
import { type ChatRoom, okButNo, redirect, status } from './support/chat-room.ts';
import { failedSaying, succeeded } from './support/invocation-outcome.ts';
import {
  outcomes,
  packagedConfig,
  patience,
  test,
  webhookSecret,
} from './support/root-event-scene.ts';
import { rootUseEvent } from './support/root-use-event.ts';

/** What the packaged function would say of an event. */
const composed = (event: unknown) =>
  compose(
    readCloudTrailEvent(event, ownDeployment(packagedConfig)),
    { ...packagedConfig, words: wordsIn[packagedConfig.locale] },
    { toldAt: new Date() },
  );

/** One of each shape that a record comes in; test/lib/golden.test.ts has the words of all. */
const shapes = [
  'root-login.json',
  'root-login-failed.json',
  'root-create-access-key.json',
  'root-stop-logging-denied.json',
  'root-by-service.json',
  'root-federated-session.json',
  'assume-root.json',
  'root-drill.json',
  'root-unreadable.json',
];

describe.concurrent('a sample event', () => {
  test.for(shapes)(
    '%s is told each room once, in the room’s own form',
    async (file, { scene: { room, putWebhook, start } }) => {
      const event = readSampleEvent(file);
      putWebhook({ dooray: room.urlFor('dooray-token'), slack: room.urlFor('slack-token') });
      const lambda = await start();

      expect(await lambda.invoke(event)).toEqual(succeeded);

      const message = composed(event);
      for (const kind of ['dooray', 'slack'] as const) {
        const { posts } = room.at(`${kind}-token`);
        expect(posts.map(({ method, body }) => ({ method, body }))).toEqual([
          { method: 'POST', body: payloadFor(kind, message, packagedConfig) },
        ]);
        for (const said of identifying(event)) expect(posts[0]?.rawBody).toContain(said);
      }
      expect(room.posts).toHaveLength(2);
    },
  );

  /** Event name, source IP and account, as far as the record has them. */
  function identifying({ detail }: SampleEvent): string[] {
    const { accountId } = detail['userIdentity'] as { accountId?: unknown };
    return [detail['eventName'], detail['sourceIPAddress'], accountId].filter(
      (value) => typeof value === 'string',
    );
  }
});

describe.concurrent('a record that cannot be read', () => {
  test.for<[string, unknown]>([
    ['null', null],
    ['a text', 'root was here'],
    ['a list', [1, 2, 3]],
    ['an empty object', {}],
    ['an event without a record', { ...readSampleEvent('root-login.json'), detail: null }],
    ['a record without an event name', withoutName(rootUseEvent())],
    ['a record without an identity', rootUseEvent({ detail: { userIdentity: 'root' } })],
  ])('%s is announced', async ([, event], { scene: { room, putWebhook, start } }) => {
    putWebhook(room.url);
    const lambda = await start();

    expect(await lambda.invoke(event)).toEqual(succeeded);

    expect(room.posts.map(({ body }) => body)).toEqual([
      payloadFor('dooray', composed(event), packagedConfig),
    ]);
  });

  function withoutName({ detail, ...envelope }: ReturnType<typeof rootUseEvent>): unknown {
    return { ...envelope, detail: { ...detail, eventName: undefined } };
  }
});

describe.concurrent('the webhook secret', () => {
  test.for<[string, (room: ChatRoom) => string | object, readonly string[]]>([
    ['a bare URL', (room) => room.urlFor('first-token'), ['first-token']],
    ['a bare URL in quotes', (room) => JSON.stringify(room.urlFor('first-token')), ['first-token']],
    ['a bare URL and a newline', (room) => `${room.urlFor('first-token')}\n`, ['first-token']],
    ['JSON with dooray', (room) => ({ dooray: room.urlFor('first-token') }), ['first-token']],
    ['JSON with slack', (room) => ({ slack: room.urlFor('first-token') }), ['first-token']],
    [
      'JSON with lists',
      (room) => ({
        dooray: [room.urlFor('first-token'), room.urlFor('second-token')],
        slack: [room.urlFor('third-token')],
      }),
      ['first-token', 'second-token', 'third-token'],
    ],
  ])('may be %s', async ([, value, tokens], { scene: { room, putWebhook, start } }) => {
    putWebhook(value(room) as Record<string, unknown>);
    const lambda = await start();

    expect(await lambda.invoke(rootUseEvent())).toEqual(succeeded);

    expect(room.posts.map(({ token }) => token).sort()).toEqual(tokens);
  });

  test('is being read before the first event is there', async ({ scene }) => {
    const { room, secrets, putWebhook, coldStart } = scene;
    putWebhook(room.url);

    const lambda = await coldStart();
    await vi.waitUntil(() => secrets.reads.length === 1, patience);
    const readAtMs = secrets.reads[0]?.atMs;
    const invokedAtMs = Date.now();
    expect(await lambda.invoke(rootUseEvent())).toEqual(succeeded);

    expect(readAtMs).toBeLessThanOrEqual(invokedAtMs);
    expect(secrets.count()).toBe(1);
  });

  test(
    'is read again when the first read hangs for two seconds',
    retriedWhenBusy,
    async ({ scene }) => {
      const { room, secrets, putWebhook, coldStart } = scene;
      putWebhook(room.url);
      secrets.slow(60_000);
      const lambda = await coldStart();
      await vi.waitUntil(() => secrets.count() === 1, patience);
      secrets.slow(0);

      expect(await lambda.invoke(rootUseEvent())).toEqual(succeeded);

      expect(secrets.count()).toBe(2);
      const waitedMs = (secrets.calls[1]?.atMs ?? 0) - (secrets.calls[0]?.atMs ?? 0);
      // The first call may be late to be seen as well.
      if (waitedMs < 1_000) throw new BusyMachine(`seen ${waitedMs} ms apart`);
      expectWithin(2_900, waitedMs);
      expect(room.posts).toHaveLength(1);
    },
  );

  test('is read once for all alerts within its cache’s age', async ({ scene }) => {
    const { room, secrets, putWebhook, start } = scene;
    putWebhook(room.urlFor('old-token'));
    const lambda = await start();
    await lambda.invoke(rootUseEvent());
    putWebhook(room.urlFor('new-token'));

    expect(await lambda.invoke(rootUseEvent())).toEqual(succeeded);

    expect(room.posts.map(({ token }) => token)).toEqual(['old-token', 'old-token']);
    expect(secrets.count()).toBe(1);
  });

  test('takes effect when it was changed longer ago than its cache’s age', async ({ scene }) => {
    const { room, putWebhook, start } = scene;
    putWebhook(room.urlFor('old-token'));
    const lambda = await start({ WEBHOOK_CACHE_SECONDS: '1' });
    await lambda.invoke(rootUseEvent());
    putWebhook(room.urlFor('new-token'));
    await sleep(1_050);

    expect(await lambda.invoke(rootUseEvent())).toEqual(succeeded);

    expect(room.posts.map(({ token }) => token)).toEqual(['old-token', 'new-token']);
    expect(lambda.coldStarts()).toBe(1);
  });

  test('is read again beside the claim when it is as old as that, not after claim and count', async ({
    scene,
  }) => {
    const { room, secrets, dynamodb, putWebhook, start } = scene;
    putWebhook(room.url);
    const lambda = await start({ WEBHOOK_CACHE_SECONDS: '0' });
    await lambda.invoke(rootUseEvent());
    const [reads, calls] = [secrets.count(), dynamodb.count()];
    // The claim is asked for again after two seconds.
    dynamodb.slow(60_000);

    const invocation = lambda.invoke(rootUseEvent());
    await vi.waitUntil(() => dynamodb.count() === calls + 1, patience);
    dynamodb.slow(0);
    expect(await invocation).toEqual(succeeded);

    const retriedAtMs = dynamodb.calls[calls + 1]?.atMs ?? 0;
    expect(secrets.calls[reads]?.atMs).toBeLessThan(retriedAtMs);
  });

  test('is read for every alert when its cache’s age is 0', async ({ scene }) => {
    const { room, putWebhook, start } = scene;
    putWebhook(room.urlFor('first-token'));
    const lambda = await start({ WEBHOOK_CACHE_SECONDS: '0' });

    for (const token of ['second-token', 'third-token']) {
      putWebhook(room.urlFor(token));
      expect(await lambda.invoke(rootUseEvent())).toEqual(succeeded);
    }

    expect(room.posts.map(({ token }) => token)).toEqual(['second-token', 'third-token']);
  });

  test('is used as last read while Secrets Manager does not answer', async ({ scene }) => {
    const { room, secrets, putWebhook, start } = scene;
    putWebhook(room.url);
    const lambda = await start({ WEBHOOK_CACHE_SECONDS: '0' });
    await lambda.invoke(rootUseEvent());
    await secrets.stop();

    expect(await lambda.invoke(rootUseEvent())).toEqual(succeeded);

    expect(room.posts).toHaveLength(2);
  });
});

describe.concurrent('a webhook secret without a value', () => {
  test('fails the invocation, names the secret and how to fill it, and is well once it is filled', async ({
    scene: { room, secrets, putWebhook, start },
  }) => {
    secrets.empty(webhookSecret);
    const lambda = await start();

    expect(await lambda.invoke(rootUseEvent())).toMatchObject({
      ok: false,
      errorType: 'SecretError',
      errorMessage: expect.stringMatching(
        new RegExp(`^The secret ${webhookSecret} has no text value yet: .*put-secret-value`),
      ),
    });
    putWebhook(room.url);
    expect(await lambda.invoke(rootUseEvent())).toEqual(succeeded);

    expect(room.posts).toHaveLength(1);
    expect(outcomes(lambda)).toEqual(['failed', 'told']);
    expect(lambda.coldStarts()).toBe(1);
  });

  test('is counted by itself', async ({ scene: { secrets, start } }) => {
    secrets.empty(webhookSecret);
    const lambda = await start();

    await lambda.invoke(rootUseEvent());

    expect(lambda.log()).toMatch(/"Name":"SecretEmpty".*"SecretEmpty":1/);
  });
});

describe.concurrent('a webhook secret that makes no sense', () => {
  test.for<[string, string, ...string[]]>([
    ['a text that is no URL', 'hunter2-hunter2', 'webhook secret: expected the URL of a webhook'],
    ['a URL of some host', 'https://example.org/services/1/2/tok-en', 'webhook secret: expected'],
    ['no https', 'http://hook.dooray.com/services/1/2/tok-en', 'webhook secret: expected'],
    ['a list', '["https://hook.dooray.com/services/1/2/tok-en"]', 'webhook secret: expected'],
    ['an empty object', '{}', 'webhook secret: expected'],
    [
      'half of a JSON',
      '{"dooray": "https://hook.dooray.com/services/1/2/tok-en',
      'webhook secret: expected',
    ],
    [
      'another room’s key',
      '{"teams": "https://example.org/services/1/2/tok-en"}',
      'webhook secret: expected no other keys than dooray and slack',
    ],
    [
      'a number',
      '{"dooray": 123456789}',
      'webhook secret, key dooray: expected the https URL of a Dooray',
    ],
    [
      'the other kind’s URL',
      '{"slack": "https://hook.dooray.com/services/1/2/tok-en"}',
      'webhook secret, key slack: expected the https URL of a Slack',
    ],
    [
      'a list with a bad second',
      '{"slack": ["nonsense-1", "nonsense-2"]}',
      'key slack: ',
      'key slack-2: expected the https URL of a Slack',
    ],
  ])(
    '%s: the invocation fails and says what was expected',
    async ([, value, ...said], { scene: { room, putWebhook, start } }) => {
      putWebhook(value);
      const lambda = await start();

      expect(await lambda.invoke(rootUseEvent())).toMatchObject(failedSaying(...said));
      expect(room.connections()).toBe(0);
    },
  );

  test('is well in the same sandbox once it is put right', async ({ scene }) => {
    const { room, putWebhook, start } = scene;
    putWebhook('{"dooray": 123456789}');
    const lambda = await start();
    expect(await lambda.invoke(rootUseEvent())).toMatchObject({ ok: false });
    putWebhook({ dooray: room.url });

    expect(await lambda.invoke(rootUseEvent())).toEqual(succeeded);
    expect(lambda.coldStarts()).toBe(1);
  });

  test('in one of two keys still lets the other room be told, and fails', async ({ scene }) => {
    const { room, putWebhook, start, ledgerRow } = scene;
    putWebhook({ dooray: 'https://example.org/nonsense', slack: room.url });
    const lambda = await start();
    const event = rootUseEvent();

    expect(await lambda.invoke(event)).toMatchObject(
      failedSaying('webhook secret, key dooray: expected the https URL of a Dooray'),
    );

    expect(room.posts).toHaveLength(1);
    expect(await ledgerRow(event.detail.eventID)).toMatchObject({ told: ['slack'] });

    putWebhook({ dooray: room.urlFor('right-token'), slack: room.url });
    expect(await lambda.invoke(event)).toEqual(succeeded);
    expect(room.posts.map(({ token }) => token)).toEqual(['secret-token', 'right-token']);
  });
});

describe.concurrent('Secrets Manager in trouble', () => {
  test('fails the invocation, naming the secret and the trouble, and is asked again next time', async ({
    scene: { room, secrets, putWebhook, coldStart },
  }) => {
    putWebhook(room.url);
    secrets.fail(Number.POSITIVE_INFINITY);
    const lambda = await coldStart();

    expect(await lambda.invoke(rootUseEvent())).toMatchObject({
      ok: false,
      errorType: 'SecretError',
      errorMessage: `The secret ${webhookSecret} could not be read: InternalServiceError.`,
    });
    expect(room.posts).toEqual([]);
  });

  test('for one call is not noticed', async ({ scene }) => {
    const { room, secrets, putWebhook, coldStart } = scene;
    putWebhook(room.url);
    secrets.throttle(1);
    const lambda = await coldStart();

    expect(await lambda.invoke(rootUseEvent())).toEqual(succeeded);
    expect(room.posts).toHaveLength(1);
  });
});

describe.concurrent('a rotated webhook', () => {
  test.for([401, 403, 404, 410])(
    'takes the same alert in the same invocation when the old one says %i',
    async (code, { scene: { room, secrets, putWebhook, start } }) => {
      room.at('old-token').willAnswer(status(code));
      putWebhook(room.urlFor('old-token'));
      const lambda = await start();
      putWebhook(room.urlFor('new-token'));

      expect(await lambda.invoke(rootUseEvent())).toEqual(succeeded);

      expect(room.posts.map(({ token }) => token)).toEqual(['old-token', 'new-token']);
      expect(room.posts[1]?.rawBody).toBe(room.posts[0]?.rawBody);
      expect(secrets.count()).toBe(2);
    },
  );

  test('may become JSON with more rooms: each of them gets the alert', async ({ scene }) => {
    const { room, putWebhook, start } = scene;
    room.at('old-token').willAnswer(status(404));
    putWebhook(room.urlFor('old-token'));
    const lambda = await start();
    putWebhook({ dooray: room.urlFor('new-token'), slack: room.urlFor('slack-token') });

    expect(await lambda.invoke(rootUseEvent())).toEqual(succeeded);

    expect(room.posts.map(({ token }) => token).sort()).toEqual([
      'new-token',
      'old-token',
      'slack-token',
    ]);
  });

  test('that refuses too fails the invocation, with what the new one said', async ({ scene }) => {
    const { room, putWebhook, start } = scene;
    room.at('old-token').willAnswer(status(404));
    room.at('new-token').willAnswer(status(403));
    putWebhook(room.urlFor('old-token'));
    const lambda = await start();
    putWebhook(room.urlFor('new-token'));

    expect(await lambda.invoke(rootUseEvent())).toMatchObject(
      failedSaying('Not told: dooray answered 403 (2 attempts).'),
    );
    expect(room.posts).toHaveLength(2);
  });
});

describe.concurrent('a room that refuses', () => {
  test.for<[string, ReturnType<typeof status>, string]>([
    ['400', status(400, 'invalid_payload'), 'answered 400 ("invalid_payload", 1 attempt)'],
    ['404', status(404, 'no_service'), 'answered 404 ("no_service", 1 attempt)'],
    [
      'no in a 200',
      okButNo('channel is gone'),
      'answered 200 but did not accept the message ("channel is gone", 1 attempt)',
    ],
  ])(
    'with %s fails the invocation, naming room, status and the room’s own reason',
    async ([, answer, said], { scene: { room, otherRoom, putWebhook, start } }) => {
      room.willAnswer(answer);
      putWebhook({ dooray: otherRoom.url, slack: room.url });
      const lambda = await start();

      expect(await lambda.invoke(rootUseEvent())).toMatchObject({
        ok: false,
        errorType: 'DeliveryError',
        errorMessage: `Not told: slack ${said}.`,
      });
      expect(outcomes(lambda)).toEqual(['failed']);
    },
  );

  test.for([301, 302, 303, 307, 308] as const)(
    'by a redirect (%i) is not followed anywhere',
    async (code, { scene: { room, otherRoom, putWebhook, start } }) => {
      room.willAnswer(redirect(otherRoom.url, code));
      putWebhook(room.url);
      const lambda = await start();

      expect(await lambda.invoke(rootUseEvent())).toMatchObject(
        failedSaying(`Not told: dooray answered ${code} (1 attempt).`),
      );
      expect(otherRoom.connections()).toBe(0);
    },
  );
});

describe.concurrent('a room behind TLS', () => {
  test('gets nothing when nobody vouches for its certificate', async ({ scene }) => {
    const { putWebhook, openRoom, start } = scene;
    const room = await openRoom({ tls: true });
    putWebhook(room.url);
    const lambda = await start();

    expect(await lambda.invoke(rootUseEvent(), { remainingTimeMs: 4_000 })).toMatchObject(
      failedSaying('Not told: dooray gave no answer (DEPTH_ZERO_SELF_SIGNED_CERT)'),
    );
    expect(room.connections()).toBeGreaterThan(0);
    expect(room.posts).toEqual([]);
  });

  test('is told when its certificate is trusted', async ({ scene, onTestFinished }) => {
    const { putWebhook, openRoom, start } = scene;
    const room = await openRoom({ tls: true });
    const directory = mkdtempSync(join(tmpdir(), 'root-alert-ca-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const certificate = join(directory, 'ca.pem');
    writeFileSync(certificate, room.certificate ?? '');
    putWebhook(room.url);
    const lambda = await start({ NODE_EXTRA_CA_CERTS: certificate });

    expect(await lambda.invoke(rootUseEvent())).toEqual(succeeded);
    expect(room.posts).toHaveLength(1);
  });
});

describe.concurrent('a sandbox that Lambda freezes', () => {
  test('before the first read of the secret has ended still tells', async ({ scene }) => {
    const { room, secrets, putWebhook, coldStart } = scene;
    putWebhook(room.url);
    secrets.slow(60_000);
    const lambda = await coldStart();
    await vi.waitUntil(() => secrets.count() === 1, patience);
    await lambda.kill('SIGSTOP');
    // A frozen process learns of no connection that dies meanwhile.
    await secrets.stop();
    await secrets.start();
    secrets.slow(0);

    const outcome = lambda.invoke(rootUseEvent());
    await lambda.kill('SIGCONT');

    expect(await outcome).toEqual(succeeded);
    expect(room.posts).toHaveLength(1);
    expect(lambda.coldStarts()).toBe(1);
  });

  test('for longer than the cache’s age reads the secret again', async ({ scene }) => {
    const { room, putWebhook, start } = scene;
    putWebhook(room.urlFor('old-token'));
    const lambda = await start({ WEBHOOK_CACHE_SECONDS: '1' });
    await lambda.invoke(rootUseEvent());
    await lambda.kill('SIGSTOP');
    putWebhook(room.urlFor('new-token'));
    await sleep(1_100);

    const outcome = lambda.invoke(rootUseEvent());
    await lambda.kill('SIGCONT');

    expect(await outcome).toEqual(succeeded);
    expect(room.posts.map(({ token }) => token)).toEqual(['old-token', 'new-token']);
  });

  test('while AWS drops its idle connections tells as ever', async ({ scene }) => {
    const { room, dynamodb, secrets, putWebhook, start } = scene;
    putWebhook(room.url);
    const lambda = await start({ WEBHOOK_CACHE_SECONDS: '0' });
    await lambda.invoke(rootUseEvent());
    await lambda.kill('SIGSTOP');
    for (const service of [dynamodb, secrets]) {
      await service.stop();
      await service.start();
    }

    const outcome = lambda.invoke(rootUseEvent());
    await lambda.kill('SIGCONT');

    expect(await outcome).toEqual(succeeded);
    expect(room.posts).toHaveLength(2);
    expect(lambda.log()).not.toContain('LedgerFault');
  });
});

describe.concurrent('a configuration that cannot be used', () => {
  test.for<[string, string, string]>([
    ['LOCALE', 'fr', 'expected ko or en'],
    ['TIME_ZONE', 'Mars/Olympus', 'expected the name of a time zone, such as Asia/Seoul'],
    ['BOT_NAME', ' ', 'expected a name'],
    ['BOT_ICON', 'icon.png', 'expected an https URL, or nothing'],
    ['WEBHOOK_SECRET_ID', '', 'expected the name or ARN of the secret'],
    ['LEDGER_TABLE', '', 'expected the name of the DynamoDB table'],
    ['METRICS_NAMESPACE', '', 'expected a CloudWatch namespace'],
    ['WEBHOOK_CACHE_SECONDS', '-1', 'expected a whole number of seconds from 0 to 3600'],
    ['WEBHOOK_CACHE_SECONDS', '3601', 'expected a whole number of seconds from 0 to 3600'],
    ['WEBHOOK_EXTRA_HOSTS', 'https://example.org', 'expected host names'],
  ])(
    '%s=%s fails the start and names the key',
    async ([key, value, expected], { scene: { room, coldStart } }) => {
      const lambda = await coldStart({ [key]: value });

      expect(await lambda.invoke(rootUseEvent())).toMatchObject({
        ok: false,
        errorType: 'ConfigError',
        errorMessage: expect.stringMatching(new RegExp(`^${key}: ${expected}`)),
      });
      expect(room.connections()).toBe(0);
    },
  );

  test('in two keys names both', async ({ scene: { coldStart } }) => {
    const lambda = await coldStart({ LOCALE: 'fr', LEDGER_TABLE: '' });

    expect(await lambda.invoke(rootUseEvent())).toMatchObject({
      errorMessage: expect.stringMatching(/^LOCALE: .* LEDGER_TABLE: /),
    });
  });
});
