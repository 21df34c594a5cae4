import type { BundleResult } from './bundle.ts';
import type { BurstResult } from './burst.ts';
import type { ColdResult } from './cold.ts';
import type { Network } from './stand-ins.ts';
import type { WarmResult } from './warm.ts';

/** The result of one run of the benchmark, as `--json` prints it. */
export type BenchResult = {
  readonly day: string;
  readonly machine: string;
  readonly loadAverage: number;
  readonly node: string;
  readonly python: string;
  readonly rounds: number;
  readonly latencyMs: Network['latencyMs'];
  /** Over plain loopback. */
  readonly cold: ColdResult;
  readonly coldOverTls: ColdResult;
  readonly warm: WarmResult;
  readonly bursts: readonly BurstResult[];
  readonly bundle: BundleResult;
};
