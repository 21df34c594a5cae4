import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import type { Lambda } from './lambda-runtime.ts';

/** A look at how many bytes the process of one function holds on to between two invocations. */
export type LiveMemory = {
  /** Makes a function's process answer; NODE_OPTIONS is to be joined with what else the process gets. */
  readonly environment: { readonly NODE_OPTIONS: string; readonly LIVE_MEMORY_FILE: string };
  /**
   * Bytes alive once all garbage is collected, buffers included: what the function keeps, whenever its collector would
   * have run.
   */
  bytesOf(lambda: Lambda): Promise<number>;
  stop(): void;
};

const preload = fileURLToPath(new URL('write-live-memory.cjs', import.meta.url));

/** For a function that is started with its `environment`. */
export function startLiveMemory(): LiveMemory {
  const directory = mkdtempSync(join(tmpdir(), 'root-alert-memory-'));
  const file = join(directory, 'bytes');
  return {
    environment: {
      NODE_OPTIONS: `--require ${JSON.stringify(preload)}`,
      LIVE_MEMORY_FILE: file,
    },
    async bytesOf(lambda) {
      rmSync(file, { force: true });
      await lambda.kill('SIGUSR2');
      await vi.waitUntil(() => existsSync(file), { timeout: 20_000, interval: 5 });
      return Number(readFileSync(file, 'utf8'));
    },
    stop: () => rmSync(directory, { recursive: true }),
  };
}
