import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test as plainTest, vi } from 'vitest';
import { createDynamoDb } from '../../lib/aws/dynamodb.ts';
import { systemClock } from '../../lib/clock.ts';
import { createDynamoDbLedger } from '../../lib/ledger/dynamodb-ledger.ts';
import { ko } from '../../lib/messages/words-ko.ts';
import { BusyMachine, expectWithin, retriedWhenBusy } from './support/busy-machine.ts';
import { hang, ok, slowly } from './support/chat-room.ts';
import { deliveryDoc, type Table, withTables } from './support/delivery-doc.ts';
import { startDynamoDb } from './support/dynamodb.ts';
import { failedSaying, succeeded } from './support/invocation-outcome.ts';
import type { Lambda } from './support/lambda-runtime.ts';
import { startLossyDoor } from './support/lossy-door.ts';
import { template } from './support/packaged-service.ts';
import { readPost } from './support/read-post.ts';
import {
  alertLines,
  ledgerTable,
  outcomes,
  patience,
  type Scene,
  test,
} from './support/root-event-scene.ts';
import { type RootUseEvent, rootUseEvent } from './support/root-use-event.ts';

/** A row of docs/delivery.md, which is also the name of a test. */
type Claim = {
  readonly when: string;
  readonly posts: string;
  readonly ledger: string;
  readonly invocation: string;
};
type Story = (scene: Scene, onTestFinished: (clean: () => Promise<void>) => void) => Promise<void>;

const tables: Record<string, Table> = {};

/** A table of docs/delivery.md, each of whose rows is a test. */
function table(name: string, fill: (claim: (row: Claim, story: Story) => void) => void): void {
  const rows: string[][] = [];
  tables[name] = {
    headings: ['What happens', 'Posts', 'Ledger afterwards', 'Invocation'],
    rows,
  };
  describe.concurrent(name, () => {
    fill(({ when, posts, ledger, invocation }, story) => {
      rows.push([when, posts, ledger, invocation]);
      test(when, retriedWhenBusy, ({ scene, onTestFinished }) => story(scene, onTestFinished));
    });
  });
}

/** A lease lasts as long as the invocation that takes it has left. */
const leaseMs = 30_000;

const triesOfALedgerCall = 2;

const told = { told: ['dooray'], toldAt: expect.any(Number) };
const leased = { told: [], leaseUntil: expect.any(Number) };

const another = failedSaying('Another invocation is telling it.');

/** Starts a warm function whose room is `scene.room`. */
async function startFor({ room, putWebhook, start }: Scene, env = {}): Promise<Lambda> {
  putWebhook(room.url);
  return start(env);
}

