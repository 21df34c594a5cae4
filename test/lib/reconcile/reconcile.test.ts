import { describe, expect, test } from 'vitest';
import { deliverBatch } from '../../../lib/delivery/deliver-batch.ts';
import { deliverMissed } from '../../../lib/delivery/deliver-missed.ts';
import { notify } from '../../../lib/delivery/notify.ts';
import { createRootEventHandler } from '../../../lib/delivery/root-event-handler.ts';
import { opsWordsByLocale } from '../../../lib/messages/ops-words-by-locale.ts';
import { en } from '../../../lib/messages/words-en.ts';
import { opsEn } from '../../../lib/messages/words-ops-en.ts';
import type { RootActivity } from '../../../lib/root-activity.ts';
import { sampleKeys, sampleUrls } from '../room-payload.ts';
import {
  account,
  goodTrail,
  home,
  hourMs,
  minuteMs,
  opsEmail,
  opsTopicArn,
  type Scene,
  startScene,
} from './scene.ts';

const invocation = { getRemainingTimeInMillis: () => 30_000 };

/** An account in which the first run is over, and in which a use of root would be found by the run after the next. */
async function startWatching(env: Readonly<Record<string, string>> = {}): Promise<Scene> {
  const scene = startScene(env);
  expect(await scene.run()).toBeUndefined();
  scene.pass(minuteMs);
  return scene;
}

/** Runs each quarter of an hour until `ms` have passed. */
async function runFor(
  scene: Scene,
  ms: number,
  everyMs = 15 * minuteMs,
): Promise<(Error | undefined)[]> {
  const results: (Error | undefined)[] = [];
  for (const end = scene.clock.now() + ms; scene.clock.now() < end; ) {
    const next = scene.clock.now() + everyMs;
    results.push(await scene.run());
    scene.pass(Math.max(0, next - scene.clock.now()));
  }
  return results;
}

/** Where days pass, a run each three hours is enough: each is the same, and takes its time. */
const runSeldom = (scene: Scene, ms: number) => runFor(scene, ms, 3 * hourMs);

/** What the fast path does with a use, rooms willing. */
const comesByTheFastPath = (use: RootActivity, { delivery }: Scene) =>
  notify(use, invocation, delivery).catch(() => {});

const heartbeats = (scene: Scene) => scene.messages.filter(({ advice }) => advice === undefined);

const factsOf = (scene: Scene) =>
  scene.messages.map(({ facts }) => Object.fromEntries(facts.map((it) => [it.label, it.value])));

describe('a use of root that nobody told', () => {
  test('is told once, as itself, with the remark that it was missed and by how long', async () => {
    const scene = await startWatching();
    const use = scene.use({ eventName: 'CreateAccessKey' });
    expect(await runFor(scene, 3 * hourMs)).toEqual(Array.from({ length: 12 }, () => undefined));
    expect(scene.tellers.get(use.id)).toEqual(['reconcile']);
    expect(scene.messages).toHaveLength(1);
    expect(scene.messages[0]?.facts).toEqual(
      expect.arrayContaining([
        { label: en.label.remark, value: en.foundByLookBack },
        { label: '', value: 'CreateAccessKey (IAM)' },
      ]),
    );
    expect(scene.messages[0]?.summary).toMatch(/^Late \((3\d|4[0-5]) min\) · /);
  });

  test('is not told before it is half an hour old', async () => {
    const scene = await startWatching();
    scene.use();
    await runFor(scene, 30 * minuteMs);
    expect(scene.messages).toEqual([]);
  });

  test('is counted as a miss in the run that tells it, which is also a sign of life', async () => {
    const scene = await startWatching();
    scene.use();
    await runFor(scene, hourMs);
    expect(scene.runs().map(({ Missed }) => Missed)).toEqual([0, 0, 0, 1, 0]);
    expect(scene.runs().map(({ Alive }) => Alive)).toEqual([1, 1, 1, 1, 1]);
  });

  test('is found in every enabled region, and with others in a digest', async () => {
    const scene = await startWatching();
    for (const region of scene.world.regions) scene.use({}, { region });
    await runFor(scene, hourMs);
    expect(scene.messages).toHaveLength(1);
    expect(factsOf(scene)[0]).toMatchObject({ [en.label.remark]: en.foundByLookBack });
    expect(scene.tellers.size).toBe(3);
  });

  test('is found on every page', async () => {
    const scene = await startWatching();
    scene.world.pageSize = 2;
    for (let n = 0; n < 7; n += 1) scene.use();
    await runFor(scene, hourMs);
    expect(scene.tellers.size).toBe(7);
  });

  test('that two look-ups find is told once', async () => {
    const scene = await startWatching();
    scene.world.aliases = () => ['payments'];
    const use = scene.use();
    const last = scene.history.at(-1);
    if (last !== undefined)
      scene.history.push({ ...last, username: 'payments' }, { ...last, region: home });
    await runFor(scene, hourMs);
    expect(scene.tellers.get(use.id)).toEqual(['reconcile']);
  });

  test('is found by the alias that the account has', async () => {
    const scene = await startWatching();
    scene.world.aliases = () => ['payments'];
    const use = scene.use({}, { username: 'payments' });
    await runFor(scene, hourMs);
    expect(scene.tellers.get(use.id)).toEqual(['reconcile']);
  });

  test.each([
    ['AssumeRoot', 'sts.amazonaws.com', 'eu-west-1'],
    ['PasswordRecoveryRequested', 'signin.amazonaws.com', 'us-east-1'],
    ['EmailUpdated', 'signin.amazonaws.com', 'us-west-2'],
  ])('is found by its name, whoever did it: %s', async (eventName, eventSource, region) => {
    const scene = await startWatching();
    scene.world.regions = [home, 'us-east-1', 'us-west-2', 'eu-west-1'];
    const use = scene.use(
      { eventName, eventSource, userIdentity: { type: 'AssumedRole' } },
      { region, username: 'somebody' },
    );
    await runFor(scene, hourMs);
    expect(scene.tellers.get(use.id)).toEqual(['reconcile']);
  });

  test('that came late to the history is found all the same', async () => {
    const scene = await startWatching();
    const use = scene.use({}, { delayMs: 100 * minuteMs });
    await runFor(scene, 3 * hourMs);
    expect(scene.tellers.get(use.id)).toEqual(['reconcile']);
  });

  test('whose record cannot be read is told as such', async () => {
    const scene = await startWatching();
    const use = scene.use({ eventName: undefined, userIdentity: undefined });
    await runFor(scene, hourMs);
    expect(scene.tellers.get(use.id)).toEqual(['reconcile']);
    expect(scene.messages[0]?.headline).toContain(en.unreadable);
  });
});

