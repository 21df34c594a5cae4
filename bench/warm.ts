import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Lambda, startLambda } from '../test/integration/support/lambda-runtime.ts';
import { rootUseEvent } from '../test/integration/support/root-use-event.ts';
import { bundle } from './bundle.ts';
import { median } from './median.ts';
import { cpuTimeMs } from './process-usage.ts';
import { type Network, startStandIns } from './stand-ins.ts';

/** Medians of one alert in a warm process, in milliseconds, less the time of an empty handler. */
export type WarmResult = {
  /** From the event to the end of the invocation, including the ledger's last row. */
  readonly ms: number;
  readonly cpuMs: number | undefined;
  readonly awsCalls: number;
};

/** Posts to one webhook are a second apart. */
const pauseMs = 1_100;

type Sample = { readonly ms: number; readonly cpuMs: number; readonly awsCalls: number };

/** Alerts of different accounts, so that each is told, in one process that has told an alert before. */
export async function measureWarm(
  rounds: number,
  directory: string,
  network: Network,
): Promise<WarmResult> {
  const standIns = await startStandIns(network, directory);
  const { environment } = standIns;
  const empty = join(directory, 'empty');
  mkdirSync(empty, { recursive: true });
  await bundle('bench/rivals/empty.ts', join(empty, 'index'));
  // Keeps the secret from being read again in the middle of this.
  const env = { ...environment, WEBHOOK_CACHE_SECONDS: '3600' };
  const ours = await startLambda({ functionName: 'rootEvent', env, isReusable: false });
  const nothing = await startLambda({ directory: empty, handler: 'index.handler', environment });

  const sample = async (lambda: Lambda, event: unknown): Promise<Sample> => {
    standIns.take();
    const { pid } = lambda.process();
    const cpuBeforeMs = cpuTimeMs(pid) ?? Number.NaN;
    const startedAtMs = performance.now();
    const outcome = await lambda.invoke(event);
    const ms = performance.now() - startedAtMs;
    const cpuMs = (cpuTimeMs(pid) ?? Number.NaN) - cpuBeforeMs;
    if (!outcome.ok) throw new Error(JSON.stringify(outcome));
    return { ms, cpuMs, awsCalls: standIns.take().filter(({ what }) => what !== 'post').length };
  };

  const samples: { readonly ours: Sample; readonly nothing: Sample }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const event = rootUseEvent({ account: String(100_000_000_000 + round) });
    samples.push({ ours: await sample(ours, event), nothing: await sample(nothing, event) });
    await sleep(pauseMs);
  }
  await Promise.all([ours.stop(), nothing.stop(), standIns.stop()]);

  const [, ...warm] = samples;
  const beyond = (of: (sample: Sample) => number): number =>
    median(warm.map(({ ours, nothing }) => of(ours) - of(nothing)));
  const cpuMs = beyond((it) => it.cpuMs);
  return {
    ms: beyond((it) => it.ms),
    cpuMs: Number.isNaN(cpuMs) ? undefined : cpuMs,
    awsCalls: beyond((it) => it.awsCalls),
  };
}