table('ledger in trouble', (claim) => {
  claim(
    {
      when: 'DynamoDB refuses connections',
      posts: '1, within 2 s',
      ledger: 'nothing',
      invocation: 'succeeds; the log names the fault',
    },
    async (scene) => {
      const lambda = await startFor(scene);
      await scene.dynamodb.stop();
      const event = rootUseEvent();
      const invokedAtMs = Date.now();

      expect(await lambda.invoke(event)).toEqual(succeeded);

      expect(scene.room.posts).toHaveLength(1);
      expectWithin(2_000, msUntilPost(scene, invokedAtMs));
      expect(await scene.ledgerRow(event.detail.eventID)).toBeUndefined();
      expect(ledgerFaults(lambda)).toHaveLength(2);
    },
  );

  claim(
    {
      when: 'DynamoDB takes 3 s for every answer',
      posts: '1, within 6 s',
      ledger: 'nothing',
      invocation: 'succeeds within 10 s; the log names the fault',
    },
    async (scene) => {
      const lambda = await startFor(scene);
      scene.dynamodb.slow(3_000);
      const event = rootUseEvent();
      const invokedAtMs = Date.now();

      expect(await lambda.invoke(event)).toEqual(succeeded);

      expectWithin(10_000, Date.now() - invokedAtMs);
      expect(scene.room.posts).toHaveLength(1);
      expectWithin(6_000, msUntilPost(scene, invokedAtMs));
      expect(await scene.ledgerRow(event.detail.eventID)).toBeUndefined();
      expect(ledgerFaults(lambda)).toHaveLength(2);
    },
  );

  claim(
    {
      when: 'DynamoDB throttles every call',
      posts: '1, within 2 s',
      ledger: 'nothing',
      invocation: 'succeeds; the log names the fault',
    },
    async (scene) => {
      const lambda = await startFor(scene);
      scene.dynamodb.throttle(Number.POSITIVE_INFINITY);
      const invokedAtMs = Date.now();

      expect(await lambda.invoke(rootUseEvent())).toEqual(succeeded);

      expect(scene.room.posts).toHaveLength(1);
      expectWithin(2_000, msUntilPost(scene, invokedAtMs));
      expect(ledgerFaults(lambda)).toEqual([
        'ProvisionedThroughputExceededException',
        'ProvisionedThroughputExceededException',
      ]);
    },
  );

  claim(
    {
      when: 'DynamoDB fails one call, and not the next try',
      posts: '1',
      ledger: 'told',
      invocation: 'succeeds',
    },
    async (scene) => {
      const lambda = await startFor(scene);
      scene.dynamodb.fail(1);
      const event = rootUseEvent();

      expect(await lambda.invoke(event)).toEqual(succeeded);

      expect(scene.room.posts).toHaveLength(1);
      expect(ledgerFaults(lambda)).toEqual([]);
      expect(await scene.ledgerRow(event.detail.eventID)).toMatchObject(told);
    },
  );

  const places = [
    { place: 'the claim', after: 0, ledger: 'told', row: told },
    { place: 'the count', after: 1, ledger: 'told', row: told },
    { place: 'the record', after: 2, ledger: 'leased', row: leased },
  ];
  for (const { place, after, ledger, row } of places) {
    claim(
      {
        when: `DynamoDB fails at ${place}`,
        posts: '1',
        ledger,
        invocation: 'succeeds; the log names the fault',
      },
      async (scene) => {
        const lambda = await startFor(scene);
        scene.dynamodb.fail(triesOfALedgerCall, { after });
        const event = rootUseEvent();

        expect(await lambda.invoke(event)).toEqual(succeeded);

        expect(scene.room.posts).toHaveLength(1);
        expect(ledgerFaults(lambda)).toEqual(['InternalServerError']);
        expect(await scene.ledgerRow(event.detail.eventID)).toMatchObject(row);
      },
    );
  }

  const lostAnswers = [
    { place: 'the claim', after: 0 },
    { place: 'the count', after: 1 },
    { place: 'the record', after: 2 },
  ];
  for (const { place, after } of lostAnswers) {
    claim(
      {
        when: `DynamoDB does its work, but the answer to ${place} is lost`,
        posts: '1',
        ledger: 'told',
        invocation: 'succeeds',
      },
      async (scene, onTestFinished) => {
        const door = await startLossyDoor(scene.dynamodb.url);
        onTestFinished(() => door.stop());
        scene.putWebhook(scene.room.url);
        const lambda = await scene.start({ AWS_ENDPOINT_URL_DYNAMODB: door.url });
        door.loseAnswers(1, { after });
        // The first use in the account: told though it only reads.
        const event = rootUseEvent({ isReadOnly: true });

        expect(await lambda.invoke(event)).toEqual(succeeded);

        expect(scene.room.posts).toHaveLength(1);
        expect(await scene.ledgerRow(event.detail.eventID)).toMatchObject(told);
      },
    );
  }

  claim(
    {
      when: 'DynamoDB throttles the count, in an account of whose use it has just told',
      posts: '1: the first',
      ledger: 'leased',
      invocation: 'succeeds, as left to the digest',
    },
    async (scene) => {
      const lambda = await startFor(scene);
      await lambda.invoke(rootUseEvent());
      scene.dynamodb.throttle(triesOfALedgerCall, { after: 1 });
      const event = rootUseEvent();

      expect(await lambda.invoke(event)).toEqual(succeeded);

      expect(scene.room.posts).toHaveLength(1);
      expect(outcomes(lambda)).toEqual(['told', 'leftToDigest']);
      expect(await scene.ledgerRow(event.detail.eventID)).toMatchObject(leased);
    },
  );

  claim(
    {
      when: 'DynamoDB throttles the count of an account that nobody used before',
      posts: '1',
      ledger: 'told',
      invocation: 'succeeds; the log names the fault',
    },
    async (scene) => {
      const lambda = await startFor(scene);
      scene.dynamodb.throttle(triesOfALedgerCall, { after: 1 });
      const event = rootUseEvent();

      expect(await lambda.invoke(event)).toEqual(succeeded);

      expect(scene.room.posts).toHaveLength(1);
      expect(ledgerFaults(lambda)).toEqual(['ProvisionedThroughputExceededException']);
      expect(await scene.ledgerRow(event.detail.eventID)).toMatchObject(told);
    },
  );

  claim(
    {
      when: 'DynamoDB refuses connections, and twelve actions happen in one account',
      posts: '12',
      ledger: 'nothing',
      invocation: 'all succeed',
    },
    async (scene) => {
      const lambda = await startFor(scene, { WEBHOOK_CACHE_SECONDS: '0' });
      await scene.dynamodb.stop();

      await invokeUnpaced(
        scene,
        lambda,
        times(12, () => rootUseEvent()),
      );

      expect(scene.room.posts).toHaveLength(12);
      expect(new Set(outcomes(lambda))).toEqual(new Set(['told']));
    },
  );
});

