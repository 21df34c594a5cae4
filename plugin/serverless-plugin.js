import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeBuildFailure } from './build/build-failure.js';
import { checkAlarmParameters } from './checks/alarm-parameters.js';
import { checkEnvironment } from './checks/check-environment.js';
import { checkParameterNames, givenParameters } from './checks/known-parameters.js';
import { isNcloudOn } from './checks/ncloud-parameter.js';
import { checkOpsEmail, opsEmailStep } from './checks/ops-email.js';
import { checkStage } from './checks/stage-name.js';
import { forwarderStep } from './forwarders/forwarder-step.js';
import { blindSpot, readForwarding } from './forwarders/forwarding.js';
import { functionForEvent, requireEventFor } from './invoke-local/function-for-event.js';
import { loadHandler, requireHandlerSource } from './invoke-local/load-handler.js';
import { parseEvent, readEventText } from './invoke-local/local-event.js';
import { UserError } from './user-error.js';
import { webhookStep } from './webhook-step.js';

/**
 * What this plugin uses of the framework.
 *
 * @typedef {{ handler: string, environment?: Record<string, unknown> }} FunctionSettings
 * @typedef {object} Serverless
 * @property {string} serviceDir
 * @property {{ commands: string[], commandSchema?: { options?: { function?: { required?: boolean } } } }} processedInput
 * @property {{ provider: { environment?: Record<string, unknown>, compiledCloudFormationTemplate?: { Resources: Record<string, { Properties?: Record<string, unknown> }> } }, functions: Record<string, FunctionSettings>, custom?: { esbuild?: { outputWorkFolder?: string }, ncloud?: unknown, opsEmail?: unknown, forwarding?: Parameters<typeof readForwarding>[0], alarm?: Parameters<typeof checkAlarmParameters>[0] } }} service
 * @property {{ params?: unknown }} [configurationInput] serverless.yml, resolved
 * @property {{ Error: new (message: string, code: string) => Error }} classes
 * @property {(name: 'aws') => { getRegion(): string, getStage(): string, getAwsSdkV3Config(): Promise<object>, getAwsSdkV3CredentialsProvider?: () => () => Promise<object> }} getProvider
 *
 * @typedef {{ function?: string, data?: string, path?: string, raw?: boolean, param?: string[] }} Options
 */

/**
 * What root-alert asks of `sls` beyond what the framework does. Listed after serverless-esbuild, so that a
 * hook on the same event runs once the handlers are built.
 */
export default class RootAlertPlugin {
  /** @type {NodeJS.ProcessEnv} */
  #shellEnvironment = {};

  /**
   * @param {Serverless} serverless
   * @param {Options} options one object for all plugins, and read by the framework after `initialize`
   * @param {{ writeText: (text: string) => void }} output
   */
  constructor(serverless, options, { writeText }) {
    this.serverless = serverless;
    this.options = options;
    this.writeText = writeText;
    this.command = serverless.processedInput.commands.join(' ');
    // Taken before serverless-esbuild makes its output folder the service's.
    this.serviceDir = serverless.serviceDir;
    // Each command builds in a folder of its own: serverless-esbuild ships whatever lies there, an earlier run's files
    // included, and what runs beside this must not lose what it built.
    this.workFolder = join('.esbuild', String(process.pid));
    const esbuild = serverless.service.custom?.esbuild;
    // Read in its hook on `initialize`, which comes before ours.
    if (esbuild) esbuild.outputWorkFolder = this.workFolder;

    // The framework checks what is required again once the plugins are there, on this same object.
    const functionOption = serverless.processedInput.commandSchema?.options?.function;
    if (this.command === 'invoke local' && functionOption) functionOption.required = false;

    this.hooks = {
      initialize: () => this.#refusing(() => this.#initialize()),
      'before:invoke:local:loadEnvVars': () => this.#preferShellEnvironment(),
      'invoke:local:loadEnvVars': () => this.#refusing(() => this.#prepareBuild()),
      'before:invoke:local:invoke': () => this.#refusing(() => this.#beforeInvoking()),
      'before:package:cleanup': () => this.#refusing(() => this.#beforePackaging()),
      'before:aws:package:finalize:saveServiceState': () => this.#writeForwarder(),
      'after:invoke:local:invoke': () => this.#removeBuild(),
      finalize: () => this.#finalize(),
      error: (/** @type {unknown} */ error) => this.#onError(error),
    };
  }

