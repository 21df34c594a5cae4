import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { functionDirectory, functionEnvironment, functionProperties } from './packaged-service.ts';
import type { Invocation } from './runtime-api.ts';
import { takeProcess } from './sandbox-process.ts';

export type Failure = {
  readonly ok: false;
  readonly errorType: string;
  readonly errorMessage: string;
  readonly stackTrace: readonly string[];
};

/** How Lambda sees an invocation end. */
export type Outcome = { readonly ok: true; readonly result: unknown } | Failure;

type Limits = {
  /** How long one invocation may take, and an initialization. */
  readonly timeoutMs?: number;
  readonly memoryMb?: number;
  /** Command line of another runtime; default: Lambda's own client for Node. */
  readonly runtimeCommand?: readonly string[];
  /**
   * Whether it may run in a Node that served another sandbox of this worker, and leave it to one: it loads anew all the same,
   * and meets nothing of the other, but what it measures of its process would be of both. Default: that of a packaged
   * function that nothing watches.
   */
  readonly isReusable?: boolean;
};

/** A function of the packaged service. `env` is added to what the template gives, or replaces it. */
export type PackagedFunction = Limits & {
  readonly functionName: string;
  readonly env?: Readonly<Record<string, string>>;
};

/** Any directory with a handler in it. */
export type FunctionInDirectory = Limits & {
  readonly directory: string;
  /** As in a template: path without extension, a dot, the export's name. */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
};

/** One Lambda execution environment, as far as a test can see. */
export type Lambda = {
  /**
   * Runs the function on an event. A process that died or failed before is replaced, as Lambda does.
   * `remainingTimeMs` is what the function is told it has, after which it is killed; default: the timeout.
   *
   * @throws when an invocation is still under way: concurrent ones get an environment each, so start another.
   */
  invoke(event: unknown, options?: { readonly remainingTimeMs?: number }): Promise<Outcome>;
  /** Everything the function wrote to standard output and standard error so far, over all its processes. */
  log(): string;
  /** How many processes were started: one, as long as the function stays warm. */
  coldStarts(): number;
  /** The last process that was started. */
  process(): RuntimeProcess;
  /** Sends a signal to the process: SIGKILL is a crash, awaited; SIGSTOP and SIGCONT freeze and thaw it. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Ends the process and removes what it left. */
  stop(): Promise<void>;
};

/** Times are those of `performance.now()`. `readyAtMs`: when it first asked for an event; undefined until then. */
export type RuntimeProcess = {
  readonly pid: number;
  readonly startedAtMs: number;
  readonly readyAtMs: number | undefined;
};

type Setup = {
  readonly directory: string;
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly name: string;
  readonly runtime: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly runtimeCommand: readonly string[];
  readonly isReusable: boolean;
};

const region = 'ap-northeast-2';
const runtimeClient = createRequire(import.meta.url).resolve('aws-lambda-ric');
const rapidClient = join(import.meta.dirname, 'rapid-client.cjs');
const requireHandler = join(import.meta.dirname, 'require-handler.cjs');
const nextSandbox = join(import.meta.dirname, 'next-sandbox.cjs');
/** In Node 20, and not in the Node that Lambda has. */
const isImportSlow = Number.parseInt(process.versions.node, 10) < 22;

function nodeRuntime(memoryMb: number, ...preloads: readonly string[]): readonly string[] {
  // Lambda's bootstrap leaves a tenth of the memory to everything but the old generation.
  const heap = `--max-old-space-size=${Math.floor(memoryMb * 0.9)}`;
  const required = [rapidClient, ...preloads].flatMap((file) => ['--require', file]);
  return [process.execPath, heap, ...required, runtimeClient];
}

/** Those that find their variables whenever they need them, and so serve the next sandbox as they did the last. */
const reusablePreloads = ['shift-date-now.cjs', 'connect-known-hosts.cjs'];

function isReusableWith({ NODE_OPTIONS = '' }: Readonly<Record<string, string>>): boolean {
  const [, ...preloads] = NODE_OPTIONS.replaceAll('"', '').split('--require ');
  return preloads.every((file) => reusablePreloads.includes(basename(file.trim())));
}