table('told once', (claim) => {
  claim(
    {
      when: 'An event is told that nobody told before',
      posts: '1',
      ledger: 'told, by three calls',
      invocation: 'succeeds; cold with one read of the secret, warm with none',
    },
    async (scene) => {
      const lambda = await startFor(scene);

      await lambda.invoke(rootUseEvent());
      expect([scene.secrets.count(), scene.dynamodb.count()]).toEqual([1, 3]);
      await lambda.invoke(rootUseEvent());
      expect([scene.secrets.count(), scene.dynamodb.count()]).toEqual([1, 6]);
      await lambda.invoke(rootUseEvent({ account: '444455556666' }));
      expect([scene.secrets.count(), scene.dynamodb.count()]).toEqual([1, 9]);

      expect(new Set(scene.dynamodb.calls.map(({ operation }) => operation))).toEqual(
        new Set(['UpdateItem']),
      );
      expect(scene.room.posts).toHaveLength(3);
    },
  );

  claim(
    {
      when: 'A second sandbox starts within ten minutes of the account’s first use',
      posts: '1',
      ledger: 'told, by four calls the first time',
      invocation: 'succeeds',
    },
    async (scene) => {
      const first = await startFor(scene);
      await first.invoke(rootUseEvent());
      const second = await scene.start();
      const before = scene.dynamodb.count();

      expect(await second.invoke(rootUseEvent())).toEqual(succeeded);
      expect(scene.dynamodb.count() - before).toBe(4);
      expect(await second.invoke(rootUseEvent())).toEqual(succeeded);
      expect(scene.dynamodb.count() - before).toBe(7);
    },
  );

  claim(
    {
      when: 'An event comes again that was told',
      posts: '0',
      ledger: 'unchanged, by one call',
      invocation: 'succeeds, as a duplicate',
    },
    async (scene) => {
      const lambda = await startFor(scene);
      const event = rootUseEvent();
      await lambda.invoke(event);
      const row = await scene.ledgerRow(event.detail.eventID);
      const before = scene.dynamodb.count();

      expect(await lambda.invoke(event)).toEqual(succeeded);

      expect(scene.room.posts).toHaveLength(1);
      expect(scene.dynamodb.calls.slice(before).map(({ operation }) => operation)).toEqual([
        'UpdateItem',
      ]);
      expect(await scene.ledgerRow(event.detail.eventID)).toEqual(row);
      expect(outcomes(lambda)).toEqual(['told', 'duplicate']);
    },
  );

  claim(
    {
      when: 'An event comes again while it is being told',
      posts: '0',
      ledger: 'told, once the first has ended',
      invocation: 'fails: “Another invocation is telling it.”',
    },
    async (scene) => {
      let accept = (): unknown => undefined;
      scene.room.willAnswer((response) => {
        accept = () => response.end();
      });
      const lambda = await startFor(scene);
      const second = await scene.start();
      const event = rootUseEvent();
      const first = lambda.invoke(event);
      await vi.waitUntil(() => scene.room.posts.length === 1, patience);

      expect(await second.invoke(event)).toMatchObject(another);

      accept();
      expect(await first).toEqual(succeeded);
      expect(scene.room.posts).toHaveLength(1);
      expect(await scene.ledgerRow(event.detail.eventID)).toMatchObject(told);
    },
  );

  claim(
    {
      when: 'One of two rooms was told; the event comes again',
      posts: '1, to the other room',
      ledger: 'told, both',
      invocation: 'succeeds',
    },
    async (scene) => {
      const { room, otherRoom, putWebhook, start, ledgerRow } = scene;
      putWebhook({ dooray: room.url, slack: otherRoom.url });
      otherRoom.willAnswer({ status: 400 }, ok());
      const lambda = await start();
      const event = rootUseEvent();
      expect(await lambda.invoke(event)).toMatchObject(failedSaying('slack answered 400'));

      expect(await lambda.invoke(event)).toEqual(succeeded);

      expect(room.posts).toHaveLength(1);
      expect(otherRoom.posts).toHaveLength(2);
      expect(await ledgerRow(event.detail.eventID)).toMatchObject({
        told: ['dooray', 'slack'],
        toldAt: expect.any(Number),
      });
    },
  );

  claim(
    {
      when: 'Two records have one eventID that is no UUID, and different content',
      posts: '1 each',
      ledger: 'told, each',
      invocation: 'succeeds',
    },
    async (scene) => {
      const lambda = await startFor(scene);
      const record = { eventID: 'not-a-uuid', userAgent: 'one' };

      await lambda.invoke(rootUseEvent({ detail: record }));
      await lambda.invoke(rootUseEvent({ detail: { ...record, userAgent: 'other' } }));

      expect(outcomes(lambda)).toEqual(['told', 'told']);
      expect(new Set(scene.room.posts.map(({ rawBody }) => rawBody)).size).toBe(2);
    },
  );

  claim(
    {
      when: 'Two records have one eventID that is no UUID, and the same content',
      posts: '1 in all',
      ledger: 'told',
      invocation: 'succeeds, the second as a duplicate',
    },
    async (scene) => {
      const lambda = await startFor(scene);

      await lambda.invoke(rootUseEvent({ detail: { eventID: 'not-a-uuid' } }));
      await lambda.invoke(rootUseEvent({ detail: { eventID: 'not-a-uuid' } }));

      expect(outcomes(lambda)).toEqual(['told', 'duplicate']);
      expect(scene.room.posts).toHaveLength(1);
    },
  );
});

