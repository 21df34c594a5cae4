import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hashOf, linked } from '../../lib/evidence/chain.ts';
import { localDay } from '../../lib/messages/format-time.ts';
import { type AwsAccount, AwsRefusal, startAwsAccount } from './support/aws-account.ts';
import type { Lambda } from './support/lambda-runtime.ts';
import {
  delayMs,
  type OutboxScene,
  startOutboxScene,
  visibilityMs,
} from './support/outbox-scene.ts';
import { fullTemplate } from './support/packaged-service.ts';
import { rootCall } from './support/root-call.ts';
import { type Run, run } from './support/run-command.ts';
import { type S3, startS3 } from './support/s3.ts';
import { documentedActions, iamActions, wellAccount } from './support/well-account.ts';

let scene: OutboxScene;
let s3: S3;
let account: AwsAccount;
let home = '';
beforeAll(async () => {
  [scene, s3] = await Promise.all([startOutboxScene(), startS3()]);
});
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'root-alert-evidence-'));
  account = await startAwsAccount({});
  account.answer('cloudformation:DescribeStackResource', () => ({
    StackResourceDetail: { PhysicalResourceId: s3.bucket },
  }));
});
afterEach(async () => {
  s3.renew();
  await Promise.all([scene.renew(), account.stop()]);
  rmSync(home, { recursive: true });
});
afterAll(() => Promise.all([scene.stop(), s3.stop()]));

const on = { EVIDENCE: 'on' };
const noPage = { RESPOND_URL: '', RESPOND_SECRET_ID: '' };
const startEvidence = () =>
  scene.start('evidence', {
    env: { ...on, ...s3.environment, ...noPage, EVIDENCE_BUCKET: s3.bucket },
  });
const startOutbox = () => scene.start('outbox', { env: on });

const keys = () => [...s3.objects().keys()];
const objects = () => [...s3.objects().values()].map((text) => JSON.parse(text));

const verify = (...args: readonly string[]): Promise<Run> => verifyBy('node', args);

const verifyBy = (by: 'npm' | 'node', args: readonly string[] = []): Promise<Run> =>
  run(by, 'verify-evidence', ['--stage', 'prod', ...args], {
    ...account.environment,
    ...s3.environment,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_MAX_ATTEMPTS: '1',
    HOME: home,
  });

/** A room is posted to once a second, and nobody waits here for that. */
const letPaceGo = (): void => scene.clock.jump(1_000);

/** Lets so many uses be told, and written as evidence. */
async function tellAndKeep(count: number): Promise<Lambda> {
  const [rootEvent, outbox, evidence] = [
    await scene.start('rootEvent', { env: on }),
    await startOutbox(),
    await startEvidence(),
  ];
  for (let index = 0; index < count; index += 1) {
    const event = rootCall('CreateUser');
    await scene.put(event);
    await rootEvent.invoke(event);
    letPaceGo();
  }
  await scene.nextRound(outbox, delayMs);
  expect(await evidence.invoke({})).toEqual({ ok: true, result: null });
  return evidence;
}

describe('a use that was told', () => {
  test('is one object with the record as it came, what was made of it, and which rooms had it when', async () => {
    const [rootEvent, outbox, evidence] = [
      await scene.start('rootEvent', { env: on }),
      await startOutbox(),
      await startEvidence(),
    ];
    const event = rootCall('CreateAccessKey');
    await scene.put(event);
    await rootEvent.invoke(event);
    expect(await evidence.invoke({})).toEqual({ ok: true, result: null });
    expect(keys()).toEqual([]);

    await scene.nextRound(outbox, delayMs);
    await evidence.invoke({});

    expect(keys()).toEqual(['evidence/000000000001.json']);
    const [object] = objects();
    expect(object).toMatchObject({
      version: 1,
      number: 1,
      previous: '0'.repeat(64),
      kind: 'use',
      account: '111122223333',
      event: 'CreateAccessKey',
      verdict: { severity: 'critical' },
      rooms: ['dooray', 'slack'],
    });
    expect(object.record).toEqual(event);
    expect(object.message[0]).toContain('액세스 키');
    expect(Date.parse(object.toldAt)).toBeGreaterThan(Date.parse(object.seenAt) - 1);
    expect(await scene.outbox.content()).toEqual({ ready: [], delayed: [], inFlight: [] });
  });

  test('from the outbox is one object too, and a second copy of it makes no other', async () => {
    const [outbox, evidence] = [await startOutbox(), await startEvidence()];
    const event = rootCall('CreateUser');
    await scene.put(event, event);
    await scene.nextRound(outbox, delayMs);
    await evidence.invoke({});
    await scene.put(event);
    await scene.nextRound(outbox, delayMs);
    await evidence.invoke({});
    expect(keys()).toHaveLength(1);
  });

  test('while no room takes anything there is nothing to keep', async () => {
    const [outbox, evidence] = [await startOutbox(), await startEvidence()];
    scene.room.willAnswer((response) => response.writeHead(400).end());
    await scene.put(rootCall('CreateUser'));
    await scene.nextRound(outbox, delayMs);
    await evidence.invoke({});
    expect(keys()).toEqual([]);
  });

  test('a record that nobody can read is kept as it came', async () => {
    const [outbox, evidence] = [await startOutbox(), await startEvidence()];
    await scene.put('{"detail": "nothing that we know"');
    await scene.nextRound(outbox, delayMs);
    await evidence.invoke({});
    expect(objects()).toMatchObject([{ record: '{"detail": "nothing that we know"' }]);
  });
});

