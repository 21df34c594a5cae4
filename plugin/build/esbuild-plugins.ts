import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { writeCountryTable } from './country-table.ts';

/**
 * Keeps out of the bundles what the SDK loads only for event streams, which we do not use: 20 kB. It stays where a module
 * cannot be loaded without it: that of CloudWatch Logs, whose log tail is an event stream.
 */
const lazyEventStreams: Plugin = {
  name: 'lazy-event-streams',
  setup({ onResolve }) {
    onResolve({ filter: /^@smithy\/core\/event-streams$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
  },
};

/** Puts the table of countries beside each bundle, where `lib/country/countries-of.ts` looks for it, and so into each zip. */
const countryTable: Plugin = {
  name: 'country-table',
  setup({ onEnd, initialOptions }) {
    onEnd(async ({ errors }) => {
      const { outdir } = initialOptions;
      if (outdir === undefined || errors.length > 0) return;
      await writeCountryTable(outdir);
    });
  },
};

/**
 * Makes a file of its own of what reads the secret with the SDK, beside each bundle, where `lib/aws/secret-text.ts` loads it
 * when it must. Within the bundle, Node would read and scan 180 kB at each cold start (docs/performance.md). It shares
 * no module with the bundle.
 */
const sdkApart: Plugin = {
  name: 'sdk-apart',
  setup({ onResolve, initialOptions }) {
    onResolve({ filter: /\/get-secret-by-sdk\.ts$/ }, async ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const { outdir } = initialOptions;
      if (outdir !== undefined) {
        apart ??= buildApart(join(resolveDir, path), initialOptions);
        await mkdir(outdir, { recursive: true });
        await writeFile(join(outdir, 'get-secret-by-sdk.cjs'), await apart);
      }
      return { path: './get-secret-by-sdk.cjs', external: true };
    });
  },
};

/** The same beside every bundle. */
let apart: Promise<Uint8Array> | undefined;

async function buildApart(entry: string, options: BuildOptions): Promise<Uint8Array> {
  const { outputFiles } = await build({
    ...options,
    entryPoints: [entry],
    write: false,
    // It is not read until it is needed: what counts is the size of the zip.
    minify: true,
    keepNames: true,
    plugins: [lazyEventStreams],
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}

/** The plugins with which serverless-esbuild bundles the handlers. */
export const esbuildPlugins: readonly Plugin[] = [lazyEventStreams, countryTable, sdkApart];