table('crashes', (claim) => {
  claim(
    {
      when: 'The process is killed after its claim and before its post',
      posts: '1, by the first attempt after the lease',
      ledger: 'told',
      invocation: 'fails while the lease lasts, then succeeds',
    },
    async (scene) => {
      const { room, secrets, dynamodb, putWebhook, coldStart, start } = scene;
      putWebhook(room.url);
      const second = await start();
      secrets.slow(60_000);
      const first = await coldStart();
      await vi.waitUntil(() => secrets.count() === 2, patience);
      const event = rootUseEvent();
      const crashed = first.invoke(event, { remainingTimeMs: leaseMs });
      await vi.waitUntil(() => dynamodb.count() === 2, patience);
      await first.kill('SIGKILL');
      expect(await crashed).toMatchObject({ ok: false, errorType: 'Runtime.ExitError' });
      expect(room.connections()).toBe(0);

      expect(await second.invoke(event)).toMatchObject(another);
      await scene.letLeasePass(event.detail.eventID, leaseMs);
      expect(await second.invoke(event)).toEqual(succeeded);

      expect(room.posts).toHaveLength(1);
      expect(await scene.ledgerRow(event.detail.eventID)).toMatchObject(told);
    },
  );

  claim(
    {
      when: 'The process is killed while it waits for the room’s answer',
      posts: '2, one by the first attempt after the lease',
      ledger: 'told',
      invocation: 'succeeds',
    },
    async (scene) => {
      scene.room.willAnswer(hang(), ok());
      const first = await startFor(scene);
      const second = await scene.start();
      const event = rootUseEvent();
      const crashed = first.invoke(event, { remainingTimeMs: leaseMs });
      await vi.waitUntil(() => scene.room.posts.length === 1, patience);
      await first.kill('SIGKILL');
      expect(await crashed).toMatchObject({ ok: false });
      expect(await scene.ledgerRow(event.detail.eventID)).toMatchObject(leased);

      await scene.letLeasePass(event.detail.eventID, leaseMs);
      expect(await second.invoke(event)).toEqual(succeeded);

      expect(scene.room.posts).toHaveLength(2);
      expect(await scene.ledgerRow(event.detail.eventID)).toMatchObject(told);
    },
  );

  claim(
    {
      when: 'The process is killed after its post and before its record',
      posts: '2, one by the first attempt after the lease',
      ledger: 'told',
      invocation: 'succeeds',
    },
    async (scene) => {
      const { room, dynamodb } = scene;
      room.willAnswer(slowly(300, ok()));
      const first = await startFor(scene);
      const second = await scene.start();
      const event = rootUseEvent();
      const crashed = first.invoke(event, { remainingTimeMs: leaseMs });
      await vi.waitUntil(() => room.posts.length === 1, patience);
      dynamodb.slow(60_000);
      await vi.waitUntil(() => dynamodb.count() === 3, patience);
      await first.kill('SIGKILL');
      dynamodb.slow(0);
      expect(await crashed).toMatchObject({ ok: false });
      expect(await scene.ledgerRow(event.detail.eventID)).toMatchObject(leased);

      await scene.letLeasePass(event.detail.eventID, leaseMs);
      expect(await second.invoke(event)).toEqual(succeeded);

      expect(room.posts).toHaveLength(2);
      expect(await scene.ledgerRow(event.detail.eventID)).toMatchObject(told);
    },
  );
});