describe('nothing is lost', () => {
  test('while the ledger takes no evidence, the copy stays in the outbox', async () => {
    const [rootEvent, outbox, evidence] = [
      await scene.start('rootEvent', { env: on }),
      await startOutbox(),
      await startEvidence(),
    ];
    const event = rootCall('CreateUser');
    await scene.put(event);
    await rootEvent.invoke(event);
    const posts = scene.room.posts.length;
    scene.dynamoDb.stop();
    const { kept } = await scene.nextRound(outbox, delayMs);
    expect(kept).toHaveLength(1);
    await scene.dynamoDb.start();
    expect((await scene.nextRound(outbox, visibilityMs)).kept).toHaveLength(0);
    await evidence.invoke({});
    expect(keys()).toHaveLength(1);
    expect(scene.room.posts).toHaveLength(posts);
  });

  test('while the ledger is down for long, what is told is not told again for its evidence', async () => {
    const outbox = await startOutbox();
    await scene.put(rootCall('CreateUser'));
    await scene.dynamoDb.stop();
    await scene.nextRound(outbox, delayMs);
    await scene.nextRound(outbox, 16 * 60_000);
    const posts = scene.room.posts.length;
    expect(posts).toBe(2);
    expect(await scene.outbox.content()).toEqual({ ready: [], delayed: [], inFlight: [] });
    expect(outbox.log()).toContain('"lost":1');
    await scene.dynamoDb.start();
  });

  test('a new bucket begins a new chain, whatever the ledger remembers of the old one', async () => {
    const evidence = await tellAndKeep(2);
    for (const key of keys()) s3.destroy(key);
    const outbox = await startOutbox();
    await scene.put(rootCall('CreateUser'));
    await scene.nextRound(outbox, delayMs);
    expect(await evidence.invoke({})).toEqual({ ok: true, result: null });
    expect(objects()).toMatchObject([{ number: 1, previous: '0'.repeat(64) }]);
  });

  test('while S3 refuses, the run fails, the ledger keeps it, and the next run writes it', async () => {
    const [outbox, evidence] = [await startOutbox(), await startEvidence()];
    await scene.put(rootCall('CreateUser'));
    await scene.nextRound(outbox, delayMs);
    s3.fail('PUT', 403);
    expect(await evidence.invoke({})).toMatchObject({ ok: false });
    expect(evidence.log()).toContain('"level":"ERROR","message":"evidence"');
    s3.fail('PUT', undefined);
    expect(await evidence.invoke({})).toEqual({ ok: true, result: null });
    expect(keys()).toHaveLength(1);
  });

  test('a process that dies after S3 has an object, and before the ledger knows, writes no second one', async () => {
    const [outbox, evidence] = [await startOutbox(), await startEvidence()];
    await scene.put(rootCall('CreateUser'), rootCall('CreateUser'));
    await scene.nextRound(outbox, delayMs);
    const died = new Promise<void>((resolve) => {
      s3.beforeNextPut(() => {
        s3.beforeNextPut(() => {
          void evidence.kill('SIGKILL');
          resolve();
        });
      });
    });
    const invoked = evidence.invoke({});
    await died;
    await invoked;
    const [first] = keys();
    expect(first).toBeDefined();

    expect(await evidence.invoke({})).toEqual({ ok: true, result: null });
    expect(new Set(objects().map(({ id }) => id)).size).toBe(2);
    expect(keys()).toHaveLength(2);
    expect((await verify()).stdout).toContain('The chain is whole.');
  });

  test('a second writer at the same time takes the next number, and the chain is whole', async () => {
    const evidence = await tellAndKeep(1);
    const outbox = await startOutbox();
    await scene.put(rootCall('CreateUser'));
    await scene.nextRound(outbox, delayMs);
    const [first] = [...s3.objects().values()];
    s3.beforeNextPut(() => {
      const text = linked('{"id":"of another writer"}', { number: 1, hash: hashOf(first ?? '') });
      s3.overwrite('evidence/000000000002.json', text);
    });
    expect(await evidence.invoke({})).toEqual({ ok: true, result: null });
    expect(objects().map(({ number }) => number)).toEqual([1, 2, 3]);
    expect((await verify()).stdout).toContain('The chain is whole.');
  });
});

