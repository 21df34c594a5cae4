import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { test } from 'vitest';
import type { BenchResult } from './bench-result.ts';
import { measureBundle } from './bundle.ts';
import { type BurstResult, measureBurst } from './burst.ts';
import { measureCold } from './cold.ts';
import { findPython } from './python.ts';
import type { Network } from './stand-ins.ts';
import { measureWarm } from './warm.ts';

const directory = join(import.meta.dirname, '..', '.test-build', 'bench');
const rounds = Number(process.env['BENCH_ROUNDS']);
const latencyMs: Network['latencyMs'] = JSON.parse(String(process.env['BENCH_LATENCY']));
const burstSizes = [100, 1_000, 10_000];

// It runs under vitest because it shares the tests' support.
test('the benchmark', async () => {
  mkdirSync(directory, { recursive: true });
  const words = (what: string): boolean => process.stderr.write(`${what} …\n`);
  const python = findPython();
  const [cpu] = cpus();
  const [loadAverage = 0] = loadavg();

  words(`cold starts, ${rounds} of each`);
  const cold = await measureCold(rounds, directory, python, { isTls: false, latencyMs });
  words('the same over TLS');
  const coldOverTls = await measureCold(rounds, directory, python, { isTls: true, latencyMs });
  words('warm alerts');
  const warm = await measureWarm(rounds, directory, { isTls: false, latencyMs });
  const bursts: BurstResult[] = [];
  for (const size of burstSizes) {
    words(`burst of ${size}`);
    bursts.push(await measureBurst(size));
  }
  const result: BenchResult = {
    day: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()} ${release()}`,
    loadAverage,
    node: process.version,
    python:
      python === undefined
        ? 'not found'
        : `${python.version}, boto3 ${python.boto3Version ?? 'not found'}`,
    rounds,
    latencyMs,
    cold,
    coldOverTls,
    warm,
    bursts,
    bundle: await measureBundle(directory),
  };
  writeFileSync(String(process.env['BENCH_RESULT']), JSON.stringify(result, null, 2));
});