table('bursts', (claim) => {
  claim(
    {
      when: '30 critical actions of one kind in ten minutes, met by three sandboxes',
      posts: '21, the last of which says that repetitions come together from now on',
      ledger: '21 told, 9 leased',
      invocation: 'all succeed, 9 of them as left to the digest',
    },
    async (scene) => {
      scene.putWebhook(scene.room.url);
      const lambdas = await Promise.all(
        times(3, () => scene.start({ WEBHOOK_CACHE_SECONDS: '0' })),
      );
      const events = times(30, () => rootUseEvent());

      await Promise.all(
        lambdas.map((lambda, n) => invokeUnpaced(scene, lambda, events.slice(n * 10, n * 10 + 10))),
      );

      const all = lambdas.flatMap(outcomes);
      expect(all.filter((it) => it === 'told')).toHaveLength(21);
      expect(all.filter((it) => it === 'leftToDigest')).toHaveLength(9);
      expect(scene.room.posts).toHaveLength(21);
      const remarks = scene.room.posts.map((post) => readPost(post).facts.get(ko.label.remark));
      expect(remarks.filter(Boolean)).toEqual([ko.manyCriticals(21)]);
      const rows = await Promise.all(events.map(({ detail }) => scene.ledgerRow(detail.eventID)));
      expect(rows.filter((row) => row?.toldAt !== undefined)).toHaveLength(21);
      expect(rows.filter((row) => row?.leaseUntil !== undefined)).toHaveLength(9);
    },
  );

  claim(
    {
      when: 'A hundred repetitions of CreateAccessKey to bury one from a new address, then StopLogging and the 101st',
      posts:
        '25: the first 20, the 21st, 40th and 80th, the one from the new address, and StopLogging',
      ledger: 'told, and the other repetitions leased',
      invocation: 'succeeds, for the other repetitions as left to the digest',
    },
    async (scene) => {
      const lambda = await startFor(scene, { WEBHOOK_CACHE_SECONDS: '0' });
      const key = () => deed('CreateAccessKey', 'iam');
      const elsewhere = deed('CreateAccessKey', 'iam', { sourceIPAddress: '203.0.113.77' });
      await invokeUnpaced(scene, lambda, [
        ...times(100, key),
        elsewhere,
        deed('StopLogging', 'cloudtrail'),
        key(),
      ]);
      const told = outcomes(lambda).flatMap((it, index) => (it === 'told' ? [index + 1] : []));
      expect(told).toEqual([...times(21, (n) => n + 1), 40, 80, 101, 102]);
    },
  );

  claim(
    {
      when: 'Ten harmless calls, then StopLogging, CreateAccessKey, DeactivateMFADevice and LeaveOrganization',
      posts: '14: each of the four by its own invocation',
      ledger: '14 told',
      invocation: 'succeeds',
    },
    async (scene) => {
      const lambda = await startFor(scene, { WEBHOOK_CACHE_SECONDS: '0' });
      const harmless = times(10, () => deed('CreateTags', 'ec2'));
      await invokeUnpaced(scene, lambda, [...harmless, ...graveDeeds()]);
      expect(outcomes(lambda)).toEqual(times(14, () => 'told'));
    },
  );

  claim(
    {
      when: 'Forty kinds of decoys, twice each, then the same four',
      posts: '35 decoys, the first 30 of their kinds among them, and each of the four',
      ledger: 'told, and the other decoys leased',
      invocation: 'succeeds, for the other decoys as left to the digest',
    },
    async (scene) => {
      const lambda = await startFor(scene, { WEBHOOK_CACHE_SECONDS: '0' });
      const decoys = times(40, (kind) => times(2, () => deed(`CreateThing${kind}`, 'ec2'))).flat();
      await invokeUnpaced(scene, lambda, [...decoys, ...graveDeeds()]);
      const all = outcomes(lambda);
      expect(all.slice(-4)).toEqual(times(4, () => 'told'));
      // The first of a kind, and among the first ten actions both.
      expect(all.slice(0, 80).filter((it) => it === 'told')).toHaveLength(35);
    },
  );

  claim(
    {
      when: 'Ten refused sign-ins by anybody, then root signs in without MFA, and does StopLogging and CreateAccessKey',
      posts: '5: the first and the tenth refused one, and each of the three',
      ledger: '5 told, 8 leased',
      invocation: 'succeeds, eight times as left to the digest',
    },
    async (scene) => {
      const lambda = await startFor(scene, { WEBHOOK_CACHE_SECONDS: '0' });
      const guesses = times(10, (n) => signIn('Failure', `198.51.100.${n}`));
      await invokeUnpaced(scene, lambda, [
        ...guesses,
        signIn('Success', '203.0.113.66'),
        ...graveDeeds().slice(0, 2),
      ]);
      expect(outcomes(lambda)).toEqual([
        'told',
        ...times(8, () => 'leftToDigest'),
        'told',
        ...times(3, () => 'told'),
      ]);
      expect(scene.room.posts.slice(1, 2).map(readPost)).toEqual([
        expect.objectContaining({ headline: expect.stringContaining(ko.guesses(10)) }),
      ]);
    },
  );

  claim(
    {
      when: 'The budget is spent, then root reads from a new address, in a new session, and signs in again',
      posts: 'each of the three by its own invocation',
      ledger: 'told',
      invocation: 'succeeds',
    },
    async (scene) => {
      const lambda = await startFor(scene, { WEBHOOK_CACHE_SECONDS: '0' });
      await invokeUnpaced(scene, lambda, [
        ...times(12, () => deed('CreateTags', 'ec2')),
        deed('ListBuckets', 's3', { sourceIPAddress: '203.0.113.77', readOnly: true }),
        deed('ListBuckets', 's3', {
          userIdentity: session('ASIA7777777777777777'),
          readOnly: true,
        }),
        deed('ListBuckets', 's3', { readOnly: true }),
        signIn('Success', '203.0.113.24'),
      ]);
      expect(outcomes(lambda).slice(10)).toEqual([
        'leftToDigest',
        'leftToDigest',
        'told',
        'told',
        'leftToDigest',
        'told',
      ]);
    },
  );

  claim(
    {
      when: 'Ten events of a partner’s source name the account, then root acts',
      posts: 'of root, as if they had never been',
      ledger: 'told',
      invocation: 'succeeds',
    },
    async (scene) => {
      const lambda = await startFor(scene, { WEBHOOK_CACHE_SECONDS: '0' });
      const forged = times(10, () => ({ ...rootUseEvent(), source: 'aws.partner/example.com/x' }));
      await invokeUnpaced(scene, lambda, [
        ...forged,
        ...times(10, () => deed('CreateTags', 'ec2')),
      ]);
      expect(outcomes(lambda).slice(10)).toEqual(times(10, () => 'told'));
    },
  );

  claim(
    {
      when: 'Somebody writes a window ten years ahead into the ledger, with every budget spent, then root signs in',
      posts: '1',
      ledger: 'told, with a new window',
      invocation: 'succeeds',
    },
    async (scene) => {
      const lambda = await startFor(scene);
      const key = 'account#111122223333';
      const tenYearsMs = 10 * 365 * 24 * 3_600_000;
      await scene.dynamodb.setNumber(ledgerTable, key, 'windowStart', Date.now() + tenYearsMs);
      await scene.dynamodb.setNumber(ledgerTable, key, 'uses', 1_000);
      await scene.dynamodb.setNumber(ledgerTable, key, 'actions', 1_000);
      expect(await lambda.invoke(signIn('Success', '203.0.113.24'))).toEqual(succeeded);
      expect(outcomes(lambda)).toEqual(['told']);
      const rows = await scene.dynamodb.scan(ledgerTable);
      expect(rows.find(({ pk }) => pk === key)).toMatchObject({ uses: 1 });
    },
  );

  claim(
    {
      when: 'The first use of an account only reads, as do the third and fourth; the second acts',
      posts: '2: the first and the second',
      ledger: '2 told, 2 leased',
      invocation: 'succeeds, twice as left to the digest',
    },
    async (scene) => {
      const lambda = await startFor(scene, { WEBHOOK_CACHE_SECONDS: '0' });
      const events = [true, false, true, true].map((isReadOnly) => rootUseEvent({ isReadOnly }));

      await invokeUnpaced(scene, lambda, events);

      expect(outcomes(lambda)).toEqual(['told', 'told', 'leftToDigest', 'leftToDigest']);
      expect(scene.room.posts).toHaveLength(2);
    },
  );

  claim(
    {
      when: 'Eleven actions of one kind in one account, then one read-only call in another',
      posts: '11: ten of the first, one of the other',
      ledger: '11 told, 1 leased',
      invocation: 'succeeds, once as left to the digest',
    },
    async (scene) => {
      const lambda = await startFor(scene, { WEBHOOK_CACHE_SECONDS: '0' });
      const events = times(11, () => deed('CreateTags', 'ec2'));

      await invokeUnpaced(scene, lambda, [
        ...events,
        rootUseEvent({ account: '444455556666', isReadOnly: true }),
      ]);

      expect(outcomes(lambda)).toEqual([...times(10, () => 'told'), 'leftToDigest', 'told']);
      expect(scene.room.posts).toHaveLength(11);
    },
  );

  claim(
    {
      when: 'Eleven drills, then a read-only call that is none',
      posts: '11: ten drills and the call',
      ledger: '11 told, 1 leased',
      invocation: 'succeeds, once as left to the digest',
    },
    async (scene) => {
      const lambda = await startFor(scene, { WEBHOOK_CACHE_SECONDS: '0' });

      await invokeUnpaced(scene, lambda, [
        ...times(11, () => rootUseEvent({ isDrill: true })),
        rootUseEvent({ isReadOnly: true }),
      ]);

      expect(outcomes(lambda)).toEqual([...times(10, () => 'told'), 'leftToDigest', 'told']);
      expect(scene.room.posts).toHaveLength(11);
    },
  );
});

