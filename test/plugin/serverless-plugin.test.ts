import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import RootAlertPlugin from '../../plugin/serverless-plugin.ts';
import { type CloudFormation, startCloudFormation } from './support/cloudformation.ts';

class FrameworkError extends Error {}

let serviceDir = '';
beforeAll(async () => {
  serviceDir = await mkdtemp(join(tmpdir(), 'serverless-plugin-'));
  await writeFile(join(serviceDir, 'text.json'), 'hello');
  await writeFile(join(serviceDir, 'serverless.yml'), 'service: root-alert');
  await writeFile(join(serviceDir, 'event.yml'), 'detail: {}');
  vi.stubEnv('AWS_EXECUTION_ENV', undefined);
  vi.stubEnv('AWS_LAMBDA_RUNTIME_API', undefined);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(serviceDir, { recursive: true });
});

type Options = ConstructorParameters<typeof RootAlertPlugin>[1];

const pluginFor = (command: string, options: Options, service: object = {}) => {
  const functionOption = { required: true };
  const provider = {
    getRegion: () => 'eu-west-1',
    getStage: () => 'prod',
    getAccountId: async () => '111122223333',
    getAwsSdkV3Config: async () => ({
      region: 'eu-west-1',
      credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
      maxAttempts: 1,
    }),
    getAwsSdkV3CredentialsProvider: (): (() => Promise<object>) => async () => {
      throw new Error('The SSO session has expired.');
    },
  };
  const serverless = {
    serviceDir,
    processedInput: {
      commands: command.split(' '),
      commandSchema: { options: { function: functionOption } },
    },
    service: {
      provider: { runtime: 'nodejs24.x' },
      functions: { rootEvent: { handler: 'handlers/root-event.handler' } },
      ...service,
    },
    classes: { Error: FrameworkError },
    getProvider: () => provider,
  };
  const texts: string[] = [];
  const plugin = new RootAlertPlugin(serverless, options, {
    writeText: (text) => texts.push(text),
  });
  return { plugin, functionOption, provider, texts };
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

test('deploy function, which the framework cannot do here, is refused in a sentence', async () => {
  await expect(prepare('deploy function', { function: 'rootEvent' })).rejects.toThrow(
    /^sls deploy function: .+ Deploy all of it with sls deploy/,
  );
});

test('the event chooses the function', async () => {
  const data = '{"detail":{}}';
  expect(await prepare('invoke local', { data })).toEqual({ data, function: 'rootEvent' });
});

test('--path is read: the framework is given its text', async () => {
  const data = '{"detail":{}}';
  const path = join(serviceDir, 'event.json');
  await writeFile(path, data);
  const chosen = { path, data, function: 'rootEvent' };
  expect(await prepare('invoke local', { path })).toEqual(chosen);
});

test('-f hands over any JSON, whichever way it comes', async () => {
  const path = join(serviceDir, 'odd.json');
  await writeFile(path, '{"hello":1}');
  for (const options of [{ path }, { data: '{"hello":1}' }]) {
    expect(await prepare('invoke local', { ...options, function: 'rootEvent' })).toEqual({
      ...options,
      data: '{"hello":1}',
      function: 'rootEvent',
    });
  }
});

test('-f wins over what the event would choose', async () => {
  const options = { data: '{"detail":{}}', function: 'reconcile' };
  expect(await prepare('invoke local', { ...options })).toEqual(options);
});

test('a file that is not called JSON is left to the framework, if its function is named', async () => {
  const options = { function: 'rootEvent', path: 'event.yml' };
  expect(await prepare('invoke local', { ...options })).toEqual(options);
});

test('several records, one on each line, are handed over as a list', async () => {
  const options = { data: '{"detail":{}}\n{"detail":{}}\n' };
  expect(await prepare('invoke local', options)).toEqual({
    data: '[{"detail":{}},{"detail":{}}]',
    function: 'rootEvent',
  });
});

describe('credentials', () => {
  const credentials = async (command: string) => {
    const { plugin, provider } = pluginFor(command, { data: '{"detail":{}}' });
    await plugin.hooks.initialize();
    return provider.getAwsSdkV3CredentialsProvider()();
  };

  test('are not looked for by invoke local: an expired log-in does not stop it', async () => {
    expect(await credentials('invoke local')).toEqual({});
  });

  test('are by other commands, and where AWS is there', async () => {
    await expect(credentials('deploy')).rejects.toThrow('has expired');
    vi.stubEnv('AWS_EXECUTION_ENV', 'CloudShell');
    await expect(credentials('invoke local')).rejects.toThrow('has expired');
    vi.stubEnv('AWS_EXECUTION_ENV', undefined);
  });
});

describe('the function for Naver Cloud', () => {
  const functionsFor = async (command: string, ncloud: unknown) => {
    const functions = {
      rootEvent: { handler: 'handlers/root-event.handler' },
      ncloudActivity: { handler: 'handlers/ncloud-activity.handler' },
    };
    const options = { function: 'ncloudActivity' };
    const { plugin } = pluginFor(command, options, { functions, custom: { ncloud } });
    await plugin.hooks.initialize();
    return Object.keys(functions);
  };
  const both = ['rootEvent', 'ncloudActivity'];

  test.each([
    ['package', 'on', both],
    ['deploy', true, both],
    ['deploy', 'off', ['rootEvent']],
    ['package', undefined, ['rootEvent']],
    ['invoke local', 'off', both],
  ])('of %s with ncloud %s: %j', async (command, ncloud, names) => {
    expect(await functionsFor(command, ncloud)).toEqual(names);
  });

  test.each(['yes', 'On', 1, ''])('ncloud: %j is refused', async (ncloud) => {
    await expect(functionsFor('deploy', ncloud)).rejects.toThrow('ncloud: expected on or off.');
  });
});

describe('refused in one sentence, as an error of the framework', () => {
  test.each([
    [{ path: 'nope.json' }, /^nope\.json does not exist\.$/],
    [{ path: 'text.json' }, /^text\.json is not JSON: .+\.$/],
    [{ path: 'text.json', function: 'rootEvent' }, /^text\.json is not JSON: .+\.$/],
    [{ data: 'hello', function: 'rootEvent' }, /^The text after --data is not JSON: .+\.$/],
    [{ data: '' }, /^The text after --data is empty\.$/],
    [{ data: '{}', function: 'rootEvent', raw: true }, /^--raw: leave it out, since .+\.$/],
    [{ data: '{"a":1}' }, /^The text after --data is no event that a function takes .+ -f\.$/],
    [{ data: '{"Records":[{"Sns":{}}]}' }, /is an event for rootAlarm, which .+ does not have\.$/],
    [{ path: 'event.yml' }, /^event\.yml is not a \.json file: name its function with -f\.$/],
  ])('%j', async (options, sentence) => {
    const preparing = prepare('invoke local', options);
    await expect(preparing).rejects.toThrow(FrameworkError);
    await expect(preparing).rejects.toThrow(sentence);
  });
});

// The framework has parsed it by then, from wherever it came.
test.each([
  ['rootAlarm', { detail: {} }, 'The event is not an SNS notification, which is what rootAlarm'],
  ['outbox', '', 'The event is not an SQS batch, which is what outbox takes.'],
  ['rootEvent', 'hello', 'Standard input is not JSON: '],
])('%s is not run on %j', async (name, event, sentence) => {
  const functions = { [name]: { handler: 'handlers/some.handler' } };
  const options = { function: name, data: event as string };
  const esbuild = { bundle: true, format: 'cjs', outputFileExtension: '.cjs' };
  const { plugin } = pluginFor('invoke local', options, { functions, custom: { esbuild } });
  await mkdir(join(serviceDir, 'handlers'), { recursive: true });
  await writeFile(join(serviceDir, 'handlers', 'some.ts'), 'export const handler = () => {};');
  const running = plugin.hooks['before:invoke:local:invoke']();
  await expect(running).rejects.toThrow(FrameworkError);
  await expect(running).rejects.toThrow(sentence);
});

test.each(['invoke:local:loadEnvVars', 'before:package:cleanup'] as const)(
  'a function whose source is missing is refused in one sentence, at %s',
  async (hook) => {
    const { plugin } = pluginFor('invoke local', { function: 'rootEvent' });
    const running = plugin.hooks[hook]();
    await expect(running).rejects.toThrow(FrameworkError);
    await expect(running).rejects.toThrow(
      'rootEvent cannot be loaded: handlers/root-event.ts does not exist.',
    );
  },
);

describe('the folder that handlers are built in', () => {
  test('is told to serverless-esbuild before its own hooks run, and is no other command’s', () => {
    const esbuild: { outputWorkFolder?: string } = {};
    const { plugin } = pluginFor('package', {}, { custom: { esbuild } });
    expect(esbuild.outputWorkFolder).toBe(plugin.workFolder);
    expect(plugin.workFolder).toBe(join('.esbuild', String(process.pid)));
  });

  test('is no part of the settings once it was told: they are the same each time', async () => {
    const esbuild = { bundle: true };
    await pluginFor('package', {}, { custom: { ncloud: 'on', esbuild } }).plugin.hooks.initialize();
    expect(esbuild).toEqual({ bundle: true });
  });

  test.each(['invoke:local:loadEnvVars', 'error'] as const)(
    'is emptied at %s, and no other is',
    async (hook) => {
      const functions = { rootEvent: { handler: 'handlers/there.handler' } };
      const options = { function: 'rootEvent' };
      const { plugin } = pluginFor('package', options, { functions });
      await mkdir(join(serviceDir, 'handlers'), { recursive: true });
      await writeFile(join(serviceDir, 'handlers', 'there.ts'), '');
      await mkdir(join(serviceDir, plugin.workFolder, '.build'), { recursive: true });
      await mkdir(join(serviceDir, '.esbuild', 'of-another-run'), { recursive: true });

      await plugin.hooks[hook](new Error('no build'));

      expect(await readdir(join(serviceDir, '.esbuild'))).toEqual(['of-another-run']);
    },
  );
});

describe('after a command', () => {
  const service = {
    provider: { environment: { WEBHOOK_SECRET_ID: 'root-alert/prod/webhook' } },
    custom: {
      opsEmail: 'security@example.com',
      forwarding: {
        home: 'eu-west-1',
        forwardRegions: 'us-east-1,us-east-2,us-west-2',
        organizationId: '',
        organizationalUnits: '',
        organizationCallAs: '',
      },
    },
  };
  let cloudFormation: CloudFormation;
  let failing: string[] = [];

  beforeEach(async () => {
    failing = [];
    cloudFormation = await startCloudFormation(() => ({
      page: ['us-east-1', 'us-east-2', 'us-west-2'].map((region) =>
        failing.includes(region)
          ? ['111122223333', region, 'OUTDATED', 'FAILED', 'denied']
          : ['111122223333', region],
      ),
    }));
    vi.stubEnv('AWS_ENDPOINT_URL_CLOUDFORMATION', cloudFormation.url);
    // Nobody is there: the step that it stands for is told.
    vi.stubEnv('AWS_ENDPOINT_URL_SECRETS_MANAGER', 'http://127.0.0.1:9');
    vi.stubEnv('AWS_ENDPOINT_URL_SNS', 'http://127.0.0.1:9');
    vi.stubEnv('AWS_ENDPOINT_URL_CLOUDTRAIL', 'http://127.0.0.1:9');
  });
  afterEach(() => {
    process.exitCode = undefined;
    cloudFormation.stop();
  });

  const textsAfter = async (command: string, options: Options = {}) => {
    const { plugin, texts } = pluginFor(command, options, service);
    await plugin.hooks.finalize();
    return texts;
  };

  test('deploy tells of forwarders that are not in place, besides the other steps', async () => {
    failing = ['us-west-2'];
    expect(await textsAfter('deploy')).toEqual([
      expect.stringContaining('The stack root-alert-prod is protected'),
      expect.stringMatching(
        /^\nNot every forwarder .+\n {4}us-west-2 \(111122223333\): OUTDATED, FAILED: denied\n {4}To try again.+$/s,
      ),
      expect.stringContaining('Next step: tell root-alert which room to post to'),
      expect.stringContaining('Next step: make sure that a trail is logging'),
      expect.stringContaining('this deployment counts as failed'),
    ]);
    expect(process.exitCode).toBe(1);
    expect(cloudFormation.calls).toContainEqual(
      expect.objectContaining({ StackSetName: 'root-alert-prod-forwarders' }),
    );
  });

  test('deploy succeeds without them where that is asked for', async () => {
    failing = ['us-west-2'];
    expect(await textsAfter('deploy', { 'accept-gaps': true })).toHaveLength(4);
    expect(process.exitCode).toBeUndefined();
  });

  test('deploy asks for the keys of Naver Cloud where it is watched', async () => {
    const functions = { ncloudActivity: { handler: 'handlers/ncloud-activity.handler' } };
    const { plugin, texts } = pluginFor('deploy', {}, { ...service, functions });
    await plugin.hooks.finalize();
    expect(texts.join('')).toMatch(
      /Next step: give root-alert the keys of a Naver Cloud sub account.*\n.*--secret-id root-alert\/prod\/ncloud --secret-string '\{"accessKey"/,
    );
  });

  test('deploy says nothing of forwarders that are', async () => {
    expect(await textsAfter('deploy')).toEqual([
      expect.stringContaining('The stack root-alert-prod is protected'),
      expect.stringContaining('Next step: tell root-alert which room to post to'),
      expect.stringContaining('Next step: make sure that a trail is logging'),
    ]);
    expect(cloudFormation.calls).toHaveLength(2);
  });

  test('deploy protects the stack from being deleted', async () => {
    await textsAfter('deploy');
    expect(cloudFormation.calls).toContainEqual(
      expect.objectContaining({
        Action: 'UpdateTerminationProtection',
        StackName: 'root-alert-prod',
        EnableTerminationProtection: 'true',
      }),
    );
  });

  test.each(['remove', 'package', 'invoke local'])('%s does not look', async (command) => {
    failing = ['us-west-2'];
    expect(await textsAfter(command)).toEqual([]);
    expect(cloudFormation.calls).toEqual([]);
  });
});
