import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, vi } from 'vitest';
import { roomKinds } from '../../lib/rooms/room-kinds.ts';
import { status } from './support/chat-room.ts';
import type { Lambda } from './support/lambda-runtime.ts';
import { functionDirectory, zippedBytes } from './support/packaged-service.ts';
import {
  type AlertLine,
  alertLines,
  patience,
  type Scene,
  test,
} from './support/root-event-scene.ts';
import { rootUseEvent } from './support/root-use-event.ts';

const roomFiles = roomKinds
  .map((kind) => kind.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
  .map((name) => `handlers/root-event.${name}-room.cjs`)
  .sort();

test('the zip of rootEvent is its bundle, what it may load later, and the table of countries', () => {
  const {
    'handlers/root-event.cjs': entry,
    'handlers/root-event.bundle.cjs': code,
    'handlers/root-event.all-words-ko.cjs': korean,
    'handlers/root-event.all-words-en.cjs': english,
    'handlers/root-event.get-secret-by-sdk.cjs': sdk,
    'handlers/root-event.compose-alarm.cjs': alarms,
    'handlers/root-event.compose-ncloud.cjs': ncloud,
    'handlers/root-event.add-answer-links.cjs': links,
    'handlers/root-event.open-windows.cjs': windows,
    'handlers/root-event.later-rows.cjs': rows,
    'handlers/root-event.memory-ledger.cjs': memory,
    'handlers/root-event.named-networks.cjs': networks,
    'handlers/root-event.webhook-rooms.cjs': reader,
    'handlers/countries.bin': countries,
    ...rooms
  } = zippedBytes('rootEvent');
  // What Node looks through for exports, and so reads twice.
  expect(entry).toBeLessThan(200);
  expect(code).toBeLessThan(76_000);
  expect(korean).toBeLessThan(20_000);
  expect(english).toBeLessThan(20_000);
  expect(sdk).toBeLessThan(60_000);
  expect(alarms).toBeLessThan(16_500);
  expect(ncloud).toBeLessThan(18_000);
  expect(links).toBeLessThan(4_000);
  expect(windows).toBeLessThan(8_000);
  expect(rows).toBeLessThan(8_000);
  expect(memory).toBeLessThan(8_000);
  expect(networks).toBeLessThan(1_500);
  expect(reader).toBeLessThan(9_000);
  expect(countries).toBeLessThan(300_000);
  expect(Object.keys(rooms).sort()).toEqual(roomFiles);
  // Read by those alone whose secret names such a room.
  for (const bytes of Object.values(rooms)) expect(bytes).toBeLessThan(8_000);
});

test('the bundle of rootEvent and the words of one language, which are read before the first alert, are under 287 kB', () => {
  const bytesOf = (name: string) =>
    statSync(join(functionDirectory('rootEvent'), 'handlers', name)).size;
  const bundle = bytesOf('root-event.bundle.cjs');
  expect(bundle).toBeLessThan(230_000);
  for (const words of ['root-event.all-words-ko.cjs', 'root-event.all-words-en.cjs']) {
    expect(bundle + bytesOf(words)).toBeLessThan(287_000);
  }
});

/** The modules that a cold alert made Node load: its own, and files. */
async function modulesOfColdAlert(
  scene: Scene,
  env: Readonly<Record<string, string>> = {},
  secret = scene.room.url,
): Promise<string[]> {
  const directory = mkdtempSync(join(tmpdir(), 'root-alert-modules-'));
  const file = join(directory, 'modules');
  const preload = fileURLToPath(new URL('support/write-loaded-modules.cjs', import.meta.url));
  scene.putWebhook(secret);
  const lambda = await scene.coldStart({
    NODE_OPTIONS: `--require ${JSON.stringify(preload)}`,
    LOADED_MODULES_FILE: file,
    ...env,
  });

  await lambda.invoke(happened(0));
  await lambda.kill('SIGUSR2');
  await vi.waitUntil(() => existsSync(file) && statSync(file).size > 0, patience);

  const loaded = readFileSync(file, 'utf8').split('\n');
  rmSync(directory, { recursive: true });
  expect(onlyLine(lambda).outcome).toBe('told');
  expect(loaded).toContain('NativeModule https');
  expect(loaded).toContainEqual(expect.stringMatching(/\/handlers\/root-event\.bundle\.cjs$/));
  return loaded;
}

test('an alert makes Node load neither the SDK nor fetch nor HTTP/2 nor compression', async ({
  scene,
}) => {
  const loaded = await modulesOfColdAlert(scene);
  expect(loaded.filter((name) => /sdk|undici|http2|zlib/.test(name))).toEqual([]);
  // Nor what adds links to answer by and what incidents are kept with, since nobody asked for them; nor local mode's ledger.
  expect(loaded.filter((name) => /answer|later-rows|memory-ledger/.test(name))).toEqual([]);
  // Nor how alarms and uses in Naver Cloud are worded.
  expect(loaded.filter((name) => name.includes('.compose-'))).toEqual([]);
  // Nor what knows how a secret names the other kinds of rooms.
  expect(loaded.filter((name) => name.includes('webhook-rooms'))).toEqual([]);
});

test('an alert that asks for answers makes Node load what signs its links besides, and not the SDK', async ({
  scene,
}) => {
  scene.secrets.put('root-alert/prod/respond', JSON.stringify({ linkKey: 'k'.repeat(64) }));
  const loaded = await modulesOfColdAlert(scene, {
    RESPOND_URL: 'https://page.example.com',
    RESPOND_SECRET_ID: 'root-alert/prod/respond',
  });
  expect(loaded.filter((name) => /sdk|undici|http2|zlib/.test(name))).toEqual([]);
  expect(loaded.filter((name) => name.includes('answer'))).toEqual([
    expect.stringMatching(/\/handlers\/root-event\.add-answer-links\.cjs$/),
  ]);
  expect(scene.room.posts[0]?.rawBody).toContain('https://page.example.com/i/');
});

test('an alert makes Node load the words of the configured language, and not those of the other', async ({
  scene,
}) => {
  const loaded = await modulesOfColdAlert(scene);
  expect(loaded.filter((name) => basename(name).includes('words'))).toEqual([
    expect.stringMatching(/\/handlers\/root-event\.all-words-ko\.cjs$/),
  ]);
});

test('an alert makes Node load the kind of room that the secret names, and no other', async ({
  scene,
}) => {
  const loaded = await modulesOfColdAlert(scene);
  expect(loaded.filter((name) => name.endsWith('-room.cjs'))).toEqual([
    expect.stringMatching(/\/handlers\/root-event\.dooray-room\.cjs$/),
  ]);
});

test('an alert makes Node load what names networks only where the settings name some', async ({
  scene,
}) => {
  const isIt = (name: string) => name.endsWith('/handlers/root-event.named-networks.cjs');
  expect((await modulesOfColdAlert(scene)).filter(isIt)).toEqual([]);
  const NETWORKS = 'office=203.0.113.0/24';
  expect((await modulesOfColdAlert(scene, { NETWORKS })).filter(isIt)).toHaveLength(1);
});

test('an alert whose secret has a list of rooms makes Node load what reads it', async ({
  scene,
}) => {
  const list = JSON.stringify({ rooms: [{ kind: 'teams', url: scene.room.url }] });
  const loaded = await modulesOfColdAlert(scene, {}, list);
  expect(loaded.filter((name) => /webhook-rooms|-room\.cjs$/.test(name))).toEqual([
    expect.stringMatching(/\/handlers\/root-event\.webhook-rooms\.cjs$/),
    expect.stringMatching(/\/handlers\/root-event\.teams-room\.cjs$/),
  ]);
});

test('an alert whose secret is throttled makes Node load the SDK', async ({ scene }) => {
  scene.secrets.throttle(1);
  expect(await modulesOfColdAlert(scene)).toContainEqual(
    expect.stringMatching(/\/handlers\/root-event\.get-secret-by-sdk\.cjs$/),
  );
});

/** An event that happened so long ago. */
const happened = (msAgo: number) =>
  rootUseEvent({ detail: { eventTime: new Date(Date.now() - msAgo).toISOString() } });

const onlyLine = (lambda: Lambda): AlertLine => {
  const lines = alertLines(lambda);
  expect(lines).toHaveLength(1);
  return lines[0] as AlertLine;
};

describe('the log line of an alert', () => {
  test('says what was told where, after how many attempts and how long', async ({ scene }) => {
    const { room, otherRoom, putWebhook, start } = scene;
    room.willAnswer(status(500), { status: 200 });
    putWebhook({ dooray: room.url, slack: otherRoom.url });
    const lambda = await start();
    const event = happened(5_000);

    await lambda.invoke(event);

    const line = onlyLine(lambda);
    expect(line).toMatchObject({
      level: 'INFO',
      message: 'alert',
      id: event.detail.eventID,
      outcome: 'told',
      rooms: [
        { room: 'dooray', isTold: true, attempts: 2 },
        { room: 'slack', isTold: true, attempts: 1 },
      ],
      ledgerFaults: [],
    });
    expect(line['latencyMs']).toBeGreaterThan(5_000);
    expect(line['latencyMs']).toBeLessThan(60_000);
    expect(metricsOf(line)).toEqual({
      Told: { unit: 'Count', value: 1 },
      LatencyMs: { unit: 'Milliseconds', value: line['latencyMs'] },
    });
  });

  test('says why an alert was not told', async ({ scene }) => {
    const { room, otherRoom, putWebhook, start } = scene;
    room.willAnswer(status(403));
    putWebhook({ dooray: room.url, slack: otherRoom.url });
    const lambda = await start();

    await lambda.invoke(happened(5_000));

    const line = onlyLine(lambda);
    expect(line).toMatchObject({
      level: 'ERROR',
      outcome: 'failed',
      reason: 'Not told: dooray answered 403 (1 attempt).',
      rooms: [
        { room: 'dooray', isTold: false, attempts: 1, reason: 'answered 403' },
        { room: 'slack', isTold: true, attempts: 1 },
      ],
    });
    expect(metricsOf(line)).toEqual({ Failed: { unit: 'Count', value: 1 } });
  });

  test('counts a duplicate, what is left to the digest, and faults of the ledger', async ({
    scene: { room, dynamodb, putWebhook, start },
  }) => {
    putWebhook(room.url);
    const lambda = await start();
    const event = happened(0);

    await lambda.invoke(event);
    await lambda.invoke(event);
    await lambda.invoke(rootUseEvent({ isReadOnly: true }));
    await dynamodb.stop();
    await lambda.invoke(happened(0));

    const [, ...lines] = alertLines(lambda);
    expect(lines.map(metricsOf)).toEqual([
      { Duplicate: { unit: 'Count', value: 1 } },
      { LeftToDigest: { unit: 'Count', value: 1 } },
      {
        Told: { unit: 'Count', value: 1 },
        LatencyMs: { unit: 'Milliseconds', value: expect.any(Number) },
        LedgerFault: { unit: 'Count', value: 2 },
      },
    ]);
  });

  test('is one line, which Lambda has given its prefix', async ({ scene }) => {
    const { room, putWebhook, start } = scene;
    putWebhook(room.url);
    const lambda = await start();

    await lambda.invoke(happened(0));

    // What follows such a prefix counts as a document: the specification below, "PutLogEvents Request Format".
    expect(lambda.log()).toMatch(/^\S+Z\t[0-9a-f-]{36}\tINFO\t\{"level":"INFO".*\}$/m);
  });
});

const units = ['Count', 'Milliseconds', 'Seconds'];

/**
 * The metrics that CloudWatch reads from a line.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
function metricsOf(line: AlertLine): Record<string, { unit: string; value: unknown }> {
  const { Timestamp, CloudWatchMetrics } = line['_aws'] as {
    Timestamp: number;
    CloudWatchMetrics: { Namespace: string; Dimensions: string[][]; Metrics: Metric[] }[];
  };
  expect(Number.isInteger(Timestamp)).toBe(true);
  expect(Math.abs(Date.now() - Timestamp)).toBeLessThan(60_000);
  expect(CloudWatchMetrics).toHaveLength(1);
  const [{ Namespace, Dimensions, Metrics } = { Metrics: [] as Metric[] }] = CloudWatchMetrics;
  expect(Namespace).toBe('root-alert/prod');
  expect(Dimensions).toEqual([[]]);
  for (const { Name, Unit } of Metrics) {
    expect(units).toContain(Unit);
    expect(line[Name]).toEqual(expect.any(Number));
  }
  return Object.fromEntries(
    Metrics.map(({ Name, Unit }) => [Name, { unit: Unit, value: line[Name] }]),
  );
}

type Metric = { readonly Name: string; readonly Unit: string };
