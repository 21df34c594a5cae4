import fc from 'fast-check';
import { expect } from 'vitest';
import { hostileTextOfAnyLength } from '../lib/hostile-text.ts';
import { expectWithinLimits } from '../lib/rooms/room-dangers.ts';
import { readSampleEvent, sampleEventFiles, withField } from '../lib/sample-events.ts';
import { status } from './support/chat-room.ts';
import { failedSaying, succeeded } from './support/invocation-outcome.ts';
import { ledgerTable, type Scene, test } from './support/root-event-scene.ts';

const runs = 100;
const timeoutMs = 180_000;

/** Where a record has something that is read, or nothing that is. */
const places = [
  ...['source', 'account', 'region', 'time', 'detail', 'detail-type'],
  ...['eventName', 'eventSource', 'eventID', 'eventTime', 'awsRegion', 'sourceIPAddress'].map(
    (field) => `detail.${field}`,
  ),
  ...['userAgent', 'errorCode', 'errorMessage', 'readOnly', 'recipientAccountId', 'toString'].map(
    (field) => `detail.${field}`,
  ),
  ...['requestParameters', 'responseElements', 'additionalEventData', 'userIdentity'].map(
    (field) => `detail.${field}`,
  ),
  ...['type', 'arn', 'accountId', 'accessKeyId', 'invokedBy', 'sessionContext'].map(
    (field) => `detail.userIdentity.${field}`,
  ),
  'detail.userIdentity.sessionContext.attributes',
  'detail.additionalEventData.MFAUsed',
  'detail.responseElements.ConsoleLogin',
  'detail.requestParameters.taskPolicyArn',
];

const oddValue = fc.oneof(hostileTextOfAnyLength, fc.jsonValue(), fc.constant(undefined));

/** A sample event, of which some places hold what they never hold, or nothing. */
const oddEvent = fc
  .tuple(
    fc.constantFrom(...sampleEventFiles),
    fc.array(fc.tuple(fc.constantFrom(...places), oddValue), { minLength: 1, maxLength: 6 }),
  )
  .map(([file, changes]) =>
    changes.reduce(
      (event, [place, value]) => withField(event, place, value),
      readSampleEvent(file),
    ),
  );

const anyEvent: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: oddEvent },
  { weight: 2, arbitrary: fc.jsonValue().map((detail) => ({ source: 'aws.iam', detail })) },
  { weight: 2, arbitrary: fc.jsonValue() },
);

test('whatever JSON it is, it is told each room once, in a message that the room takes', {
  timeout: timeoutMs,
}, async ({ scene }) => {
  const { room } = scene;
  await forAnyEvent(scene, runs, async (invoke) => {
    const before = room.posts.length;
    expect(await invoke()).toEqual(succeeded);
    expect(await invoke()).toEqual(succeeded);

    const [dooray, slack] = toldSince(room, before);
    expectWithinLimits.dooray(dooray);
    expectWithinLimits.slack(slack);
  });
});

test('whatever JSON it is, nothing but the room makes the invocation fail', {
  timeout: timeoutMs,
}, async ({ scene }) => {
  const { room } = scene;
  await forAnyEvent(scene, runs / 2, async (invoke, dooray) => {
    room.at(dooray).willAnswer(status(403));
    const before = room.posts.length;

    expect(await invoke()).toMatchObject(
      failedSaying('Not told: dooray answered 403 (1 attempt).'),
    );

    toldSince(room, before);
  });
});

/**
 * The body that Dooray was posted, and the one that Slack was, each once. A second delivery begins a read of the secret and
 * posts nothing. The next case may get what comes of it, which is as fresh as promised: so it does not matter whose pair it is.
 */
function toldSince(
  room: Scene['room'],
  before: number,
): readonly [dooray: unknown, slack: unknown] {
  const told = room.posts.slice(before).toSorted((a, b) => (a.token < b.token ? -1 : 1));
  expect(told.map(({ token }) => token.replace(/-token-\d+$/, ''))).toEqual(['dooray', 'slack']);
  return [told[0]?.body, told[1]?.body];
}

/** Hands many events to one warm function, each with an empty ledger and webhooks of its own. */
async function forAnyEvent(
  scene: Scene,
  numRuns: number,
  claim: (invoke: () => Promise<unknown>, dooray: string) => Promise<void>,
): Promise<void> {
  const webhooks = webhookPairs(scene);
  webhooks.next();
  const lambda = await scene.start({ WEBHOOK_CACHE_SECONDS: '0' });

  await fc.assert(
    fc.asyncProperty(anyEvent, async (event) => {
      // Forgets who was told of what, and how often an account was used.
      await scene.dynamodb.clear(ledgerTable);
      await claim(() => lambda.invoke(event), webhooks.next().dooray);
    }),
    { numRuns },
  );
  expect(lambda.coldStarts()).toBe(1);
}

/** New webhooks for each case spare it the second between two posts to one. */
function webhookPairs({ room, putWebhook }: Scene) {
  let count = 0;
  return {
    next() {
      count += 1;
      const tokens = { dooray: `dooray-token-${count}`, slack: `slack-token-${count}` };
      putWebhook({ dooray: room.urlFor(tokens.dooray), slack: room.urlFor(tokens.slack) });
      return tokens;
    },
  };
}
