import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { toolEnvironment } from './tool-environment.ts';

const SERVER = new URL('moto-server.py', import.meta.url).pathname;
const STARTUP_TIMEOUT_MS = 30_000;
const POLL_INTERVAL_MS = 50;

export interface MotoServer {
  /** Where every AWS service answers, such as `http://127.0.0.1:43211`. */
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a moto_server of our own, an empty AWS account, on a free port of the loopback interface.
 *
 * @throws Error when it ends, or does not answer within 30 seconds
 */
export async function startMotoServer(): Promise<MotoServer> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const child = spawn('python3', [SERVER, '-H', '127.0.0.1', '-p', String(port)], {
    env: toolEnvironment(),
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill();
    await ended;
  };

  const deadline = Date.now() + STARTUP_TIMEOUT_MS;
  while (!(await answers(endpoint))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`moto_server did not answer on ${endpoint} (exit ${child.exitCode})`);
    }
    await sleep(POLL_INTERVAL_MS);
  }
  return { endpoint, stop };
}

async function answers(endpoint: string): Promise<boolean> {
  try {
    return (await fetch(`${endpoint}/moto-api/data.json`)).ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) {
    throw new Error('no port');
  }
  return address.port;
}