describe('npm run verify-evidence', () => {
  let kept: { readonly anchor: string; readonly objects: ReadonlyMap<string, string> } | undefined;
  /** Has three objects of evidence, which are made once, and gives what was noted of them. */
  async function keepThree(): Promise<string> {
    if (kept !== undefined) {
      for (const [key, text] of kept.objects) s3.overwrite(key, text);
      return kept.anchor;
    }
    await tellAndKeep(3);
    const [, anchor = ''] = /--expect (\S+)/.exec((await verify()).stdout) ?? [];
    kept = { anchor, objects: s3.objects() };
    return anchor;
  }

  test('says of a whole chain that it is whole, and what to keep elsewhere', async () => {
    await tellAndKeep(25);
    const { code, stdout } = await verifyBy('npm');
    expect(stdout).toContain('25 objects');
    expect(stdout).toContain('The chain is whole.');
    expect(code).toBe(0);
    const [, anchor = ''] = /--expect (\S+)/.exec(stdout) ?? [];
    expect((await verify('--expect', anchor)).code).toBe(0);
  });

  test.each([
    [
      'an object that is gone',
      'Number 2 is missing.',
      () => s3.destroy('evidence/000000000002.json'),
    ],
    [
      'the last one gone, which was noted',
      'Number 3, which was noted, is not there.',
      () => s3.destroy('evidence/000000000003.json'),
    ],
    [
      'an object behind a delete marker',
      'evidence/000000000002.json was deleted',
      () => s3.hide('evidence/000000000002.json'),
    ],
    [
      'an object that was written again',
      'evidence/000000000002.json was written more than once.',
      () => s3.overwrite('evidence/000000000002.json', '{}'),
    ],
    [
      'a stranger among them',
      'evidence/x is none of ours.',
      () => s3.overwrite('evidence/x', '{}'),
    ],
    [
      'an object that was replaced',
      'evidence/000000000003.json does not follow what is before it',
      () => {
        const text = s3.objects().get('evidence/000000000002.json') ?? '';
        s3.destroy('evidence/000000000002.json');
        s3.overwrite('evidence/000000000002.json', text.replace('CreateUser', 'ListUsers'));
      },
    ],
  ])('finds %s', async (_, said, tamper) => {
    const anchor = await keepThree();
    tamper();
    const { code, stdout } = await verify('--expect', anchor);
    expect(stdout).toContain(said);
    expect(code).toBe(1);
  });

  test('says in one sentence that a deployment has none', async () => {
    account.answer('cloudformation:DescribeStackResource', () => {
      throw new AwsRefusal('ValidationError', 'Resource EvidenceBucket does not exist');
    });
    const { code, stderr } = await verify();
    expect(code).toBe(1);
    expect(stderr.trim()).toBe(
      'The stack root-alert-prod in ap-northeast-2 has no bucket of evidence: deploy with evidence=on, or name one with --bucket.',
    );
  });

  test.each([
    [['--expect', 'x'], '--expect: expected the number of an object and its hash'],
    [['--region', 'x'], '--region: expected the name of a region'],
  ])('refuses %j', async (args, said) => {
    const { code, stderr } = await verify(...args);
    expect(code).toBe(1);
    expect(stderr).toContain(said);
  });
});