/**
 * Starts a function under Lambda's own runtime client, as Lambda would: it loads, and finds nothing that another left. A
 * Node process may serve one such function after another, since starting a Node takes more than all else.
 * Initialization is under way when this returns; how it failed is told by the first invocation.
 *
 * The process sees the function's environment, what Lambda sets, and PATH. HOME is an empty directory and
 * AWS_ENDPOINT_URL, unless given, a closed port: nothing of the developer's is read, nothing reaches the real AWS.
 */
export async function startLambda(
  options: PackagedFunction | FunctionInDirectory,
): Promise<Lambda> {
  const setup = setupOf(options);
  const sandboxes: Sandbox[] = [];
  const coldStart = async (): Promise<Sandbox> => {
    const sandbox = await startSandbox(setup);
    sandboxes.push(sandbox);
    return sandbox;
  };
  let sandbox = await coldStart();
  let busy = false;

  return {
    async invoke(event, { remainingTimeMs = setup.timeoutMs } = {}) {
      if (busy)
        throw new Error('an invocation is under way: start another lambda for a second one');
      busy = true;
      try {
        const initFailure = sandbox.takeInitFailure();
        if (initFailure !== undefined) return initFailure;
        if (sandbox.exited()) {
          await sandbox.stop();
          sandbox = await coldStart();
        }
        return await sandbox.invoke(JSON.stringify(event) ?? 'null', remainingTimeMs);
      } finally {
        busy = false;
      }
    },
    log: () => sandboxes.map((it) => it.log()).join(''),
    coldStarts: () => sandboxes.length,
    process: () => sandbox.process(),
    kill: (signal) => sandbox.kill(signal),
    stop: () => sandbox.stop(),
  };
}

function setupOf(options: PackagedFunction | FunctionInDirectory): Setup {
  if ('directory' in options) {
    const { directory, handler, environment, timeoutMs = 30_000, memoryMb = 128 } = options;
    const { isReusable = false } = options;
    const preloads = isReusable ? [nextSandbox] : [];
    const { runtimeCommand = nodeRuntime(memoryMb, ...preloads) } = options;
    return {
      directory,
      handler,
      environment,
      name: 'function',
      runtime: 'nodejs24.x',
      timeoutMs,
      memoryMb,
      runtimeCommand,
      isReusable,
    };
  }
  const { functionName, env, timeoutMs } = options;
  const properties = functionProperties(functionName);
  const memoryMb = options.memoryMb ?? properties.MemorySize;
  const { isReusable = options.runtimeCommand === undefined && isReusableWith(env ?? {}) } =
    options;
  const preloads = isReusable ? [nextSandbox] : isImportSlow ? [requireHandler] : [];
  return {
    directory: functionDirectory(functionName),
    handler: properties.Handler,
    environment: functionEnvironment(functionName, env),
    isReusable,
    name: properties.FunctionName,
    runtime: properties.Runtime,
    timeoutMs: timeoutMs ?? properties.Timeout * 1_000,
    memoryMb,
    runtimeCommand: options.runtimeCommand ?? nodeRuntime(memoryMb, ...preloads),
  };
}

/**
 * What a function finds in its environment. A function's own variables cannot replace Lambda's.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
function environmentOf(setup: Setup): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    ...setup.environment,
    _HANDLER: setup.handler,
    LAMBDA_TASK_ROOT: setup.directory,
    LAMBDA_RUNTIME_DIR: join(runtimeClient, '..'),
    AWS_LAMBDA_FUNCTION_NAME: setup.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(setup.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${setup.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: '2026/01/01/[$LATEST]00000000000000000000000000000000',
    AWS_EXECUTION_ENV: `AWS_Lambda_${setup.runtime}`,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_SESSION_TOKEN: 'test',
  };
}

type Sandbox = {
  process(): RuntimeProcess;
  exited(): boolean;
  log(): string;
  /** The failure of an initialization nobody has been told of yet; tells it once. */
  takeInitFailure(): Failure | undefined;
  invoke(payload: string, timeMs: number): Promise<Outcome>;
  kill(signal: NodeJS.Signals): Promise<void>;
  stop(): Promise<void>;
};

