import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { drillEscalation } from '../../commands/drill/drill-escalation.ts';
import { readLogLine } from '../../commands/report/log-line.ts';
import { readMonth } from '../../commands/report/month.ts';
import { monthFacts } from '../../commands/report/month-facts.ts';
import { readStack } from '../../commands/stack.ts';
import { type AwsAccount, startAwsAccount } from './support/aws-account.ts';
import { status } from './support/chat-room.ts';
import type { Lambda } from './support/lambda-runtime.ts';
import { startNight } from './support/night.ts';
import { type OutboxScene, startOutboxScene } from './support/outbox-scene.ts';
import { functionEnvironment, type Template } from './support/packaged-service.ts';
import { escalationTopicArn } from './support/packagings.ts';
import { readPost } from './support/read-post.ts';
import { roomAnswers, roomEntry } from './support/room-answers.ts';
import { rootUseEvent } from './support/root-use-event.ts';
import { run } from './support/run-command.ts';
import { startSns } from './support/sns-endpoint.ts';
import {
  accountId,
  documentedActions,
  iamActions,
  templateWith,
  wellAccount,
} from './support/well-account.ts';

const home = 'ap-northeast-2';
const keys = { AWS_ACCESS_KEY_ID: 'AKIAOPERATOREXAMPLE', AWS_SECRET_ACCESS_KEY: 'test' };
const asking: Template['Resources'] = {
  RespondApi: { Type: 'AWS::ApiGatewayV2::Api', Properties: {} },
};
const options = { stage: 'prod', region: home };

let scene: OutboxScene;
let sns: Awaited<ReturnType<typeof startSns>>;
let reconcile: Lambda;
let account: AwsAccount;

beforeAll(async () => {
  [scene, sns] = await Promise.all([startOutboxScene(), startSns()]);
});
beforeEach(async () => {
  reconcile = await scene.start('reconcile', {
    env: {
      HEARTBEAT: 'off',
      RESPOND_URL: 'https://answers.example.com',
      MENTION: 'all',
      ESCALATION_TOPIC_ARN: escalationTopicArn,
      AWS_ENDPOINT_URL_SNS: sns.url,
    },
  });
  account = await startAwsAccount({
    ...wellAccount(templateWith([], asking)),
    'lambda:Invoke': async ({ path, ...event }) => {
      expect(path).toContain('root-alert-prod-reconcile');
      const outcome = await reconcile.invoke(event);
      return outcome.ok ? { body: outcome.result } : Promise.reject(new Error('it failed'));
    },
  });
  for (const [name, value] of Object.entries({ ...account.environment, ...keys }))
    vi.stubEnv(name, value);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  sns.renew();
  await Promise.all([scene.renew(), account.stop()]);
});
afterAll(() => Promise.all([scene.stop(), sns.stop()]));

function putRooms(...rooms: readonly object[]): void {
  const { room, secrets } = scene;
  const secret = { dooray: room.urlFor('dooray'), rooms };
  secrets.put(String(functionEnvironment('outbox')['WEBHOOK_SECRET_ID']), JSON.stringify(secret));
}

/** A pager, a person and a chat, each for escalation, and what each answers by its documents. */
function putUsual(): void {
  const { room } = scene;
  const entries = (['pagerDuty', 'jandi', 'slack'] as const).map((kind) => {
    room.at(kind).willAnswer(roomAnswers[kind].yes);
    return { ...roomEntry(kind, room.urlFor(kind)), name: kind, escalation: true };
  });
  putRooms(...entries.map((entry) => ({ ...entry, mention: 'channel' })));
}

async function drill() {
  const stack = await readStack(new CloudFormationClient({ region: home }), 'prod', home);
  const outcome = await drillEscalation(stack, options);
  return { ...outcome, text: outcome.lines.join('\n') };
}

const postsTo = (token: string) => scene.room.posts.filter((post) => post.token === token);

