import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { inject } from 'vitest';
import { esbuildPlugins } from '../plugin/build/esbuild-plugins.ts';
import { zippedBytes } from '../test/integration/support/packaged-service.ts';

const root = join(import.meta.dirname, '..');

/** Bytes of each package in the bundle of rootEvent, largest first; `root-alert` is our own code. */
export type BundleResult = {
  /** Of the code: the table of countries in the zip is read in part, and only where an address is. */
  readonly zipBytes: number;
  readonly bytes: number;
  readonly packages: readonly { readonly name: string; readonly bytes: number }[];
};

/**
 * Bundles a TypeScript file as `sls package` would.
 *
 * @param outfile without an extension, which is .cjs as for the service's own functions.
 * @returns bytes by the path of the source file, relative to the repository.
 */
export async function bundle(
  entry: string,
  outfile: string,
): Promise<Readonly<Record<string, number>>> {
  const { metafile } = await build({
    ...packagingOptions(),
    platform: 'node',
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: `${outfile}.cjs`,
    metafile: true,
  });
  return Object.fromEntries(
    Object.values(metafile.outputs)
      .flatMap(({ inputs }) => Object.entries(inputs))
      .map(([path, { bytesInOutput }]) => [path, bytesInOutput]),
  );
}

/** What the bundle of rootEvent holds, and the size of its zip. */
export async function measureBundle(directory: string): Promise<BundleResult> {
  const outfile = join(directory, 'root-event');
  const files = await bundle('handlers/root-event.ts', outfile);
  const packages = new Map<string, number>();
  for (const [path, bytes] of Object.entries(files)) {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? 'root-alert';
    packages.set(name, (packages.get(name) ?? 0) + bytes);
  }
  return {
    zipBytes: zippedBytes('rootEvent')['handlers/root-event.bundle.cjs'] ?? 0,
    bytes: statSync(`${outfile}.bundle.cjs`).size,
    packages: [...packages]
      .map(([name, bytes]) => ({ name, bytes }))
      .filter(({ bytes }) => bytes > 0)
      .sort((a, b) => b.bytes - a.bytes),
  };
}

/** The service's options for serverless-esbuild, as the packaging resolved them, without the plugin's own. */
function packagingOptions(): BuildOptions {
  const state = readFileSync(join(inject('packagedService'), 'serverless-state.json'), 'utf8');
  const { custom } = (JSON.parse(state) as { service: { custom: { esbuild: PluginOptions } } })
    .service;
  const {
    outputFileExtension: _,
    skipRebuild: __,
    plugins: ___,
    exclude = [],
    ...options
  } = custom.esbuild;
  return { ...options, plugins: [...esbuildPlugins], external: exclude };
}

type PluginOptions = Omit<BuildOptions, 'plugins'> & {
  readonly plugins?: unknown;
  readonly outputFileExtension?: unknown;
  readonly skipRebuild?: unknown;
  readonly exclude?: string[];
};