type Running = {
  readonly requestId: string;
  readonly payload: string;
  readonly timeMs: number;
  timer?: NodeJS.Timeout;
  handedOver: boolean;
  answer?: Outcome;
  timedOut?: true;
  finish(outcome: Outcome): void;
};

async function startSandbox(setup: Setup): Promise<Sandbox> {
  let running: Running | undefined;
  let handToRuntime: ((invocation?: Invocation) => void) | undefined;
  let readyAtMs: number | undefined;
  let initFailure: Failure | undefined;

  const finish = (outcome: Outcome): void => {
    if (running === undefined) return;
    clearTimeout(running.timer);
    const { finish } = running;
    running = undefined;
    finish(outcome);
  };
  const startTimer = (invocation: Running): void => {
    clearTimeout(invocation.timer);
    invocation.timer = setTimeout(() => {
      invocation.timedOut = true;
      void child.kill('SIGKILL');
    }, invocation.timeMs);
  };
  const handOver = (): void => {
    if (running === undefined || running.handedOver || handToRuntime === undefined) return;
    running.handedOver = true;
    startTimer(running);
    const { requestId, payload, timeMs } = running;
    handToRuntime({
      requestId,
      payload,
      deadlineMs: Date.now() + timeMs,
      functionArn: `arn:aws:lambda:${region}:123456789012:function:${setup.name}`,
    });
    handToRuntime = undefined;
  };

  const { runtimeCommand: command, directory, isReusable } = setup;
  const child = await takeProcess(
    { command, directory, isReusable, environment: environmentOf(setup) },
    {
      onNext(hand) {
        readyAtMs ??= performance.now();
        handToRuntime = hand;
        // An invocation is over when the runtime is ready for the next, not yet when it has answered: one that dies
        // in between counts as failed.
        if (running?.answer !== undefined) finish(running.answer);
        handOver();
      },
      onResponse(requestId, body) {
        if (running?.requestId === requestId) {
          running.answer = { ok: true, result: JSON.parse(body) as unknown };
        }
      },
      onError(requestId, body) {
        if (running?.requestId === requestId) running.answer = failureOf(body);
      },
      onInitError(body) {
        initFailure = failureOf(body);
      },
      onExit(code, signal) {
        const { requestId } = running ?? { requestId: randomUUID() };
        const failure =
          running?.timedOut === true
            ? timedOut(requestId, running.timeMs)
            : (initFailure ?? runtimeExited(requestId, code, signal));
        if (running !== undefined) {
          initFailure = undefined;
          finish(failure);
        } else if (readyAtMs === undefined) {
          initFailure = failure;
        }
      },
    },
  );

  return {
    process: () => ({ pid: child.pid, startedAtMs: child.startedAtMs, readyAtMs }),
    exited: child.exited,
    log: child.log,
    takeInitFailure() {
      if (!child.exited()) return undefined;
      const failure = initFailure;
      initFailure = undefined;
      return failure;
    },
    invoke: (payload, timeMs) =>
      new Promise((resolve) => {
        const requestId = randomUUID();
        running = { requestId, payload, timeMs, handedOver: false, finish: resolve };
        startTimer(running);
        handOver();
      }),
    kill: child.kill,
    stop: () => child.leave(handToRuntime),
  };
}

function failureOf(body: string): Failure {
  const { errorType, errorMessage, trace } = JSON.parse(body) as {
    errorType?: string;
    errorMessage?: string;
    trace?: string[];
  };
  return {
    ok: false,
    errorType: errorType ?? '',
    errorMessage: errorMessage ?? '',
    stackTrace: trace ?? [],
  };
}

function timedOut(requestId: string, timeMs: number): Failure {
  const seconds = (timeMs / 1_000).toFixed(2);
  return {
    ok: false,
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`,
    stackTrace: [],
  };
}

function runtimeExited(requestId: string, code: number | null, signal: string | null): Failure {
  const reason = signal === null ? `exit status ${code}` : `signal: ${signal}`;
  const exit = code === 0 ? 'without providing a reason' : `with error: ${reason}`;
  return {
    ok: false,
    errorType: 'Runtime.ExitError',
    errorMessage: `RequestId: ${requestId} Error: Runtime exited ${exit}`,
    stackTrace: [],
  };
}
