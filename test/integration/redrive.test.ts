import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SendMessageCommand, SQSClient, StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { moveAll } from '../../commands/redrive/redrive-move.ts';
import { type MessageMoves, startMessageMoves } from './support/message-moves.ts';
import { template } from './support/packaged-service.ts';
import { run } from './support/run-command.ts';
import { type Queue, type Sqs, startSqs } from './support/sqs.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const keys = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
/** An outbox that gives up after so many tries. */
const TRIES = 2;

let sqs: Sqs;
let moves: MessageMoves;
let client: SQSClient;
let outbox: Queue;
let undelivered: Queue;
let home = '';

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'root-alert-redrive-'));
  sqs = await startSqs();
  moves = await startMessageMoves(sqs);
  undelivered = await sqs.createQueueFrom(template(), 'Undelivered');
  outbox = await sqs.createQueueFrom(template(), 'Outbox', {
    DelaySeconds: '0',
    RedrivePolicy: JSON.stringify({
      deadLetterTargetArn: undelivered.arn,
      maxReceiveCount: TRIES,
    }),
  });
  client = new SQSClient({
    region: 'ap-northeast-2',
    endpoint: moves.url,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
});

afterEach(async () => {
  client.destroy();
  await moves.stop();
  await sqs.stop();
  rmSync(home, { recursive: true });
});

const redrive = (
  args: readonly string[],
  environment: Readonly<Record<string, string>> = keys,
  by: 'npm' | 'node' = 'node',
) => run(by, 'redrive', args, { HOME: home, ...moves.environment, ...environment });

const sample = (file: string): string => readFileSync(join(ROOT, 'events', file), 'utf8');

/** As EventBridge leaves what it could not hand to a target. */
async function sendDeadLetter(body: string, errorCode: string): Promise<void> {
  const attribute = (StringValue: string) => ({ DataType: 'String', StringValue });
  await client.send(
    new SendMessageCommand({
      QueueUrl: undelivered.url.replace(sqs.url, moves.url),
      MessageBody: body,
      MessageAttributes: {
        ERROR_CODE: attribute(errorCode),
        ERROR_MESSAGE: attribute('not shown'),
        RULE_ARN: attribute('arn:aws:events:ap-northeast-2:111122223333:rule/root-alert-prod'),
        TARGET_ARN: attribute('arn:aws:lambda:ap-northeast-2:111122223333:function:not-shown'),
      },
    }),
  );
}

/** Tries what lies in the outbox as often as it may be tried, and once more. */
async function giveUp(): Promise<void> {
  for (let attempt = 0; attempt <= TRIES; attempt += 1) {
    await outbox.receive(10);
    await outbox.letVisibilityPass();
  }
}