describe('nothing is told of', () => {
  test('a use that was told by the fast path', async () => {
    const scene = await startWatching();
    await comesByTheFastPath(scene.use(), scene);
    await runFor(scene, 3 * hourMs);
    expect(scene.messages).toHaveLength(1);
    expect(factsOf(scene)[0]).not.toHaveProperty(en.label.remark);
  });

  test('a use that waits in the outbox, however long the outbox has to hold it', async () => {
    const scene = await startWatching();
    scene.world.isRoomUp = false;
    const use = scene.use();
    await comesByTheFastPath(use, scene);
    const kept = { messageId: '1', sentAtMs: scene.clock.now(), activity: use };
    for (let minutes = 0; minutes < 180; minutes += 15) {
      expect(await runFor(scene, 15 * minuteMs)).toEqual([undefined]);
      expect(await deliverBatch([kept], invocation, scene.delivery)).toMatchObject({
        kept: ['1'],
      });
    }
    expect(scene.messages).toEqual([]);
    expect(scene.mails).toEqual([]);
  });

  test.each([
    ['a user that is called root', { userIdentity: { type: 'IAMUser', userName: 'root' } }],
    [
      'a service that acts for root',
      {
        userIdentity: { type: 'Root', accountId: account, invokedBy: 'autoscaling.amazonaws.com' },
      },
    ],
  ])('%s', async (_, changes) => {
    const scene = await startWatching();
    scene.use(changes);
    await runFor(scene, hourMs);
    expect(scene.messages).toEqual([]);
  });

  test.each([
    ['digest', 2],
    ['off', 1],
  ])('reads, with reads: %s (%d told)', async (reads, told) => {
    const scene = await startWatching({ READS: reads });
    scene.use({ eventName: 'ListUsers', readOnly: true });
    scene.use({ eventName: 'ConsoleLogin', eventSource: 'signin.amazonaws.com', readOnly: true });
    await runFor(scene, hourMs);
    expect(scene.tellers.size).toBe(told);
  });

  test('what happened before the deployment', async () => {
    const scene = startScene();
    scene.use();
    scene.pass(20 * minuteMs);
    await runFor(scene, 3 * hourMs);
    expect(scene.messages).toEqual([]);
  });
});

describe('what happened between the deployment and the first run', () => {
  test('is found', async () => {
    const scene = startScene();
    const use = scene.use();
    scene.pass(14 * minuteMs);
    await runFor(scene, 2 * hourMs);
    expect(scene.tellers.get(use.id)).toEqual(['reconcile']);
  });
});

describe('while the room is down', () => {
  test('a miss is an error in every run, and is told once by the first that can', async () => {
    const scene = await startWatching();
    const use = scene.use();
    scene.world.isRoomUp = false;
    const results = await runFor(scene, 6 * hourMs);
    expect(results.filter((result) => result === undefined)).toHaveLength(2);
    expect(results.at(-1)?.message).toBe('not told: 1 uses of root that nobody told before.');
    expect(scene.tellers.size).toBe(0);
    scene.world.isRoomUp = true;
    await runFor(scene, 6 * hourMs);
    expect(scene.tellers.get(use.id)).toEqual(['reconcile']);
    expect(scene.runs().reduce((sum, { Missed }) => sum + Number(Missed), 0)).toBe(1);
  });

  test('a miss outlasts the overlap of two runs', async () => {
    const scene = await startWatching();
    const use = scene.use();
    scene.world.isRoomUp = false;
    await runSeldom(scene, 48 * hourMs);
    scene.world.isRoomUp = true;
    await runFor(scene, hourMs);
    expect(scene.tellers.get(use.id)).toEqual(['reconcile']);
  });

  test('a miss that the fast path brings after all is told once', async () => {
    const scene = await startWatching();
    const use = scene.use();
    scene.world.isRoomUp = false;
    await runFor(scene, hourMs);
    scene.world.isRoomUp = true;
    scene.world.teller = 'fast path';
    await comesByTheFastPath(use, scene);
    await runFor(scene, hourMs);
    expect(scene.tellers.get(use.id)).toEqual(['fast path']);
  });

  test('a miss that the alarm brought to light too is told once', async () => {
    const scene = await startWatching();
    const use = scene.use();
    const byAlarm = () =>
      deliverMissed(
        [use],
        scene.clock.now(),
        invocation,
        scene.delivery,
        (words) => words.missedByFastPath,
      );
    scene.world.isRoomUp = false;
    expect((await byAlarm()).size).toBe(1);
    await runFor(scene, hourMs);
    scene.world.isRoomUp = true;
    await runFor(scene, hourMs);
    expect((await byAlarm()).size).toBe(0);
    expect(scene.tellers.get(use.id)).toEqual(['reconcile']);
  });
});

describe('while the ledger is down', () => {
  test('nothing is told and nothing is passed over: the run fails, and a later one makes up for it', async () => {
    const scene = await startWatching();
    const missed = scene.use();
    await comesByTheFastPath(scene.use(), scene);
    scene.pass(35 * minuteMs);
    scene.world.isLedgerUp = false;
    for (const result of await runFor(scene, 12 * hourMs))
      expect(result?.name).toBe('TimeoutError');
    expect(scene.messages).toHaveLength(1);
    scene.world.isLedgerUp = true;
    expect(await scene.run()).toBeUndefined();
    expect(scene.tellers.get(missed.id)).toEqual(['reconcile']);
    expect(scene.messages).toHaveLength(2);
  });

  test('in the middle of a run: what was told stays told, and what was not is told by a later one', async () => {
    const scene = await startWatching();
    const told = scene.use();
    await comesByTheFastPath(told, scene);
    const missed = scene.use({}, { region: home });
    scene.pass(35 * minuteMs);
    scene.world.mayAsk = () => {
      scene.world.isLedgerUp = false;
    };
    const failure = await scene.run();
    expect(failure?.message).toMatch(/TimeoutError/);
    expect(scene.messages).toHaveLength(1);
    scene.world.mayAsk = () => {};
    scene.world.isLedgerUp = true;
    await runFor(scene, hourMs);
    expect(scene.tellers.get(told.id)).toHaveLength(1);
    expect(scene.tellers.get(missed.id)).toEqual(['reconcile']);
  });
});

