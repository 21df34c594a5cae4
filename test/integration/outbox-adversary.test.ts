import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cloudFormationId } from '../../lib/guard/cloudformation-deed.ts';
import { type Delivery, deliverBatch } from './support/event-source-mapping.ts';
import { batchSize, delayMs, type OutboxScene, startOutboxScene } from './support/outbox-scene.ts';
import { readPost } from './support/read-post.ts';
import { rootCall } from './support/root-call.ts';

let scene: OutboxScene;
beforeAll(async () => {
  scene = await startOutboxScene();
});
beforeEach(() => scene.fillSecret('dooray'));
afterEach(() => scene.renew());
afterAll(() => scene.stop());

const deed = (eventName: string, service: string, record = {}) =>
  rootCall(eventName, { eventSource: `${service}.amazonaws.com`, ...record });

const graveDeeds = () => [
  deed('StopLogging', 'cloudtrail', { requestParameters: { name: 'audit-trail' } }),
  deed('CreateAccessKey', 'iam', { requestParameters: { userName: 'deploy' } }),
  deed('DeactivateMFADevice', 'iam'),
  deed('LeaveOrganization', 'organizations'),
];

/** All that the digests in the room say. */
const shown = (): string => scene.room.posts.map(({ rawBody }) => rawBody).join('\n');

describe('an adversary', () => {
  test('who hides four deeds among twelve kinds of decoys has each of them named, the gravest first', async () => {
    const outbox = await scene.start('outbox');
    const decoys = Array.from({ length: 12 }, (_, kind) =>
      Array.from({ length: 2 }, () => deed(`CreateDecoy${kind}`, 'ec2')),
    ).flat();
    await scene.put(...decoys, ...graveDeeds());

    const { kept } = await scene.nextRound(outbox, delayMs);

    expect(kept).toHaveLength(0);
    const digests = scene.room.posts.map(readPost);
    expect(digests).toHaveLength(3);
    const notable = digests[0]?.notable.join('\n') ?? '';
    for (const { detail } of graveDeeds()) expect(notable).toContain(String(detail['eventName']));
    expect(notable).toContain('audit-trail');
    for (const { detail } of decoys) expect(shown()).toContain(String(detail['eventName']));
    expect(shown()).not.toMatch(/외 \d+종/);
  });

  test('who guesses the password from forty addresses makes one message, and hides nobody who got in', async () => {
    const outbox = await scene.start('outbox');
    const signIn = (result: 'Success' | 'Failure', sourceIPAddress: string) =>
      deed('ConsoleLogin', 'signin', {
        sourceIPAddress,
        responseElements: { ConsoleLogin: result },
        additionalEventData: { MFAUsed: 'No' },
      });
    await scene.put(
      ...Array.from({ length: 200 }, (_, index) => signIn('Failure', `198.51.100.${index % 40}`)),
      signIn('Success', '203.0.113.66'),
    );

    let delivery: Delivery | undefined = await scene.nextRound(outbox, delayMs);
    while (delivery) delivery = await deliverBatch(scene.outbox, outbox, batchSize);

    const headlines = scene.room.posts.map((post) => readPost(post).headline);
    expect(headlines).toHaveLength(2);
    expect(headlines).toContainEqual(expect.stringMatching(/^\[경고\] .*IP 40곳에서 200번 실패/));
    expect(headlines).toContainEqual(expect.stringMatching(/^\[긴급\] .*MFA 없이/));
    expect(shown()).toContain('203.0.113.66');
  });

  test('a forged event cannot take the id of a message of ours, nor of an event to come', async () => {
    const outbox = await scene.start('outbox');
    const mallory = { accountId: undefined, arn: 'arn:aws:iam::1:user/m', invokedBy: undefined };
    const predictable = [
      `heartbeat-${new Date().toISOString().slice(0, 10)}`,
      'webhook-v2',
      cloudFormationId({ ...mallory, sourceIp: undefined }, new Date(), 'grave'),
      'drill-1d0a6e3e-9a55-4c1e-8a52-6c6f0b0a7d11',
      'alarm-root-alert-ALARM-2026-11-20T00:00:00Z',
    ];
    const forged = predictable.map((eventID) => deed('ListBuckets', 's3', { eventID }));
    await scene.put(...forged);
    expect((await scene.nextRound(outbox, delayMs)).kept).toHaveLength(0);
    const ids = [...(await scene.ledgerRows()).keys()];
    expect(ids).toHaveLength(predictable.length);
    expect(ids.filter((id) => !id.startsWith('sha256-'))).toEqual([]);

    // The forged ones were told, and what comes later under an id of CloudTrail's is told as well.
    const real = deed('StopLogging', 'cloudtrail');
    const before = scene.room.posts.length;
    await scene.put(real);
    expect((await scene.nextRound(outbox, delayMs)).kept).toHaveLength(0);
    expect(scene.room.posts.length).toBe(before + 1);
    expect((await scene.ledgerRows()).get(String(real.detail['eventID']))).toHaveProperty('toldAt');
  });
});