describe('npm run redrive -- --stage prod', () => {
  it('shows what lies there and moves it all back to the outbox', async () => {
    const login = sample('root-login.json');
    const key = sample('root-create-access-key.json');
    await outbox.send(login);
    await giveUp();
    await sendDeadLetter(key, 'NO_PERMISSIONS');

    const { code, stdout, stderr } = await redrive(['--stage', 'prod'], keys, 'npm');

    expect(stderr).toBe('');
    expect(code).toBe(0);
    const [title, ...lines] = stdout.trimEnd().split('\n');
    expect(title).toBe('2 messages in root-alert-undelivered-prod (ap-northeast-2):');
    expect(lines.slice(0, 2).toSorted()).toEqual([
      expect.stringMatching(
        /^ {2}ConsoleLogin {2}111122223333 {2}\d{4}-\d\d-\d\dT[\d:.]+Z {2}.+ ago$/,
      ),
      expect.stringMatching(
        /^ {2}CreateAccessKey {2}111122223333 {2}2026-11-03T17:49:27\.000Z {2}.+ ago {2}EventBridge: NO_PERMISSIONS$/,
      ),
    ]);
    expect(lines.slice(2)).toEqual([
      'Moved 2 of 2.',
      '2 messages moved to root-alert-outbox-prod: what the room has not been told yet, it is told within minutes.',
    ]);
    expect((await outbox.content()).ready.toSorted()).toEqual([login, key].toSorted());
    expect(await undelivered.content()).toEqual({ ready: [], delayed: [], inFlight: [] });
  });

  it('gives what it moves a whole new life in the outbox', async () => {
    await outbox.send('{}');
    const [before] = await outbox.receive(1);
    await outbox.letVisibilityPass();
    await giveUp();
    expect((await undelivered.content()).ready).toEqual(['{}']);

    await redrive(['--stage', 'prod']);

    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const [message] = await outbox.receive(10);
      expect(message?.attributes['ApproximateReceiveCount']).toBe(String(attempt));
      expect(message?.messageId).not.toBe(before?.messageId);
      await outbox.letVisibilityPass();
    }
    expect(await outbox.receive(10)).toEqual([]);
    expect((await undelivered.content()).ready).toEqual(['{}']);
  });

  it('shows ten of many, counts them all and says how far the move is', async () => {
    for (let index = 0; index < 12; index += 1) await undelivered.send(sample('root-login.json'));
    moves.pace(7);

    const { code, stdout } = await redrive(['--stage', 'prod']);

    const [title, ...lines] = stdout.trimEnd().split('\n');
    expect(title).toBe('12 messages in root-alert-undelivered-prod (ap-northeast-2), among them:');
    expect(lines.filter((line) => line.includes('ConsoleLogin'))).toHaveLength(10);
    expect(lines.slice(10)).toEqual([
      'Moved 7 of 12.',
      'Moved 12 of 12.',
      expect.stringMatching(/^12 messages moved/),
    ]);
    expect(code).toBe(0);
    expect((await outbox.content()).ready).toHaveLength(12);
  });

  it('with --dry-run only shows, and leaves all to whoever reads next', async () => {
    await undelivered.send(sample('root-login.json'));
    const { code, stdout } = await redrive(['--stage', 'prod', '--dry-run']);

    expect(stdout).toMatch(/^1 message in root-alert-undelivered-prod .*:\n {2}ConsoleLogin .*\n$/);
    expect(code).toBe(0);
    expect(moves.count('StartMessageMoveTask')).toBe(0);
    expect(moves.count('DeleteMessage')).toBe(0);
    expect(await undelivered.receive(10)).toHaveLength(1);
    expect((await outbox.content()).ready).toEqual([]);
  });

  it('says that nothing lies there, and moves nothing', async () => {
    expect(await redrive(['--stage', 'prod'])).toEqual({
      code: 0,
      stdout: 'Nothing lies in root-alert-undelivered-prod (ap-northeast-2).\n',
      stderr: '',
    });
    expect(moves.count('StartMessageMoveTask')).toBe(0);
  });
});

describe('for machines and for whoever asks', () => {
  it('--json prints the outcome as JSON, and how far it is beside it', async () => {
    await undelivered.send(sample('root-login.json'));
    const { code, stdout, stderr } = await redrive(['--stage', 'prod', '--json']);
    expect(JSON.parse(stdout)).toEqual({
      queue: 'root-alert-undelivered-prod',
      region: 'ap-northeast-2',
      messages: 1,
      shown: [expect.stringMatching(/^ConsoleLogin /)],
      moved: 1,
    });
    expect(stderr).toContain('Moved 1 of 1.');
    expect(code).toBe(0);
  });

  it('--help says what there is to say, and asks AWS for nothing', async () => {
    const { code, stdout } = await redrive(['--help'], {});
    expect(stdout).toMatch(/^npm run redrive -- --stage prod /);
    expect(stdout).toMatch(/^ {2}--dry-run +only look$/m);
    expect(code).toBe(0);
    expect(moves.count()).toBe(0);
  });
});