describe('a region that cannot be asked', () => {
  const refuse = (scene: Scene) => {
    scene.world.mayAsk = (region) => {
      if (region === 'us-west-2') throw new DOMException('', 'AccessDeniedException');
    };
  };

  test('is an error that names it, and the others are done', async () => {
    const scene = await startWatching();
    refuse(scene);
    const use = scene.use();
    const results = await runFor(scene, hourMs);
    expect(results.at(-1)?.message).toContain('us-west-2: AccessDeniedException');
    expect(results.at(-1)?.message).not.toContain('us-east-1');
    expect(scene.tellers.get(use.id)).toEqual(['reconcile']);
  });

  test('is looked at from where it was left, when it can be asked again', async () => {
    const scene = await startWatching();
    refuse(scene);
    const use = scene.use({}, { region: 'us-west-2' });
    await runSeldom(scene, 30 * hourMs);
    expect(scene.tellers.size).toBe(0);
    scene.world.mayAsk = () => {};
    await runFor(scene, hourMs);
    expect(scene.tellers.get(use.id)).toEqual(['reconcile']);
  });

  test('is mailed once when it refuses a second time, with nothing new of its forwarder, and once when it answers', async () => {
    const scene = await startWatching();
    refuse(scene);
    await scene.run();
    expect(scene.mails).toEqual([]);
    await runFor(scene, hourMs);
    expect(scene.mails.map(({ text }) => text)).toEqual([
      expect.stringContaining(`us-west-2: ${opsEn.findings.notLookedAt.what}`),
    ]);
    scene.world.mayAsk = () => {};
    await runFor(scene, hourMs);
    expect(scene.mails.map(({ subject }) => subject)).toEqual([
      'root-alert prod: 1 to look at',
      'root-alert prod: all is well again',
    ]);
  });

  test('keeps no other trouble from being mailed: a room that twice took nothing', async () => {
    const scene = await startWatching();
    refuse(scene);
    await runFor(scene, hourMs);
    scene.world.isRoomUp = false;
    scene.use();
    await runFor(scene, 2 * hourMs);
    expect(scene.mails.map(({ text }) => text).slice(1)).toEqual([
      expect.stringContaining(`${home}: ${opsEn.findings.missedUntold.what}`),
    ]);
  });
});

test('what is missed while the very first runs fail is told when one does not', async () => {
  const scene = startScene();
  const { regions } = scene.world;
  scene.world.regions = [];
  await runFor(scene, hourMs);
  const use = scene.use();
  await runFor(scene, 2 * hourMs);
  scene.world.regions = regions;
  await runFor(scene, hourMs);
  expect(scene.tellers.get(use.id)).toEqual(['reconcile']);
});

test('more in two hours than a run can read is read by the runs after it, to the end', async () => {
  const scene = await startWatching();
  scene.world.pageSize = 1;
  // Twice what 500 seconds at two calls a second come to, and all of it in the overlap.
  for (let n = 0; n < 2_000; n += 1) {
    scene.put({ userIdentity: { type: 'AssumedRole' } });
    scene.pass(3_000);
  }
  const use = scene.use();
  await runFor(scene, 3 * hourMs);
  expect(scene.tellers.get(use.id)).toEqual(['reconcile']);
  expect(await scene.run()).toBeUndefined();
});

