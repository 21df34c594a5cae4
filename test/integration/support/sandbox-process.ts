import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NextSandbox, type RuntimeListener, startRuntimeApi } from './runtime-api.ts';

/** Who hears what the process of a sandbox does. */
export type ProcessListener = Omit<RuntimeListener, 'onVacant'> & {
  onExit(code: number | null, signal: NodeJS.Signals | null): void;
};

/** What a process is started with. It gets a HOME and a Runtime API besides. */
export type ProcessSetup = {
  readonly command: readonly string[];
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Whether it may serve one sandbox after another, as next-sandbox.cjs makes it do. */
  readonly isReusable: boolean;
};

/** A process, as long as it serves one sandbox. */
export type SandboxProcess = {
  readonly pid: number;
  readonly startedAtMs: number;
  exited(): boolean;
  /** What was written since this sandbox began. */
  log(): string;
  /** SIGKILL is awaited. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Ends the sandbox. `dismiss` tells a runtime that waits for an invocation to make room for another sandbox. */
  leave(dismiss: (() => void) | undefined): Promise<void>;
};

type Process = {
  readonly key: string;
  readonly child: ChildProcess;
  readonly logPath: string;
  readonly startedAtMs: number;
  listener: ProcessListener;
  /** Begins the next sandbox in a process that made room for it. */
  begin?: (next: NextSandbox) => void;
  /** Called when it has made room, or has ended. */
  onVacant?: () => void;
  wasSignalled: boolean;
  /** How many it served, with the one that runs. */
  sandboxes: number;
  readonly environment: NodeJS.ProcessEnv;
  exited: boolean;
  end(): Promise<void>;
};

const processes = new Set<Process>();
/** Those of them that nothing runs in, the one that has waited longest first. */
const vacant = new Set<Process>();
/** In each worker of Vitest. What waits takes memory, some 80 MB each. */
const maxVacant = 8;
/** Of each sandbox, a megabyte stays: Node keeps every instance of Lambda’s client. */
const maxSandboxes = 50;
const killAll = (): void => {
  for (const { child } of processes) child.kill('SIGKILL');
};
process.on('exit', killAll);
// So Vitest ends a worker, and Node does not call that an exit.
process.once('SIGTERM', () => {
  killAll();
  process.kill(process.pid, 'SIGTERM');
});

/** Takes a process that made room for another sandbox, or starts one. */
export async function takeProcess(
  setup: ProcessSetup,
  listener: ProcessListener,
): Promise<SandboxProcess> {
  const key = keyOf(setup);
  const known = setup.isReusable ? [...vacant].find((it) => it.key === key) : undefined;
  if (known !== undefined) vacant.delete(known);
  const taken = known ?? (await startProcess(key, setup, listener));
  const logBegin = known === undefined ? 0 : statSync(taken.logPath).size;
  const startedAtMs = known === undefined ? taken.startedAtMs : performance.now();
  if (known !== undefined) {
    known.listener = listener;
    known.sandboxes += 1;
    known.begin?.({
      directory: setup.directory,
      environment: { ...setup.environment, ...known.environment },
    });
  }

  let finalLog: string | undefined;
  // Once it has been left, the process may serve another.
  const exited = (): boolean => finalLog !== undefined || taken.exited;
  const log = (): string => finalLog ?? readFileSync(taken.logPath).toString('utf8', logBegin);

  const leave = async (dismiss: (() => void) | undefined): Promise<void> => {
    if (setup.isReusable && dismiss !== undefined && !taken.wasSignalled && !exited()) {
      await new Promise<void>((resolve) => {
        taken.onVacant = resolve;
        dismiss();
      });
    }
    finalLog = log();
    if (taken.begin === undefined || taken.sandboxes === maxSandboxes) return taken.end();
    vacant.add(taken);
    const [longest] = vacant;
    if (longest === undefined || vacant.size <= maxVacant) return;
    vacant.delete(longest);
    await longest.end();
  };
  let left: Promise<void> | undefined;

  return {
    pid: taken.child.pid ?? 0,
    startedAtMs,
    exited,
    log,
    async kill(signal) {
      if (exited()) return;
      taken.wasSignalled = true;
      taken.child.kill(signal);
      if (signal === 'SIGKILL') await once(taken.child, 'exit');
    },
    leave(dismiss) {
      left ??= leave(dismiss);
      return left;
    },
  };
}

/** Only at its start does Node read the variables that are its own. */
function keyOf({ command, environment }: ProcessSetup): string {
  const ofNode = Object.entries(environment).filter(([name]) => name.startsWith('NODE_'));
  return JSON.stringify([command, ofNode]);
}

async function startProcess(
  key: string,
  { command: [command = '', ...args], directory, environment }: ProcessSetup,
  listener: ProcessListener,
): Promise<Process> {
  const home = mkdtempSync(join(tmpdir(), 'root-alert-lambda-'));
  const logPath = join(home, 'log');
  writeFileSync(logPath, '');
  const runtimeApi = await startRuntimeApi({
    onNext: (hand) => started.listener.onNext(hand),
    onResponse: (requestId, body) => started.listener.onResponse(requestId, body),
    onError: (requestId, body) => started.listener.onError(requestId, body),
    onInitError: (body) => started.listener.onInitError(body),
    onVacant(begin) {
      started.begin = (next) => {
        delete started.begin;
        begin(next);
      };
      started.onVacant?.();
    },
  });

  const log = openSync(logPath, 'a');
  const startedAtMs = performance.now();
  const own = { HOME: home, AWS_LAMBDA_RUNTIME_API: runtimeApi.address };
  const child = spawn(command, args, {
    cwd: directory,
    env: { ...environment, ...own },
    // A file, not a pipe: what was written before the answer is there when the answer is.
    stdio: ['ignore', log, log, 'pipe'],
  });
  closeSync(log);
  const connection = child.stdio[3];
  if (connection instanceof Socket) runtimeApi.serve(connection);
  const started: Process = {
    key,
    child,
    logPath,
    startedAtMs,
    listener,
    wasSignalled: false,
    sandboxes: 1,
    environment: own,
    exited: false,
    async end() {
      if (!started.exited) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      await runtimeApi.stop();
      rmSync(home, { recursive: true, force: true });
      processes.delete(started);
    },
  };
  processes.add(started);
  child.once('exit', (code, signal) => {
    started.exited = true;
    vacant.delete(started);
    delete started.begin;
    started.listener.onExit(code, signal);
    started.onVacant?.();
    void runtimeApi.stop();
  });
  await once(child, 'spawn');
  return started;
}