describe('many at once', () => {
  const fiftyAtOnce = 'Twenty cold sandboxes are handed one event fifty times at once';
  tables['fifty at once'] = {
    headings: ['What happens', 'Posts', 'Ledger afterwards', 'Invocation'],
    rows: [
      [
        fiftyAtOnce,
        '1',
        'told',
        'one succeeds; the others fail as long as it is at it, then succeed as duplicates',
      ],
    ],
  };

  test(fiftyAtOnce, { timeout: 120_000, ...retriedWhenBusy }, async ({ scene }) => {
    const { room, putWebhook, coldStart, ledgerRow } = scene;
    putWebhook(room.url);
    room.willAnswer(slowly(500, ok()));
    const lambdas = await Promise.all(times(20, () => coldStart()));
    const event = rootUseEvent();

    const deliveries = await Promise.all(
      lambdas.map(async (lambda, n) => {
        const outcomes = [];
        for (const _ of times(n < 10 ? 3 : 2, () => 0)) outcomes.push(await lambda.invoke(event));
        return outcomes;
      }),
    );

    // The ledger is waited for as long as it takes DynamoDB in trouble, not a machine with twenty processes to run.
    if (lambdas.flatMap(ledgerFaults).length > 0) throw new BusyMachine('the ledger timed out');
    const all = deliveries.flat();
    expect(all).toHaveLength(50);
    expect(room.posts).toHaveLength(1);
    for (const outcome of all) {
      expect(outcome).toMatchObject(outcome.ok ? succeeded : another);
    }
    expect(lambdas.flatMap(outcomes).filter((it) => it === 'told')).toHaveLength(1);
    expect(await ledgerRow(event.detail.eventID)).toMatchObject(told);
  });
});