test('what is grave is told by the first run, however much lies before and after it, and the run says how much is left', async () => {
  const scene = await startWatching();
  scene.world.pageSize = 1;
  const flood = (count: number) => {
    for (let n = 0; n < count; n += 1) {
      scene.put({ userIdentity: { type: 'AssumedRole' } });
      scene.pass(3_000);
    }
  };
  flood(1_500);
  const grave = scene.use({ eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging' });
  flood(300);
  const later = scene.use();
  flood(200);
  scene.pass(hourMs / 2);
  const error = await scene.run();
  expect(scene.tellers.get(grave.id)).toEqual(['reconcile']);
  expect(scene.tellers.get(later.id)).toBeUndefined();
  expect(error?.message).toMatch(
    /more in the event history than .* in time, \d+ min of it are left/,
  );
  await runFor(scene, 3 * hourMs);
  expect(scene.tellers.get(later.id)).toEqual(['reconcile']);
  expect(scene.tellers.get(grave.id)).toEqual(['reconcile']);
});

describe('an alias that cannot be asked for', () => {
  test('is an error, and nothing is passed over until it can', async () => {
    const scene = await startWatching();
    scene.world.aliases = () => {
      throw new DOMException('', 'AccessDenied');
    };
    const byNumber = scene.use();
    const byAlias = scene.use({}, { username: 'payments' });
    const results = await runFor(scene, 12 * hourMs);
    expect(results.at(-1)?.message).toBe('aliases of the account: AccessDenied.');
    expect(scene.tellers.get(byNumber.id)).toEqual(['reconcile']);
    scene.world.aliases = () => ['payments'];
    await scene.run();
    expect(scene.tellers.get(byAlias.id)).toEqual(['reconcile']);
  });
});

describe('regions', () => {
  test('of which the list is not whole are an error, and not a quiet run', async () => {
    const scene = await startWatching();
    scene.world.regions = [];
    expect((await scene.run())?.message).toContain(`${home} is missing`);
    expect(scene.runs()).toHaveLength(1);
  });

  test('that are not enabled are not asked', async () => {
    const scene = await startWatching();
    await runFor(scene, hourMs);
    expect(new Set(scene.queries.map(({ region }) => region))).toEqual(
      new Set(scene.world.regions),
    );
  });

  test('that are switched on later are watched from then on', async () => {
    const scene = await startWatching();
    await runSeldom(scene, 24 * hourMs);
    scene.world.regions = [...scene.world.regions, 'me-south-1'];
    const use = scene.use({}, { region: 'me-south-1' });
    await runFor(scene, hourMs);
    expect(scene.tellers.get(use.id)).toEqual(['reconcile']);
  });

  test('are asked no more than twice a second each', async () => {
    const scene = await startWatching();
    for (let n = 0; n < 400; n += 1) scene.use();
    await runFor(scene, hourMs);
    for (const region of scene.world.regions) {
      const times = scene.queries.filter((it) => it.region === region).map(({ atMs }) => atMs);
      const gaps = times.slice(1).map((at, n) => at - (times[n] ?? 0));
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(500);
    }
  });
});

describe('a use that was seen, and that no queue holds any more', () => {
  const emptied = async (body?: string) => {
    const scene = await startWatching();
    scene.world.isRoomUp = false;
    const use = scene.use({ eventName: 'StopLogging', eventSource: 'cloudtrail.amazonaws.com' });
    await notify(use, invocation, scene.delivery, { body }).catch(() => {});
    scene.world.isRoomUp = true;
    return { scene, use };
  };

  test('is told once by the look-back, which says so and mails that the outbox lost it', async () => {
    const { scene, use } = await emptied();
    await runFor(scene, 3 * hourMs);
    expect(scene.tellers.get(use.id)).toEqual(['reconcile']);
    expect(factsOf(scene)).toEqual([
      expect.objectContaining({ [en.label.remark]: en.lostByOutbox }),
    ]);
    expect(scene.mails[0]?.text).toContain(opsWordsByLocale.en.findings.outboxLost.what);
    expect(scene.mails).toHaveLength(2);
  });

  test('is told without a mail while the outbox may hold it: then only its function is slow', async () => {
    const { scene, use } = await emptied();
    scene.world.depths.set('root-alert-outbox-prod', 1);
    await runFor(scene, 3 * hourMs);
    expect(scene.tellers.get(use.id)).toEqual(['reconcile']);
    expect(scene.mails).toEqual([]);
  });

  test('of another account is told from what the ledger kept, within two runs', async () => {
    const scene = await startWatching();
    scene.world.isRoomUp = false;
    const event = {
      source: 'aws.cloudtrail',
      detail: {
        eventID: crypto.randomUUID(),
        eventName: 'StopLogging',
        eventSource: 'cloudtrail.amazonaws.com',
        eventTime: new Date(scene.clock.now()).toISOString(),
        userIdentity: { type: 'Root', accountId: '444455556666' },
      },
    };
    const handler = createRootEventHandler(scene.delivery);
    await handler(event, invocation).catch(() => {});
    scene.world.isRoomUp = true;
    await runFor(scene, hourMs);
    expect(factsOf(scene)).toEqual([
      expect.objectContaining({ [en.label.remark]: en.lostByOutbox }),
    ]);
    expect(scene.messages[0]?.summary).toContain('444455556666');
    expect(scene.messages[0]?.headline).toContain('stopped logging');
  });

  test('is tried again by each run while the room is down', async () => {
    const { scene, use } = await emptied();
    scene.world.isRoomUp = false;
    expect((await runFor(scene, hourMs)).at(-1)?.message).toContain('not told: 1');
    scene.world.isRoomUp = true;
    await runFor(scene, hourMs);
    expect(scene.tellers.get(use.id)).toEqual(['reconcile']);
  });
});

describe('what reconcile remembers, written by somebody else', () => {
  const tenYearsMs = 10 * 365 * 24 * hourMs;

  test.each<[string, (scene: Scene) => Promise<string>]>([
    ['and unreadable', async () => '{"sinceMs":"yesterday"}'],
    [
      'with a beginning in the future',
      async (scene) =>
        JSON.stringify({ ...(await scene.state()), sinceMs: scene.clock.now() + tenYearsMs }),
    ],
    [
      'with cursors in the future',
      async (scene) =>
        JSON.stringify({
          ...(await scene.state()),
          lookedUntilMs: { 'us-east-1': scene.clock.now() + tenYearsMs },
        }),
    ],
  ])('%s, is replaced and mailed, and leaves out no use', async (_, written) => {
    const scene = await startWatching();
    const use = scene.use();
    await scene.putState(await written(scene));
    await runFor(scene, hourMs);
    expect(scene.tellers.get(use.id)).toEqual(['reconcile']);
    expect(scene.mails[0]?.text).toContain(opsWordsByLocale.en.findings.ledgerStrange.what);
  });

  test.each([
    [
      'a day old',
      JSON.stringify({ names: ['payments'], atMs: Date.parse('2026-11-18T03:00:00Z') }),
    ],
    ['written by somebody else', '{"names":5}'],
    ['of the future', JSON.stringify({ names: [], atMs: Date.parse('2036-01-01T00:00:00Z') })],
  ])('as the poll of Naver Cloud replaced it, is mailed once (%s)', async (_, text) => {
    const scene = await startWatching();
    await scene.delivery.ledger.keepState('replaced-positions', text);
    await runFor(scene, hourMs);
    expect(scene.mails).toHaveLength(1);
    expect(scene.mails[0]?.text).toMatch(/state#(?:ncloud-payments|replaced-positions)/);
  });

  test('cannot forge a line of the mail by the name of a row', async () => {
    const scene = await startWatching();
    const names = ['x\n\nWell again\n- everything: fine'];
    await scene.delivery.ledger.keepState(
      'replaced-positions',
      JSON.stringify({ names, atMs: scene.clock.now() }),
    );
    await runFor(scene, hourMs);
    expect(scene.mails[0]?.text).toContain('state#ncloud-x??Well again?- everything');
  });

  test('with a cursor as far ahead as one may stand, has CloudTrail asked all the same', async () => {
    const scene = await startWatching();
    const use = scene.use();
    scene.pass(hourMs);
    const lookedUntilMs = { 'us-east-1': scene.clock.now() + 89 * minuteMs };
    await scene.putState(JSON.stringify({ ...(await scene.state()), lookedUntilMs }));
    const before = scene.queries.length;
    await scene.run();
    expect(scene.queries.slice(before).some(({ region }) => region === 'us-east-1')).toBe(true);
    expect(use.id).toBeDefined();
  });

  test('with a heartbeat in the future, lets the next heartbeat come', async () => {
    const scene = await startWatching({ HEARTBEAT: 'daily' });
    await scene.putState(JSON.stringify({ ...(await scene.state()), heartbeat: '9999-12-31' }));
    scene.messages.length = 0;
    await runSeldom(scene, 25 * hourMs);
    expect(scene.messages.length).toBeGreaterThan(0);
  });
});

describe('the coverage check', () => {
  const forwarder = (region: string) => `${region} root-alert-prod-forward-${home}`;

  test('says by e-mail what is wrong, once, what to do, and once that it is well again', async () => {
    const scene = await startWatching({ LOCALE: 'ko' });
    scene.world.rules.set(forwarder('us-west-2'), undefined);
    scene.world.depths.set(`root-alert-unsent-prod-${home}`, 2);
    await runFor(scene, 2 * hourMs);
    expect(scene.mails).toHaveLength(1);
    expect(scene.mails[0]?.subject).toBe('root-alert prod: 3 to look at');
    expect(scene.mails[0]?.text).toMatch(
      /새로 생긴 문제\n[\s\S]*\n- us-west-2: root 사용을 감지하는[\s\S]*forwardRegions/,
    );
    expect(scene.mails[0]?.text).toContain('us-east-1 (2), us-west-2 (2): ');
    scene.world.depths.clear();
    await scene.run();
    expect(scene.mails[1]?.text).toMatch(
      /해결된 문제\n- us-east-1, us-west-2: [\s\S]*계속되는 문제\n- us-west-2: /,
    );
    scene.world.rules.clear();
    await runFor(scene, 2 * hourMs);
    expect(scene.mails).toHaveLength(3);
    expect(scene.mails[2]?.subject).toBe('root-alert prod: all is well again');
  });

  test('says it again when the e-mail could not be sent, and the run fails', async () => {
    const scene = await startWatching();
    scene.world.webhook = 'empty';
    scene.world.mayMail = () => {
      throw new DOMException('', 'AuthorizationErrorException');
    };
    expect((await scene.run())?.message).toBe('ops topic: AuthorizationErrorException.');
    scene.world.mayMail = () => {};
    await runFor(scene, hourMs);
    expect(scene.mails).toHaveLength(1);
    expect(scene.mails[0]?.text).toContain('--secret-id root-alert/prod/webhook');
  });

  test('that finds a new region without a forwarder says so', async () => {
    const scene = await startWatching();
    scene.world.regions = [...scene.world.regions, 'me-south-1'];
    scene.world.rules.set(forwarder('me-south-1'), undefined);
    await scene.run();
    expect(scene.mails[0]?.text).toContain('New\n- me-south-1: there is no EventBridge rule');
  });
});

describe('a room whose service says only that it begins to tell', () => {
  const teams = { kind: 'teams', name: 'on call', url: sampleUrls.teams };
  const jsm = { kind: 'jsm', key: sampleKeys.jsm };
  const secretOf = (...rooms: readonly object[]) =>
    JSON.stringify({ dooray: sampleUrls.dooray, ...(rooms.length > 0 && { rooms }) });

  test('is mailed once, by its name, with what to do; all is well all the same', async () => {
    const scene = startScene({ HEARTBEAT: 'daily' });
    scene.world.secret = secretOf(teams, jsm);
    await runSeldom(scene, 26 * hourMs);
    expect(scene.mails).toHaveLength(1);
    expect(scene.mails[0]?.subject).toBe('root-alert prod: good to know');
    expect(scene.mails[0]?.text).toContain(`- on call, jsm: ${opsEn.findings.answerBegun.what}`);
    expect(scene.mails[0]?.text).toContain('npm run drill -- --stage prod');
    expect(heartbeats(scene).map(({ headline }) => headline)).toEqual([
      en.heartbeat.headline,
      en.heartbeat.headline,
    ]);
    expect(scene.isWell()).toBe(true);
  });

  test('hides nothing else: what is wrong is counted, mailed and mended without it', async () => {
    const scene = startScene();
    scene.world.secret = secretOf(teams);
    scene.world.depths.set('root-alert-undelivered-prod', 2);
    await runFor(scene, hourMs);
    expect(scene.isWell()).toBe(false);
    scene.world.depths.set('root-alert-undelivered-prod', 0);
    await runFor(scene, hourMs);
    expect(scene.mails.map(({ subject }) => subject)).toEqual([
      'root-alert prod: 1 to look at',
      'root-alert prod: all is well again',
    ]);
    expect(scene.mails[1]?.text).not.toContain('on call');
  });

  test('is not mailed when it goes, and again when it comes back', async () => {
    const scene = startScene();
    const mailsOfRooms = () => scene.mails.filter(({ text }) => text.includes('on call'));
    for (const [rooms, mails] of [
      [[teams], 1],
      [[], 1],
      [[teams], 2],
    ] as const) {
      scene.world.secret = secretOf(...rooms);
      await runFor(scene, hourMs);
      expect(mailsOfRooms()).toHaveLength(mails);
    }
  });

  test('is no news to a room where mails reach nobody', async () => {
    const scene = startScene();
    scene.world.subscriptions = [{ endpoint: opsEmail, isConfirmed: false }];
    scene.world.secret = secretOf(teams);
    await runFor(scene, hourMs);
    expect(scene.messages.map((it) => JSON.stringify(it)).join()).not.toContain('on call');
  });
});

describe('a mail that reaches nobody', () => {
  const unconfirmed = { endpoint: opsEmail, isConfirmed: false };
  const confirmed = { endpoint: opsEmail, isConfirmed: true };
  const notices = (scene: Scene) =>
    scene.messages.filter(({ headline }) => headline === opsEn.noticeHeadline);

  test('is not sent: the room is told once why, and how much more there is', async () => {
    const scene = startScene();
    scene.world.subscriptions = [unconfirmed];
    scene.world.trails = [];
    await runFor(scene, 2 * hourMs);
    expect(scene.mails).toEqual([]);
    expect(notices(scene)).toHaveLength(1);
    expect(notices(scene)[0]?.advice?.value).toContain(
      `--topic-arn ${opsTopicArn} --protocol email --notification-endpoint ${opsEmail}`,
    );
    expect(notices(scene)[0]?.advice?.value).toContain(opsEn.unmailed(1, 'prod'));
  });

  test('is sent when somebody has confirmed, with all that was found until then, and once', async () => {
    const scene = startScene();
    scene.world.subscriptions = [unconfirmed];
    scene.world.trails = [];
    await runFor(scene, hourMs);
    scene.world.subscriptions = [confirmed];
    await runFor(scene, 2 * hourMs);
    expect(scene.mails).toHaveLength(1);
    expect(scene.mails[0]?.text).toContain(`- trail: ${opsEn.findings.noTrail.what}`);
    expect(scene.mails[0]?.text).toContain(
      `${opsEn.headings.gone}\n- ${opsTopicArn}: ${opsEn.findings.opsEmailUnconfirmed.what}`,
    );
  });

  test('does not let an earlier finding be forgotten: that it is over is mailed later', async () => {
    const scene = await startWatching();
    scene.world.trails = [];
    await scene.run();
    scene.world.subscriptions = [];
    await scene.run();
    scene.world.trails = [goodTrail];
    await scene.run();
    scene.world.subscriptions = [confirmed];
    await scene.run();
    expect(scene.mails.map(({ subject }) => subject)).toEqual([
      'root-alert prod: 1 to look at',
      'root-alert prod: all is well again',
    ]);
    expect(scene.mails[1]?.text).toContain(opsEn.findings.noTrail.what);
  });

  test('is told to the room again when it happens again', async () => {
    const scene = await startWatching();
    for (const subscriptions of [[unconfirmed], [confirmed], []]) {
      scene.world.subscriptions = subscriptions;
      await scene.run();
      await scene.run();
    }
    expect(notices(scene)).toHaveLength(2);
  });

  test('is told to the room when the room can be told', async () => {
    const scene = startScene();
    scene.world.subscriptions = [];
    scene.world.isRoomUp = false;
    expect((await scene.run())?.message).toMatch(/^notice to the room: Not told: dooray/);
    scene.world.isRoomUp = true;
    await runFor(scene, hourMs);
    expect(notices(scene)).toHaveLength(1);
  });

  test('is one to others too, who are mailed all the same', async () => {
    const scene = await startWatching();
    scene.world.subscriptions = [{ endpoint: 'other@example.com', isConfirmed: true }];
    await runFor(scene, hourMs);
    expect(notices(scene)).toHaveLength(1);
    expect(scene.mails.map(({ text }) => text)).toEqual([
      expect.stringContaining(opsEn.findings.opsEmailGone.what),
    ]);
  });
});

describe('the check of the deployment', () => {
  const toldIn = async (scene: Scene) =>
    ((await scene.state())['toldFindings'] as readonly string[]).toSorted();

  test('finds nothing in a well account', async () => {
    const scene = startScene();
    await runFor(scene, hourMs);
    expect(scene.mails).toEqual([]);
    expect(scene.runs().map(({ findings }) => findings)).toEqual([[], [], [], []]);
  });

  test.each([
    'stack',
    'template',
    'function',
    'mappings',
    'alarms',
    'trails',
    'secret',
    'subscriptions',
    'keyState',
  ])(
    'that may not look (%s) fails, mails nothing new, and does not forget what it told',
    async (method) => {
      const scene = await startWatching();
      scene.world.trails = [];
      scene.world.alarms = [];
      scene.world.mappings = [];
      scene.world.secrets.set('root-alert/prod/webhook', 'scheduledForDeletion');
      await scene.run();
      const told = await toldIn(scene);
      scene.world.mayLook = (asked) => {
        if (asked === method) throw new DOMException('', 'AccessDeniedException');
      };
      expect((await scene.run())?.message).toMatch(/AccessDeniedException/);
      expect(await toldIn(scene)).toEqual(told);
    },
  );

  test('that hangs ends after a minute, and the rest of the run is done', async () => {
    const scene = await startWatching();
    scene.world.areAlarmsHanging = true;
    const startedAt = scene.clock.now();
    expect((await scene.run())?.message).toBe('alarms: TimeoutError.');
    expect(scene.clock.now() - startedAt).toBeLessThan(2 * minuteMs);
  });

  test('waits for the next run with what it finds while CloudFormation changes the stack', async () => {
    const scene = await startWatching();
    scene.world.stack = { ...scene.world.stack, isChanging: true };
    scene.world.alarms = [];
    await scene.run();
    expect(scene.mails).toEqual([]);
    await scene.run();
    expect(scene.mails).toHaveLength(1);
  });

  test('says that nobody takes what lies in the outbox when two runs find it', async () => {
    const scene = await startWatching();
    scene.world.depths.set('root-alert-outbox-prod', 3);
    scene.world.untaken = 3;
    await scene.run();
    expect(scene.mails).toEqual([]);
    await scene.run();
    await scene.run();
    expect(scene.mails.map(({ text }) => text)).toEqual([
      expect.stringContaining(`root-alert-outbox-prod (3): ${opsEn.findings.outboxUntaken.what}`),
    ]);
  });

  test('reads what an older version remembered', async () => {
    const scene = await startWatching();
    const { toldInRoom, functions, ...older } = await scene.state();
    await scene.putState(JSON.stringify(older));
    expect(await scene.run()).toBeUndefined();
    expect(await scene.state()).toMatchObject({ toldInRoom, functions });
  });
});

describe('the heartbeat', () => {
  const weekly = { HEARTBEAT: 'weekly' };
  const rootIsWell = 'root: MFA on · no access key of root';

  test('comes with the first run, then each Monday at nine, and says what happened since', async () => {
    const scene = await startWatching(weekly);
    expect(heartbeats(scene)).toEqual([
      {
        severity: 'low',
        headline: en.heartbeat.headline,
        summary: `nothing undelivered · regions covered: 3 of 3 · ${rootIsWell} · no use of root on record · no drill yet`,
        facts: [],
        notable: [],
        advice: undefined,
        link: undefined,
        runbook: undefined,
      },
    ]);
    await comesByTheFastPath(scene.use(), scene);
    await comesByTheFastPath(scene.use(), scene);
    scene.use();
    await runSeldom(scene, 14 * 24 * hourMs);
    expect(
      heartbeats(scene)
        .map(({ summary }) => summary)
        .slice(1),
    ).toEqual([
      `uses of root in this account since the last report: 3 (1 found late) · nothing undelivered · regions covered: 3 of 3 · ${rootIsWell} · last use of root 2026-11-18 · no drill yet`,
      `uses of root in this account since the last report: 0 · nothing undelivered · regions covered: 3 of 3 · ${rootIsWell} · last use of root 2026-11-18 · no drill yet`,
    ]);
  });

  test('says so when something is wrong', async () => {
    const scene = startScene(weekly);
    scene.world.rules.set(`us-west-2 root-alert-prod-forward-${home}`, undefined);
    scene.world.depths.set('root-alert-undelivered-prod', 4);
    scene.world.depths.set('root-alert-outbox-prod', 5);
    await scene.run();
    expect(heartbeats(scene)[0]).toMatchObject({
      headline: en.heartbeat.headlineInTrouble,
      summary: expect.stringMatching(
        /^in the queue: 5 · NOT delivered: 4 · regions covered: 2 of 3 · /,
      ),
    });
  });

  test('is not green while a finding stands whose place does not answer', async () => {
    const scene = await startWatching({ HEARTBEAT: 'daily' });
    scene.world.trails = [];
    await runFor(scene, hourMs);
    scene.world.mayLook = (asked) => {
      if (asked === 'trails') throw new DOMException('', 'ThrottlingException');
    };
    await runSeldom(scene, 24 * hourMs);
    expect(heartbeats(scene).at(-1)?.headline).toBe(en.heartbeat.headlineInTrouble);
  });

  test('says each time that root has a key, which is mailed once and leaves root-alert well', async () => {
    const scene = startScene({ HEARTBEAT: 'daily' });
    scene.world.summary = { ...scene.world.summary, AccountAccessKeysPresent: 1 };
    await runSeldom(scene, 3 * 24 * hourMs);
    expect(scene.mails.map(({ subject }) => subject)).toEqual(['root-alert prod: 1 to look at']);
    expect(scene.mails[0]?.text).toContain(`${account}: root has an access key.`);
    for (const { headline, summary } of heartbeats(scene)) {
      expect(headline).toBe(en.heartbeat.headline);
      expect(summary).toContain('root HAS AN ACCESS KEY');
    }
    expect(heartbeats(scene)).toHaveLength(4);

    // Another finding is told and over as if there were no key.
    scene.world.trails = [];
    await runFor(scene, hourMs);
    scene.world.trails = [goodTrail];
    await runFor(scene, hourMs);
    expect(scene.mails.slice(1).map(({ subject }) => subject)).toEqual([
      'root-alert prod: 1 to look at',
      'root-alert prod: all is well again',
    ]);
    expect(
      scene.mails
        .slice(1)
        .map(({ text }) => text)
        .join(),
    ).not.toContain('access key');
  });

  test('says nothing of root while IAM does not answer, and the finding is not over by that', async () => {
    const scene = startScene({ HEARTBEAT: 'daily' });
    scene.world.summary = { ...scene.world.summary, AccountAccessKeysPresent: 1 };
    await scene.run();
    scene.world.mayLook = (asked) => {
      if (asked === 'summary') throw new DOMException('', 'ThrottlingException');
    };
    scene.pass(24 * hourMs);
    expect((await scene.run())?.message).toContain('account summary: ThrottlingException');
    expect(heartbeats(scene).at(-1)?.summary).not.toContain('MFA');
    expect(scene.mails).toHaveLength(1);
  });

  test('counts the other accounts whose root needs a look, or that do not say; each is mailed once, and root-alert is well', async () => {
    const scene = startScene({ HEARTBEAT: 'daily' });
    const well = scene.world.summary;
    scene.world.memberCallAs = 'SELF';
    scene.world.members = {
      [account]: { ...well, AccountAccessKeysPresent: 1 },
      '444455556666': well,
      '555566667777': { ...well, AccountAccessKeysPresent: 1, AccountMFAEnabled: 0 },
      '666677778888': new DOMException('', 'AccessDenied'),
      '777788889999': { ...well, AccountMFAEnabled: 0, AccountPasswordPresent: 0 },
    };
    await scene.delivery.ledger.countUse('555566667777', false);
    await runSeldom(scene, 2 * 24 * hourMs);
    expect(scene.mails.map(({ subject }) => subject)).toEqual(['root-alert prod: 3 to look at']);
    for (const said of [
      '555566667777 (2026-11-18): root of this account of the organization has an access key',
      '555566667777 (2026-11-18): root of this account of the organization has no MFA',
      '666677778888 (AccessDenied): this account of the organization does not say',
    ]) {
      expect(scene.mails[0]?.text).toContain(said);
    }
    for (const { headline, summary } of heartbeats(scene)) {
      expect(headline).toBe(en.heartbeat.headline);
      expect(summary).toContain(
        'root of 3 other accounts looked at · 1 WITH AN ACCESS KEY · 1 WITHOUT MFA · 1 DO NOT SAY',
      );
    }
  });

  test('looks at the other accounts four times a day, and at none unless somebody asks for it', async () => {
    const scene = startScene({ HEARTBEAT: 'daily' });
    const looks: string[] = [];
    scene.world.mayLook = (asked) => {
      if (asked.startsWith('member')) looks.push(asked);
    };
    scene.world.members = { '444455556666': scene.world.summary };
    await runSeldom(scene, 24 * hourMs);
    expect(looks).toEqual([]);
    expect(heartbeats(scene).at(-1)?.summary).not.toContain('other accounts');
    scene.world.memberCallAs = 'DELEGATED_ADMIN';
    await runFor(scene, 24 * hourMs - 1);
    expect(looks.filter((it) => it === 'member 444455556666')).toHaveLength(4);
  });

  test('while nobody says which other accounts there are, what was found of them stands, and the run says that it failed', async () => {
    const scene = startScene({ HEARTBEAT: 'daily' });
    scene.world.memberCallAs = 'SELF';
    scene.world.members = {
      '444455556666': { ...scene.world.summary, AccountAccessKeysPresent: 1 },
    };
    await scene.run();
    scene.world.mayLook = (asked) => {
      if (asked === 'members') throw new DOMException('', 'AccessDenied');
    };
    scene.pass(24 * hourMs);
    expect((await scene.run())?.message).toContain('accounts of the organization: AccessDenied');
    expect(heartbeats(scene).at(-1)?.summary).toContain('1 WITH AN ACCESS KEY');
    expect(scene.mails).toHaveLength(1);
  });

  describe('what was found of another account', () => {
    const other = '444455556666';
    const key = `memberRootAccessKey ${other}`;
    const counted = '1 WITH AN ACCESS KEY';
    async function startWithKey() {
      const scene = startScene({ HEARTBEAT: 'daily' });
      const well = scene.world.summary;
      scene.world.memberCallAs = 'SELF';
      scene.world.members = { [other]: { ...well, AccountAccessKeysPresent: 1 } };
      await scene.run();
      const last = async () => {
        await runSeldom(scene, 24 * hourMs);
        return {
          beat: heartbeats(scene).at(-1)?.summary,
          found: scene.runs().at(-1)?.['findings'],
        };
      };
      return { scene, well, last };
    }

    test.each<[string, (scene: Scene) => void]>([
      [
        'the account refuses',
        ({ world }) => {
          world.members = { [other]: new DOMException('', 'AccessDenied') };
        },
      ],
      [
        'there is no time for it',
        ({ world }) => {
          const others = Array.from({ length: 40 }, (_, n) => String(444400000000 + n));
          const first = Object.fromEntries(others.map((it) => [it, world.summary]));
          world.members = { ...first, ...world.members };
          world.memberTakesMs = 25_000;
        },
      ],
    ])('stands while %s, and is not mailed again', async (_, happens) => {
      const { scene, well, last } = await startWithKey();
      happens(scene);
      const during = await last();
      expect(during.beat).toContain(counted);
      expect(during.found).toContain(key);
      scene.world.memberTakesMs = 0;
      scene.world.members = { [other]: { ...well, AccountAccessKeysPresent: 1 } };
      expect((await last()).beat).toContain(counted);
      const said = scene.mails.map(({ text }) => text).join();
      expect(said.match(/444455556666[^:]*: root of this account/g)).toHaveLength(1);
      expect(said).not.toContain(opsWordsByLocale.en.headings.gone);
    });

    test('stands while IAM leaves out of its answer whether there is a key', async () => {
      const { scene, well, last } = await startWithKey();
      const { AccountAccessKeysPresent: _, ...rest } = well;
      scene.world.members = { [other]: rest };
      expect(await last()).toMatchObject({ beat: expect.stringContaining(counted), found: [key] });
    });

    test('is found by each run between two looks, so that no report says that it was over', async () => {
      const { scene } = await startWithKey();
      await runFor(scene, 5 * hourMs);
      expect(scene.runs().map(({ findings }) => findings)).toEqual(scene.runs().map(() => [key]));
    });

    test('is over once the account answers that it is gone', async () => {
      const { scene, well, last } = await startWithKey();
      scene.world.members = { [other]: well };
      const { beat, found } = await last();
      expect(beat).not.toContain(counted);
      expect(found).toEqual([]);
    });

    test.each<[string, (scene: Scene) => void]>([
      [
        'left the organization',
        ({ world }) => {
          world.members = {};
        },
      ],
      [
        'is no longer asked about',
        ({ world }) => {
          world.memberCallAs = undefined;
        },
      ],
    ])(
      'is dropped when the account %s; a mail says that nobody looks, once, and not that it is resolved',
      async (_, happens) => {
        const { scene, last } = await startWithKey();
        happens(scene);
        expect((await last()).found).toEqual([]);
        expect(scene.mails).toHaveLength(2);
        const { subject = '', text = '' } = scene.mails[1] ?? {};
        const { unasked, gone } = opsWordsByLocale.en.headings;
        expect(subject).toBe('root-alert prod: good to know');
        expect(text).toContain(`${unasked}\n- ${other}: root of this account`);
        expect(text).not.toContain(gone);
      },
    );

    test('written by somebody else who names no account, is left out', async () => {
      const { scene, last } = await startWithKey();
      const troubles = [key, 'memberRootAccessKey x\n\nResolved', 'memberRootOther 1'];
      await scene.putState(JSON.stringify({ ...(await scene.state()), troubles }));
      expect((await last()).found).toEqual([key]);
    });

    test('waits with a mail that could not be sent, and is mailed by the next run', async () => {
      const scene = startScene();
      scene.world.memberCallAs = 'SELF';
      scene.world.members = { [other]: { ...scene.world.summary, AccountAccessKeysPresent: 1 } };
      scene.world.mayMail = () => {
        throw new DOMException('', 'ThrottlingException');
      };
      await scene.run();
      scene.world.mayMail = () => {};
      await runFor(scene, hourMs);
      expect(scene.mails.map(({ text }) => text)).toEqual([expect.stringContaining(other)]);
    });
  });

  test('says of accounts for which there was no time that they do not say, and goes on in time', async () => {
    const scene = startScene({ HEARTBEAT: 'daily' });
    scene.world.memberCallAs = 'SELF';
    const accounts = Array.from({ length: 40 }, (_, index) => String(444455550000 + index));
    scene.world.members = Object.fromEntries(accounts.map((it) => [it, scene.world.summary]));
    scene.world.memberTakesMs = 25_000;
    await scene.run();
    expect(heartbeats(scene).at(-1)?.summary).toMatch(
      /root of 30 other accounts looked at · 10 DO NOT SAY/,
    );
    expect(scene.mails[0]?.text).toContain('(no time was left)');
  });

  test('names the last day of a use and of a drill, and believes no day to come', async () => {
    const scene = startScene({ HEARTBEAT: 'daily' });
    const { ledger, clock } = scene.delivery;
    await ledger.countUse(account, false);
    await ledger.countUse(`drill-${account}`, false);
    scene.pass(48 * hourMs);
    await scene.run();
    expect(heartbeats(scene).at(-1)?.summary).toMatch(
      /last use of root 2026-11-18 · last drill 2026-11-18$/,
    );
    const forged = { ...ledger, lastUse: async () => clock.now() + 400 * 24 * hourMs };
    Object.assign(scene.delivery, { ledger: forged });
    scene.pass(24 * hourMs);
    await scene.run();
    expect(heartbeats(scene).at(-1)?.summary).toMatch(/no use of root on record · no drill yet$/);
  });

  test('does not send people to a mail that nobody gets', async () => {
    const scene = startScene(weekly);
    scene.world.subscriptions = [];
    await scene.run();
    expect(heartbeats(scene).map(({ headline }) => headline)).toContain(
      en.heartbeat.headlineUnmailed,
    );
  });

  test('that no room takes is an error, and comes with the next run that can, once', async () => {
    const scene = startScene(weekly);
    scene.world.isRoomUp = false;
    expect((await scene.run())?.message).toMatch(/^heartbeat: Not told: dooray/);
    scene.world.isRoomUp = true;
    await runFor(scene, hourMs);
    expect(heartbeats(scene)).toHaveLength(1);
  });

  test('waits for a secret that is still empty, which an e-mail has said', async () => {
    const scene = startScene(weekly);
    scene.world.webhook = 'empty';
    expect(await scene.run()).toBeUndefined();
    expect([heartbeats(scene), scene.mails.length]).toEqual([[], 1]);
    scene.world.webhook = 'good';
    await scene.run();
    expect(heartbeats(scene)).toHaveLength(1);
  });

  test('comes each day when that is asked for', async () => {
    const scene = startScene({ HEARTBEAT: 'daily' });
    await runSeldom(scene, 3 * 24 * hourMs);
    expect(heartbeats(scene)).toHaveLength(4);
  });

  test('never comes when it is switched off', async () => {
    const scene = startScene({ HEARTBEAT: 'off' });
    await runSeldom(scene, 8 * 24 * hourMs);
    expect(heartbeats(scene)).toEqual([]);
  });
});

describe('with follow-ups, reconcile', () => {
  test('keeps since when uses of root are followed, and forgets it with them', async () => {
    const scene = startScene({ FOLLOW_UP: 'on' });
    const followUpsSinceMs = scene.clock.now();
    await runFor(scene, hourMs);
    expect(await scene.state()).toMatchObject({ followUpsSinceMs });
    const without = startScene();
    await without.putState(JSON.stringify(await scene.state()));
    await runFor(without, hourMs);
    expect(await without.state()).not.toHaveProperty('followUpsSinceMs');
  });

  test('says of a use that no copy times who signed in from its address', async () => {
    const scene = await startWatching({ FOLLOW_UP: 'on' });
    const record = {
      eventName: 'ConsoleLogin',
      eventTime: new Date(scene.clock.now()).toISOString(),
      sourceIPAddress: '203.0.113.24',
      responseElements: { ConsoleLogin: 'Success' },
      userIdentity: { type: 'IAMUser', userName: 'kim' },
    };
    Object.assign(scene.delivery, {
      findSignIns: async () => ({ records: [record], sinceMs: 0, asked: 5, unread: [] }),
    });
    scene.use();
    await runFor(scene, 2 * hourMs);
    const told = scene.messages.map((it) => JSON.stringify(it));
    expect(told.filter((it) => it.includes('Signed in from the same address'))).toEqual([
      expect.stringContaining('kim ('),
    ]);
  });
});