  async #initialize() {
    if (this.command === 'deploy function') {
      throw new UserError(
        'sls deploy function: the role of a function is known to its stack alone. Deploy all of it with sls deploy, which leaves alone what has not changed.',
      );
    }
    // What is different each time would make two deployments of the same service different ones.
    delete this.serverless.service.custom?.esbuild?.outputWorkFolder;
    if (this.command !== 'invoke local') {
      const { custom, functions } = this.serverless.service;
      if (!isNcloudOn(custom?.ncloud)) delete functions['ncloudActivity'];
      return;
    }
    this.#shellEnvironment = { ...process.env };
    this.#lookForNoCredentials();
    await this.#readEvent();
  }

  /**
   * The framework hands the function the credentials of the shell, and fails when they are a log-in that has expired
   * or a profile that is gone. Local mode (lib/local-mode.ts) asks AWS for nothing.
   */
  #lookForNoCredentials() {
    const { AWS_EXECUTION_ENV, AWS_LAMBDA_RUNTIME_API } = this.#shellEnvironment;
    if (AWS_EXECUTION_ENV !== undefined || AWS_LAMBDA_RUNTIME_API !== undefined) return;
    this.serverless.getProvider('aws').getAwsSdkV3CredentialsProvider = () => async () => ({});
  }

  async #readEvent() {
    const { options } = this;
    const isNamed = options.function !== undefined;
    const isJson = options.data !== undefined || options.path?.endsWith('.json');
    if (isNamed && (options.raw || !isJson)) return;
    if (!isNamed && options.data === undefined && /\.(js|ya?ml)$/.test(options.path ?? '')) {
      throw new UserError(`${options.path} is not a .json file: name its function with -f.`);
    }
    const text = await readEventText(options, this.serviceDir, process.stdin);
    const event = parseEvent(text);
    options.data = text.text;
    if (isNamed) return;

    const name = functionForEvent(event);
    if (name === undefined) {
      throw new UserError(
        `${text.origin} is no event that a function takes (an EventBridge event with a detail, an SNS ` +
          'notification, an SQS batch, an activity of Naver Cloud): name a function with -f.',
      );
    }
    if (this.serverless.service.functions[name] === undefined) {
      throw new UserError(
        `${text.origin} is an event for ${name}, which this service does not have.`,
      );
    }
    options.function = name;
  }

  /** What the user's shell says goes before the template; `--env`, which comes later, before both. */
  async #preferShellEnvironment() {
    const names = Object.keys({
      ...this.serverless.service.provider.environment,
      ...this.#invoked().settings.environment,
    });
    for (const name of names) {
      const value = this.#shellEnvironment[name];
      if (value !== undefined) process.env[name] = value;
    }
  }

  async #prepareBuild() {
    const { name, settings } = this.#invoked();
    requireHandlerSource(name, settings.handler, this.serviceDir);
    await this.#removeBuild();
  }

  async #beforeInvoking() {
    const { name, settings } = this.#invoked();
    const { path, raw } = this.options;
    /** @type {unknown} parsed by now; what the framework could not parse it hands over as the text that it is */
    const event = this.options.data;
    if (!raw && path === undefined && typeof event === 'string' && event.trim() !== '') {
      parseEvent({ text: event, origin: 'Standard input' });
    }
    loadHandler(name, settings.handler, join(this.serviceDir, this.workFolder, '.build'));
    requireEventFor(name, event, path ?? 'The event');
  }

  async #beforePackaging() {
    const { provider, functions, custom } = this.serverless.service;
    const stage = this.serverless.getProvider('aws').getStage();
    checkParameterNames(
      givenParameters(this.options.param, this.serverless.configurationInput?.params, stage),
      await readFile(join(this.serviceDir, 'serverless.yml'), 'utf8'),
    );
    for (const [name, { handler }] of Object.entries(functions)) {
      requireHandlerSource(name, handler, this.serviceDir);
    }
    await checkEnvironment(
      Object.values(functions).map(({ environment }) => ({
        ...provider.environment,
        ...environment,
      })),
      this.serviceDir,
    );
    checkOpsEmail(custom?.opsEmail);
    if (custom?.forwarding) {
      readForwarding(custom.forwarding);
      checkStage(stage, custom.forwarding.home);
    }
    if (custom?.alarm && custom.forwarding)
      checkAlarmParameters(custom.alarm, custom.forwarding.home);
    await this.#removeBuild();
  }

  /**
   * Puts the organization's forwarder beside the packaged template, for the accounts that StackSets do not reach:
   * the management account, and those outside the units. The framework then moves all of it to `--package`.
   */
  async #writeForwarder() {
    const { compiledCloudFormationTemplate } = this.serverless.service.provider;
    const stackSet = compiledCloudFormationTemplate?.Resources['OrganizationForwarders'];
    const template = stackSet?.Properties?.['TemplateBody'];
    if (typeof template !== 'string') return;
    const directory = join(this.serviceDir, '.serverless');
    await mkdir(directory, { recursive: true });
    await writeFile(
      join(directory, 'forwarder.json'),
      `${JSON.stringify(JSON.parse(template), null, 2)}\n`,
    );
  }

  async #removeBuild() {
    // Where serverless-esbuild goes to invoke a function.
    if (this.command === 'invoke local') process.chdir(this.serviceDir);
    await rm(join(this.serviceDir, this.workFolder), { recursive: true, force: true });
  }

  async #finalize() {
    const { custom, provider: settings } = this.serverless.service;
    const secretId = settings.environment?.['WEBHOOK_SECRET_ID'];
    if (this.command !== 'deploy' || typeof secretId !== 'string') return;
    const provider = this.serverless.getProvider('aws');
    const stage = provider.getStage();
    const clientConfig = () => provider.getAwsSdkV3Config();
    const steps = await Promise.all([
      custom?.forwarding && forwarderStep({ stage, forwarding: custom.forwarding, clientConfig }),
      webhookStep({ region: provider.getRegion(), secretId, clientConfig }),
      this.serverless.service.functions['ncloudActivity'] &&
        webhookStep({
          region: provider.getRegion(),
          secretId: `root-alert/${stage}/ncloud`,
          clientConfig,
          task: 'give root-alert the keys of a Naver Cloud sub account',
          example: '{"accessKey": "<access key>", "secretKey": "<secret key>"}',
        }),
      opsEmailStep(custom?.opsEmail, stage),
      custom?.forwarding &&
        blindSpot(provider.getRegion(), readForwarding(custom.forwarding).regions),
    ]);
    for (const step of steps) if (step) this.writeText(`\n${step}`);
  }

  /** @param {unknown} error */
  async #onError(error) {
    await this.#removeBuild();
    const sentence = describeBuildFailure(error);
    // The framework prints this, where an error has it, in place of the stack.
    if (sentence !== undefined) Object.assign(Object(error), { decoratedMessage: sentence });
  }

  /** @returns {{ name: string, settings: FunctionSettings }} the function that is invoked locally */
  #invoked() {
    const name = this.options.function ?? '';
    const settings = this.serverless.service.functions[name];
    if (settings === undefined) throw new UserError(`There is no function ${name}.`);
    return { name, settings };
  }

  /**
   * Turns a refusal into the error that the framework shows without a stack.
   *
   * @param {() => Promise<void>} run
   */
  async #refusing(run) {
    try {
      await run();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw new this.serverless.classes.Error(error.message, 'ROOT_ALERT_REFUSAL');
    }
  }
}
