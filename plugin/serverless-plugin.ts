import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { quietSdk } from '../commands/quiet-sdk.ts';
import { resourceNames } from '../lib/resource-names.ts';
import { describeBuildFailure } from './build/build-failure.ts';
import { compressZips } from './build/compress-zips.ts';
import { removeBuild } from './build/remove-build.ts';
import { requireCredentials } from './checks/credentials.ts';
import { isOn } from './checks/on-or-off.ts';
import { acceptGaps } from './forwarders/forwarding.ts';
import type { Options, Run, Serverless } from './framework.ts';
import {
  chooseFunction,
  forgetCredentials,
  preferShellEnvironment,
  prepareHandler,
  requireSource,
} from './invoke-local/invoke-local.ts';
import { checkGivenParameters, checkSettings, writeForwarder } from './packaging.ts';
import { acceptRemovals, refuseRemovals } from './removals/refuse-removals.ts';
import { protectedStackOf, refuseToRemove } from './termination-protection.ts';
import { UserError } from './user-error.ts';

const deployOptions = {
  [acceptRemovals]: {
    usage: 'Deploy even if a secret with a value or the forwarders of an organization go with it',
    type: 'boolean',
  },
  [acceptGaps]: {
    usage: 'Succeed even if regions are left without a forwarder',
    type: 'boolean',
  },
};

/**
 * What root-alert adds to `sls`. It is listed after serverless-esbuild, so that a hook on the same event of a packaging runs once
 * the handlers are built.
 */
export default class RootAlertPlugin {
  readonly workFolder: string;
  readonly hooks: ReturnType<typeof createHooks>;
  /** What the framework adds to its own commands. */
  readonly commands = { deploy: { options: deployOptions } };

  constructor(
    serverless: Serverless,
    options: Options,
    { writeText }: { writeText: (text: string) => void },
  ) {
    quietSdk();
    const command = serverless.processedInput.commands.join(' ');
    // Each command builds in a folder of its own. serverless-esbuild ships everything that lies there, so files of an
    // earlier run must not, and a command that runs at the same time must keep what it built.
    this.workFolder = join('.esbuild', String(process.pid));
    const esbuild = serverless.service.custom?.esbuild;
    // serverless-esbuild reads it in its hook on `initialize`, which runs before ours.
    if (esbuild) esbuild.outputWorkFolder = this.workFolder;

    // Once the plugins are loaded, the framework checks on this same object which options are required.
    const functionOption = serverless.processedInput.commandSchema?.options?.function;
    if (command === 'invoke local' && functionOption) functionOption.required = false;

    this.hooks = createHooks({
      serverless,
      options,
      command,
      // Taken now: the framework is told to look for what it invokes where that was built.
      serviceDir: serverless.serviceDir,
      workFolder: this.workFolder,
      writeText,
    });
  }
}

/** The functions that only a parameter asks for. */
const optionalFunctions = {
  ncloud: ['ncloudActivity'],
  evidence: ['evidence'],
  respond: ['respond', 'planned'],
} as const;

/** SQS: "You must wait 60 seconds after deleting a queue before you can create one with the same name." */
const afterRemoval =
  'Wait a minute before you deploy this stage again: AWS holds the names of deleted queues for 60 seconds. The deployment then begins with empty secrets, and opsEmail has to be confirmed anew.';

function createHooks(run: Run) {
  const { serverless } = run;
  const shellEnvironment: NodeJS.ProcessEnv = {};

  /** Turns a {@link UserError} into the error that the framework shows without a stack. */
  const explained = async (task: () => Promise<void>): Promise<void> => {
    try {
      await task();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw new serverless.classes.Error(error.message, 'ROOT_ALERT_USER_ERROR');
    }
  };

  return {
    initialize: () =>
      explained(async () => {
        prepareSettings(run);
        if (['deploy', 'remove'].includes(run.command)) await requireCredentials(run);
        if (run.command !== 'invoke local') return;
        await checkGivenParameters(run);
        Object.assign(shellEnvironment, process.env);
        forgetCredentials(serverless, shellEnvironment);
        await chooseFunction(run);
      }),
    'before:invoke:local:loadEnvVars': async () => preferShellEnvironment(run, shellEnvironment),
    'invoke:local:loadEnvVars': () =>
      explained(async () => {
        requireSource(run);
        await removeBuild(run);
      }),
    'before:invoke:local:invoke': () => explained(() => prepareHandler(run)),
    'after:invoke:local:invoke': () => removeBuild(run),
    'before:package:cleanup': () =>
      explained(async () => {
        await checkSettings(run);
        await removeBuild(run);
      }),
    'after:package:createDeploymentArtifacts': () =>
      compressZips(Object.values(serverless.service.functions), run.serviceDir),
    // Before the framework changes anything, and also when it deploys what was packaged before.
    'before:aws:deploy:deploy:createStack': () => explained(() => refuseRemovals(run)),
    'before:remove:remove': () =>
      explained(() => {
        const { stack } = resourceNames(serverless.getProvider('aws').getStage());
        return refuseToRemove(protectedStackOf(run, stack));
      }),
    'after:remove:remove': async () => run.writeText(afterRemoval),
    'before:aws:package:finalize:saveServiceState': () => writeForwarder(run),
    finalize: async () => {
      if (run.command === 'deploy') await loadAfterDeploy().printNextSteps(run);
    },
    error: async (error: unknown) => {
      await removeBuild(run);
      const sentence = describeBuildFailure(error);
      // Where an error has this property, the framework prints it in place of the stack.
      if (sentence !== undefined) Object.assign(Object(error), { decoratedMessage: sentence });
    },
  };
}

/** With it come a client of the SDK and all kinds of rooms, which no other command needs. */
function loadAfterDeploy(): typeof import('./after-deploy.ts') {
  const loadTypescript = createRequire(import.meta.url)('./load-typescript.cjs');
  return loadTypescript(fileURLToPath(new URL('after-deploy.ts', import.meta.url)));
}

/** @throws {UserError} for a command or a setting that cannot work here */
function prepareSettings({ serverless, command }: Run): void {
  if (command === 'deploy function') {
    throw new UserError(
      'sls deploy function: the role of a function is known to its stack alone. Deploy all of it with sls deploy, which leaves alone what has not changed.',
    );
  }
  const { custom, functions, provider } = serverless.service;
  // The folder differs each time, and would make two deployments of the same service differ.
  delete custom?.esbuild?.outputWorkFolder;
  if (command === 'invoke local') {
    // Only a deployment knows the address, and nobody is asked from a terminal.
    Object.assign(provider.environment ?? {}, { RESPOND_URL: '' });
  }
  for (const [parameter, names] of Object.entries(optionalFunctions)) {
    const isAsked = isOn(parameter, Object(custom)[parameter]);
    if (isAsked || command === 'invoke local') continue;
    for (const name of names) delete functions[name];
  }
}