describe('npm run report', () => {
  const report = async (...args: readonly string[]): Promise<Run> =>
    await run('node', 'report', ['--stage', 'prod', '--locale', 'en', ...args], {
      ...account.environment,
      ...s3.environment,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_MAX_ATTEMPTS: '1',
      HOME: home,
      ...scene.clock.environment,
    });
  let month: string[] = [];
  /** Each function that wrote lines, and when. */
  let logs: Readonly<Record<string, { readonly lambda: Lambda; readonly atMs: number }>> = {};
  /** What somebody makes of the log. */
  let edit = (message: string): string => message;

  beforeEach(async () => {
    edit = (message) => message;
    for (const [action, answer] of Object.entries(wellAccount(fullTemplate()))) {
      account.answer(action, answer);
    }
    // Made a day ago, with the deployment.
    account.answer('cloudformation:DescribeStackResource', () => ({
      StackResourceDetail: {
        PhysicalResourceId: s3.bucket,
        LastUpdatedTimestamp: new Date(Date.now() - 86_400_000).toISOString(),
      },
    }));
    const [rootEvent, outbox, evidence] = [
      await scene.start('rootEvent', { env: on }),
      await startOutbox(),
      await startEvidence(),
    ];
    account.answer('logs:FilterLogEvents', ({ logGroupName }) => {
      const log = logs[String(logGroupName).split('-').at(-1) ?? ''];
      const lines = log?.lambda.log().split('\n').filter(Boolean) ?? [];
      return { events: lines.map((line) => ({ message: edit(line), timestamp: log?.atMs })) };
    });
    const events = [rootCall('CreateUser'), rootCall('CreateAccessKey'), rootCall('StopLogging')];
    for (const event of events) {
      await scene.put(event);
      await rootEvent.invoke(event);
      letPaceGo();
    }
    month = [
      '--month',
      localDay(new Date(String(events[0]?.detail['eventTime'])), 'Asia/Seoul').slice(0, 7),
    ];
    const toldAtMs = Date.now();
    await scene.nextRound(outbox, delayMs);
    await evidence.invoke({});
    logs = {
      rootEvent: { lambda: rootEvent, atMs: toldAtMs },
      outbox: { lambda: outbox, atMs: Date.now() },
    };
    // What was told within the last hour needs no evidence yet.
    scene.clock.jump(2 * 3_600_000);
  });

  test('says of whole evidence that the logs say the same', async () => {
    const { code, stdout } = await report(...month);
    expect(code).toBe(0);
    expect(stdout).toContain(
      'Evidence: 3 objects of this month, the chain is whole, and the logs say the same',
    );
    const [, anchor = ''] = /--expect (\S+)/.exec(stdout) ?? [];
    expect((await verify('--expect', anchor)).code).toBe(0);
  });

  test('shows a use whose lines somebody deleted, and whose object somebody replaced', async () => {
    const [deleted, , replaced] = objects().map(({ event }) => event);
    edit = (message) => (message.includes(deleted) ? '' : message);
    const third = s3.objects().get('evidence/000000000003.json') ?? '';
    s3.destroy('evidence/000000000003.json');
    s3.overwrite(
      'evidence/000000000003.json',
      third.replace(/"previous": "\w{4}/, '"previous": "0000'),
    );
    const out = join(home, 'reports');
    const { code, stdout } = await report(...month, '--out', out);
    expect(code).toBe(0);
    const texts = stdout
      .trim()
      .split('\n')
      .map((file) => readFileSync(file, 'utf8'));
    expect(texts).toHaveLength(4);
    const [markdown, csv, svg, json] = texts;
    expect(markdown).toContain('evidence/000000000003.json does not follow what is before it');
    for (const text of [markdown, csv]) {
      expect(text).toMatch(new RegExp(`${deleted}.*the log has no line of it`));
      expect(text).toMatch(new RegExp(`${replaced}.*there is no evidence of it whose chain holds`));
    }
    expect(svg).toContain('1 FAULTS in the chain');
    expect(JSON.parse(json ?? '')).toMatchObject({
      evidence: { objects: 3, used: 1, faults: [{ kind: 'replaced' }], mismatches: 3 },
    });
  });

  test('of a bucket that is gone is made all the same, and says so', async () => {
    s3.deleteBucket();
    const { code, stdout } = await report(...month);
    expect(code).toBe(0);
    expect(stdout).toContain('The bucket is gone, and all evidence with it.');
    expect(stdout).not.toContain('the chain is whole');
  });

  test('of a bucket that may not be read is one sentence, and no report', async () => {
    s3.fail('GET', 403);
    const { code, stdout, stderr } = await report(...month);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n').at(-1)).toContain('These AWS credentials may not');
  });

  test('needs what the page of commands says, and so does verify-evidence', async () => {
    const before = s3.actions().size;
    expect(before).toBeGreaterThan(0);
    const written = new Set(['s3:PutObject', 's3:ListBucket', 's3:GetObject']);
    await report(...month);
    const actions = [...iamActions(account.calls, []), ...s3.actions()].filter(
      (it) => !written.has(it),
    );
    expect(new Set(actions)).toEqual(documentedActions('report', 'verify-evidence'));
  });
});