describe('npm run drill -- --stage prod --escalation', () => {
  it('is told to those who hear of what nobody answered, as a drill, and to nobody else', async () => {
    putUsual();
    const directory = mkdtempSync(join(tmpdir(), 'root-alert-drill-'));
    try {
      const { code, stdout, stderr } = await run(
        'npm',
        'drill',
        ['--stage', 'prod', '--escalation'],
        {
          HOME: directory,
          ...account.environment,
          ...keys,
        },
      );
      expect(stderr).toBe('');
      expect(stdout).toBe(
        ['pagerDuty', 'jandi', 'slack', 'escalation topic']
          .map((name) => `ok    ${name}  accepted\n`)
          .join(''),
      );
      expect(code).toBe(0);
    } finally {
      rmSync(directory, { recursive: true });
    }
    expect(postsTo('dooray')).toEqual([]);
    for (const token of ['jandi', 'slack']) {
      expect(postsTo(token)).toHaveLength(1);
      expect(postsTo(token)[0]?.rawBody).toContain('[훈련] root 사용에 아무도');
      expect(postsTo(token)[0]?.rawBody).toContain('AKIAOPERATOREXAMPLE');
    }
    expect(sns.published).toMatchObject([
      { TopicArn: escalationTopicArn, Subject: expect.stringContaining('DRILL') },
    ]);
    const [line = ''] = sns.published[0]?.['Message']?.split('\n') ?? [];
    expect(line).toContain('훈련');
    expect(line.length).toBeLessThanOrEqual(70);
  });

  it('is one among the drills in the report of the month, and no use', async () => {
    putUsual();
    await drill();
    const atMs = Date.parse('2026-10-03T00:00:00Z');
    const nowMs = Date.parse('2026-11-02T00:00:00Z');
    const lines = reconcile
      .log()
      .split('\n')
      .flatMap((line) => readLogLine(line, 'reconcile', atMs) ?? []);
    const { uses, drills } = monthFacts(lines, readMonth('2026-10', 'UTC', nowMs), nowMs);
    expect(uses).toEqual([]);
    expect(drills).toMatchObject([{ account: accountId, path: 'atOnce' }]);
    expect(drills[0]?.rooms.map(({ room }) => room).toSorted()).toEqual([
      'escalation topic',
      'jandi',
      'pagerDuty',
      'slack',
    ]);
  });

  it('opens an alert of its own in a pager, resolves it, calls nobody by name, and asks nobody', async () => {
    putUsual();
    await drill();
    const [opened, resolved] = postsTo('pagerDuty').map(
      ({ body }) => body as { dedup_key: string },
    );
    expect(postsTo('pagerDuty')).toHaveLength(2);
    expect(opened).toMatchObject({
      event_action: 'trigger',
      dedup_key: expect.stringMatching(/^escalation-drill-[0-9a-f-]{36}$/),
    });
    expect(resolved).toMatchObject({ event_action: 'resolve', dedup_key: opened?.dedup_key });
    for (const { rawBody } of scene.room.posts) {
      expect(rawBody).not.toMatch(/<!|@channel|answers\.example\.com/);
    }
  });

  it('touches no incident: one that waits for an answer is as it was, and goes on', async () => {
    const night = await startNight(scene, {
      ESCALATE_MINUTES: '10',
      RESPOND_URL: 'https://a.example',
    });
    await night.use(rootUseEvent());
    const [incident = ''] = night.incidents();
    const before = await night.ledger.incident(incident);
    expect(before?.critical).toBeDefined();

    expect(await drill()).toMatchObject({ isOk: true });

    expect(await night.ledger.incident(incident)).toEqual(before);
    expect(readPost(postsTo('on-call')[0] as never).headline).toMatch(/^\[훈련\] /);
    await night.pass(22);
    expect(night.heard('on-call')).toHaveLength(2);
  });

  it('fails where one did not accept it, says which and why, and the others have it', async () => {
    putUsual();
    scene.room.at('jandi').willAnswer(status(404));
    sns.refuse(true);
    const { isOk, text, json } = await drill();
    expect(isOk).toBe(false);
    expect(text).toMatch(/^ok {4}slack {2}accepted$/m);
    expect(text).toMatch(/^FIX {3}jandi {2}did not accept$/m);
    expect(text).toMatch(/^FIX {3}escalation topic {2}did not accept$/m);
    expect(text).toMatch(/^FIX {3}Not told: jandi .*404/m);
    expect(json).toMatchObject({ isOk: false, told: 'no' });
    expect(postsTo('dooray')).toEqual([]);
  });

  it('goes on while the ledger is down: it is the rooms that are tried', async () => {
    putUsual();
    await scene.dynamoDb.stop();
    expect(await drill()).toMatchObject({ isOk: true });
    expect(postsTo('slack')).toHaveLength(1);
  });

  it('reaches each of them whatever it asks for, but for one that wants no drills, which it names', async () => {
    const { room } = scene;
    putRooms(
      {
        kind: 'slack',
        url: room.urlFor('slack'),
        name: 'duty',
        accounts: ['999988887777'],
        severities: ['high'],
        escalation: true,
      },
      { kind: 'slack', url: room.urlFor('quiet'), name: 'quiet', drills: false, escalation: true },
    );
    const { isOk, text } = await drill();
    expect(text).toContain('ok    duty  accepted');
    expect(text).toContain('note  quiet  is told no drills');
    expect(isOk).toBe(true);
    expect(postsTo('quiet')).toEqual([]);
  });

  it('needs no more of AWS than docs/commands.md says', async () => {
    putUsual();
    await drill();
    expect(iamActions(account.calls, [])).toEqual(
      documentedActions('all but redrive, planned and verify-evidence', 'drill `--escalation`'),
    );
  });

  it('says when nothing is ever escalated, or when the deployed version knows no such drill', async () => {
    account.answer('lambda:Invoke', () => ({ body: null }));
    await expect(drill()).rejects.toThrow('knows no such drill, and told nobody');
    const plain = wellAccount(templateWith([]));
    for (const [action, answer] of Object.entries(plain)) account.answer(action, answer);
    await expect(drill()).rejects.toThrow('This stack asks nobody');
  });
});

describe('without a topic', () => {
  it('fails where nobody is named for it: there is nobody to try', async () => {
    const lambda = await scene.start('reconcile', { env: { HEARTBEAT: 'off' } });
    account.answer('lambda:Invoke', async ({ path: _, ...event }) => {
      const outcome = await lambda.invoke(event);
      return { body: outcome.ok ? outcome.result : null };
    });
    putRooms({ kind: 'slack', url: scene.room.urlFor('slack') });
    const { isOk, text } = await drill();
    expect(isOk).toBe(false);
    expect(text).toMatch(/^FIX {3}There is nobody to tell: no room with "escalation": true/m);
    expect(scene.room.posts).toEqual([]);
  });
});

it('an id of another form tells nobody: by it a pager would resolve an incident', async () => {
  putUsual();
  const at = { accountId, by: 'x' };
  for (const id of ['incident-7F3K2M9QXA', '7F3K2M9QXA', '']) {
    // It is no drill, so that it is taken for the schedule.
    await reconcile.invoke({ escalationDrill: { ...at, id } });
  }
  expect(postsTo('pagerDuty')).toEqual([]);
});
