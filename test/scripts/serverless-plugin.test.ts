import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import RootAlertPlugin from '../../scripts/serverless-plugin.js';

class FrameworkError extends Error {}

let serviceDir = '';
beforeAll(async () => {
  serviceDir = await mkdtemp(join(tmpdir(), 'serverless-plugin-'));
  await writeFile(join(serviceDir, 'text.json'), 'hello');
  await writeFile(join(serviceDir, 'event.yml'), 'detail: {}');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', undefined);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(serviceDir, { recursive: true });
});

type Options = ConstructorParameters<typeof RootAlertPlugin>[1];

const pluginFor = (command: string, options: Options) => {
  const functionOption = { required: true };
  const serverless = {
    serviceDir,
    processedInput: {
      commands: command.split(' '),
      commandSchema: { options: { function: functionOption } },
    },
    service: {
      provider: {},
      functions: { rootEvent: { handler: 'handlers/root-event.handler' } },
    },
    classes: { Error: FrameworkError },
    getProvider: () => ({
      getRegion: () => 'eu-west-1',
      getStage: () => 'prod',
      getAwsSdkV3Config: async () => ({}),
    }),
  };
  const plugin = new RootAlertPlugin(serverless, options, { writeText: () => undefined });
  return { plugin, functionOption };
};

/** What the options are once the plugin has prepared the command. */
const prepare = async (command: string, options: Options): Promise<Options> => {
  await pluginFor(command, options).plugin.hooks.initialize();
  return options;
};

test('only invoke local can do without -f', () => {
  expect(pluginFor('invoke local', {}).functionOption.required).toBe(false);
  expect(pluginFor('invoke', {}).functionOption.required).toBe(true);
  expect(pluginFor('logs', {}).functionOption.required).toBe(true);
});

test('the options of other commands stay as they are', async () => {
  const data = '{"detail":{}}';
  expect(await prepare('invoke', { data })).toEqual({ data });
});

test('the event chooses the function', async () => {
  const data = '{"detail":{}}';
  expect(await prepare('invoke local', { data })).toEqual({ data, function: 'rootEvent' });
});

test('-f wins over what the event would choose', async () => {
  const options = { data: '{"detail":{}}', function: 'reconcile' };
  expect(await prepare('invoke local', { ...options })).toEqual(options);
});

test.each([
  { function: 'rootEvent', data: 'hello', raw: true },
  { function: 'rootEvent', path: 'event.yml' },
  { function: 'rootEvent', path: 'text.json', raw: true },
])('text that is not meant as JSON is left to the framework: %j', async (options) => {
  expect(await prepare('invoke local', { ...options })).toEqual(options);
});

describe('refused in one sentence, as an error of the framework', () => {
  test.each([
    [{ path: 'nope.json' }, /^nope\.json does not exist\.$/],
    [{ path: 'text.json' }, /^text\.json is not JSON: .+\.$/],
    [{ path: 'text.json', function: 'rootEvent' }, /^text\.json is not JSON: .+\.$/],
    [{ data: 'hello', function: 'rootEvent' }, /^The text after --data is not JSON: .+\.$/],
    [{ data: '' }, /^The text after --data is not JSON: .+\.$/],
    [{ data: '{"a":1}' }, /^The text after --data is no event that a function takes .+ -f\.$/],
    [{ data: '{"Records":[{"Sns":{}}]}' }, /is an event for rootAlarm, which .+ does not have\.$/],
    [{ path: 'event.yml' }, /^event\.yml is not a \.json file: name its function with -f\.$/],
  ])('%j', async (options, sentence) => {
    const preparing = prepare('invoke local', options);
    await expect(preparing).rejects.toThrow(FrameworkError);
    await expect(preparing).rejects.toThrow(sentence);
  });
});