describe('what a function keeps for its next run', () => {
  plainTest('is there again, for another process too, and the last of what was kept', async () => {
    const { dynamodb, ledger, another } = await twoLedgers();
    await ledger.keepState('reconcile', '{"a":1}');
    await ledger.keepState('reconcile', '{"a":2,"ㄱ":"\u0000"}');
    await ledger.keepState('ncloud', 'else');
    expect(await another.state('reconcile')).toBe('{"a":2,"ㄱ":"\u0000"}');
    expect(await another.state('ncloud')).toBe('else');
    // What the functions' roles permit, and nothing else.
    const operations = new Set(dynamodb.calls.map(({ operation }) => operation));
    expect(operations).toEqual(new Set(['GetItem', 'UpdateItem']));
  });

  plainTest('is a row of its own, which does not expire', async () => {
    const { dynamodb, table, ledger } = await twoLedgers();
    await ledger.claim('reconcile', 1_000);
    await ledger.keepState('reconcile', 'text');
    const rows = await dynamodb.scan(table);
    expect(rows.find(({ pk }) => pk === 'state#reconcile')).toEqual({
      pk: 'state#reconcile',
      text: 'text',
      keptAt: expect.any(Number),
    });
    expect(rows).toHaveLength(2);
  });

  plainTest('is nothing when nobody kept anything', async () => {
    const { ledger } = await twoLedgers();
    expect(await ledger.state('reconcile')).toBeUndefined();
  });

  plainTest('is an error, and not nothing, while DynamoDB does not answer', async () => {
    const { dynamodb, ledger } = await twoLedgers();
    await ledger.keepState('reconcile', 'text');
    dynamodb.fail(Number.POSITIVE_INFINITY);
    await expect(ledger.state('reconcile')).rejects.toThrow();
    await expect(ledger.keepState('reconcile', 'other')).rejects.toThrow();
  });
});