describe('the region', () => {
  it.each([
    [[], 'ap-northeast-2'],
    [['--region', 'us-east-1'], 'us-east-1'],
  ])('is the one that sls deploys to, AWS_REGION or not: %j', async (args, region) => {
    const environment = { ...keys, AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-west-1' };
    const { stderr } = await redrive(['--stage', 'staging', ...args], environment);
    expect(stderr).toMatch(
      `There is no queue root-alert-undelivered-staging in ${region}: check --stage`,
    );
  });
});

describe('what goes wrong is said in one sentence, and by the exit code', () => {
  const refusal = (stderr: unknown) => ({ code: 1, stdout: '', stderr });

  it('no stage', async () => {
    expect(await redrive([])).toEqual(
      refusal(expect.stringMatching(/^Which stage is missing: npm run redrive -- --stage .*\n$/)),
    );
  });

  it('no such queue', async () => {
    expect(await redrive(['--stage', 'staging', '--region', 'us-east-1'])).toEqual(
      refusal(
        'There is no queue root-alert-undelivered-staging in us-east-1: check --stage, --region and whose credentials these are.\n',
      ),
    );
  });

  it('no credentials', async () => {
    expect(await redrive(['--stage', 'prod'], {})).toEqual(
      refusal(
        expect.stringMatching(/^There are no AWS credentials \(.+\): set AWS_PROFILE, .*\n$/),
      ),
    );
  });

  it('nobody there', async () => {
    await moves.stop();
    expect(await redrive(['--stage', 'prod'], { ...keys, AWS_MAX_ATTEMPTS: '1' })).toEqual(
      refusal('SQS in ap-northeast-2 cannot be reached (ECONNREFUSED).\n'),
    );
  });

  it('SQS refuses', async () => {
    moves.throttle(1);
    expect(await redrive(['--stage', 'prod'], { ...keys, AWS_MAX_ATTEMPTS: '1' })).toEqual(
      refusal('SQS in ap-northeast-2 refuses with RequestThrottled: Request throttled.\n'),
    );
  });

  it('a move that is running already, which goes on undisturbed', async () => {
    for (const body of ['1', '2', '3']) await undelivered.send(body);
    moves.pace(1);
    await client.send(
      new StartMessageMoveTaskCommand({ SourceArn: undelivered.arn, DestinationArn: outbox.arn }),
    );
    const { code, stderr } = await redrive(['--stage', 'prod']);

    expect(stderr).toBe(
      'A move is running already (1 of 3 moved): wait for it to end, and look again.\n',
    );
    expect(code).toBe(1);
    expect(moves.count('StartMessageMoveTask')).toBe(1);
  });

  it('a move that fails halfway, with what was not moved left where it lay', async () => {
    for (const body of ['1', '2', '3']) await undelivered.send(body);
    moves.failNextTask('AWS.SimpleQueueService.NonExistentQueue');
    const { code, stdout, stderr } = await redrive(['--stage', 'prod']);

    expect(stderr).toBe(
      'The move ended as FAILED, AWS.SimpleQueueService.NonExistentQueue, with 1 of 3 moved: what was not moved lies where it lay, see --dry-run.\n',
    );
    expect(stdout).not.toContain('messages moved');
    expect(code).toBe(1);
    expect((await undelivered.content()).ready).toHaveLength(2);
  });
});

describe('the end of the move', () => {
  const noProgress = () => {};

  /** Moves, with sleeps that take no time; gives what was slept, too. */
  async function move(): Promise<{ moved: number; sleepsMs: number[] }> {
    const sleepsMs: number[] = [];
    const moved = await moveAll(
      client,
      { sourceArn: undelivered.arn, destinationArn: outbox.arn },
      { sleep: async (ms) => sleepsMs.push(ms), onProgress: noProgress },
    );
    return { moved, sleepsMs };
  }

  it('is that of this move, never that of an earlier one that SQS still lists', async () => {
    await undelivered.send('earlier');
    expect(await move()).toEqual({ moved: 1, sleepsMs: [] });

    for (const body of ['1', '2', '3']) await undelivered.send(body);
    moves.pace(2);
    moves.hideNextTask(1);
    expect(await move()).toEqual({ moved: 3, sleepsMs: [1000] });
    expect((await outbox.content()).ready).toHaveLength(4);
  });

  it('is not waited for without end when SQS never lists the move', async () => {
    await undelivered.send('1');
    moves.hideNextTask(100);
    await expect(move()).rejects.toThrow('does not list it');
  });

  it('is not made up when SQS no longer tells how far it is', async () => {
    await undelivered.send('1');
    moves.fail(1, { operation: 'ListMessageMoveTasks', after: 1 });
    await expect(move()).rejects.toThrow('has begun and goes on');
  });

  it('is no success when fewer were moved than there were', async () => {
    await undelivered.send('1');
    await undelivered.send('2');
    moves.failNextTask('any');
    await expect(move()).rejects.toThrow('with 1 of 2 moved');
  });

  it('has every message where it was sent, also those that no queue gave up', async () => {
    await sendDeadLetter('{"a":1}', 'SDK_CLIENT_ERROR');
    await move();
    expect((await outbox.content()).ready).toEqual(['{"a":1}']);
  });
});
