import { expect, it } from 'vitest';
import { ko } from '../../lib/messages/words-ko.ts';
import { drillEvents } from '../../scripts/drill-events.js';
import { readForwarding } from '../../scripts/forwarding.js';
import { delayMs, startOutboxScene } from './support/outbox-scene.ts';
import { readPost, sumOfCounts } from './support/read-post.ts';

const home = 'ap-northeast-2';

it('a drill of seventeen regions is five messages, each a drill in its first word, none of them forgotten', async () => {
  const scene = await startOutboxScene();
  try {
    scene.fillSecret('dooray');
    const [rootEvent, outbox] = [await scene.start('rootEvent'), await scene.start('outbox')];
    const { regions } = readForwarding({
      home,
      forwardRegions: '',
      organizationId: '',
      organizationalUnits: '',
      organizationCallAs: '',
    });
    const drill = drillEvents({
      accountId: '111122223333',
      home,
      regions: [home, ...regions],
      areReadsSeen: true,
      now: new Date(),
    });
    const events = drill.map(({ region, detailType, detail }) => ({
      source: 'root-alert.drill.prod',
      'detail-type': detailType,
      account: '111122223333',
      region,
      detail,
    }));
    await scene.put(...events);
    for (const event of events) {
      expect(await rootEvent.invoke(event)).toEqual({ ok: true, result: null });
    }
    const singles = scene.room.posts.map(readPost);
    expect(singles.map(({ facts }) => facts.get(ko.label.region)).toSorted()).toEqual([
      home,
      'us-east-1',
      'us-east-2',
      'us-west-2',
    ]);

    await scene.nextRound(outbox, delayMs);

    const posts = scene.room.posts.map(readPost);
    expect(posts).toHaveLength(5);
    for (const { headline } of posts) expect(headline).toMatch(/^훈련 · /);
    expect(sumOfCounts(posts.at(-1)?.facts.get(ko.label.events))).toBe(13);
    const told = new Set(
      (await scene.dynamoDb.scan('root-alert-ledger-prod'))
        .filter(({ toldAt }) => toldAt !== undefined)
        .map(({ pk }) => pk),
    );
    expect(told).toEqual(new Set(drill.map(({ ledgerId }) => `event#${ledgerId}`)));
  } finally {
    await scene.stop();
  }
});