/** The ledger of two processes, over one table. */
async function twoLedgers() {
  const dynamodb = await startDynamoDb();
  onTestFinished(() => dynamodb.stop());
  const table = await dynamodb.createTableFrom(template(), 'Ledger');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.stubEnv('AWS_REGION', 'ap-northeast-2');
  for (const [name, value] of Object.entries(dynamodb.environment)) vi.stubEnv(name, value);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const open = () =>
    createDynamoDbLedger(createDynamoDb(process.env, systemClock), table, systemClock);
  const [ledger, another] = [open(), open()];
  return { dynamodb, table, ledger, another };
}

plainTest('docs/delivery.md says all this', async () => {
  await expect(withTables(tables)).toMatchFileSnapshot(deliveryDoc);
});

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

const session = (accessKeyId: string) => ({
  type: 'Root',
  arn: 'arn:aws:iam::111122223333:root',
  accountId: '111122223333',
  accessKeyId,
});

/** What root does in one session, from one address. */
function deed(eventName: string, service: string, record = {}): RootUseEvent {
  return rootUseEvent({
    detail: {
      eventName,
      eventSource: `${service}.amazonaws.com`,
      sourceIPAddress: '203.0.113.24',
      userIdentity: session('ASIAQ7RT2MVK4EXAMPLE'),
      requestParameters: null,
      responseElements: null,
      readOnly: false,
      eventID: randomUUID(),
      ...record,
    },
  });
}

const graveDeeds = () => [
  deed('StopLogging', 'cloudtrail'),
  deed('CreateAccessKey', 'iam'),
  deed('DeactivateMFADevice', 'iam'),
  deed('LeaveOrganization', 'organizations'),
];

/** A sign-in to the console without MFA, as anybody who knows the e-mail address can try it. */
function signIn(result: 'Success' | 'Failure', sourceIPAddress: string): RootUseEvent {
  return deed('ConsoleLogin', 'signin', {
    sourceIPAddress,
    userIdentity: { type: 'Root', accountId: '111122223333' },
    responseElements: { ConsoleLogin: result },
    additionalEventData: { MFAUsed: 'No' },
  });
}

function ledgerFaults(lambda: Lambda): string[] {
  return alertLines(lambda).flatMap((line) => line.ledgerFaults);
}

function msUntilPost({ room }: Scene, sinceMs: number): number {
  return (room.posts[0]?.atMs ?? Number.POSITIVE_INFINITY) - sinceMs;
}

/**
 * Invokes on each event in turn. A new webhook for each of them, where the function reads the secret each time, spares
 * the test the second between two posts to one webhook.
 */
async function invokeUnpaced(
  { room, putWebhook }: Scene,
  lambda: Lambda,
  events: readonly RootUseEvent[],
): Promise<void> {
  for (const event of events) {
    putWebhook(room.urlFor(`token-${event.detail.eventID}`));
    expect(await lambda.invoke(event)).toEqual(succeeded);
  }
}
