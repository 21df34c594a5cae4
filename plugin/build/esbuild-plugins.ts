import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { writeCountryTable } from './country-table.ts';
import { shortenLocalNames } from './shorten-local-names.ts';

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
 * Puts the bundle, with short names, beside a small file that requires it. Lambda's client imports the handler, and Node reads and
 * decodes a CommonJS file twice that is imported: once to look for the names that it exports. It comes last, since it rewrites what
 * esbuild wrote.
 */
const smallEntry: Plugin = {
  name: 'small-entry',
  setup({ onEnd, initialOptions }) {
    const bundle = bundleOf(initialOptions);
    if (bundle === undefined) return;
    const entry = join(bundle.directory, `${bundle.name}.cjs`);
    const code = `${bundle.name}.bundle.cjs`;
    onEnd(async ({ errors }) => {
      if (errors.length > 0) return;
      const short = await shortenLocalNames(await readFile(entry, 'utf8'));
      await writeFile(join(bundle.directory, code), short);
      await writeFile(entry, `'use strict';exports.handler=require('./${code}').handler;\n`);
    });
  },
};

/**
 * Makes a file of its own, beside the bundle, of each module of ours that is loaded by `import()`, such as what reads the
 * secret with the SDK. Within the bundle, Node would read and scan it at each cold start, needed or not
 * (docs/performance.md). Such a file has its own copy of whatever it imports, so the two share no class and no state.
 */
const lateFiles: Plugin = {
  name: 'late-files',
  setup({ onResolve, onEnd, initialOptions }) {
    const bundle = bundleOf(initialOptions);
    if (bundle === undefined) return;
    const fileOf = (entry: string) => `${bundle.name}.${basename(entry, '.ts')}.cjs`;
    const entries = new Set<string>();
    onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const entry = join(resolveDir, path);
      entries.add(entry);
      return { path: `./${fileOf(entry)}`, external: true };
    });
    onEnd(async ({ errors }) => {
      if (errors.length > 0) return;
      const writing = [...entries].map(async (entry) =>
        writeFile(join(bundle.directory, fileOf(entry)), await lateFile(entry, initialOptions)),
      );
      await Promise.all(writing);
    });
  },
};

/**
 * Where the bundle of a handler goes. What lies beside it begins with its name: serverless-esbuild then puts it into the
 * zip of that function only.
 */
function bundleOf({ outfile, outdir, entryPoints }: BuildOptions) {
  if (outfile !== undefined) {
    return { directory: dirname(outfile), name: basename(outfile, extname(outfile)) };
  }
  const [entry] = Array.isArray(entryPoints) ? entryPoints : [];
  if (outdir === undefined || typeof entry !== 'string') return undefined;
  return { directory: outdir, name: basename(entry, extname(entry)) };
}

/** By entry: many bundles have the same file beside them. */
const builtLateFiles = new Map<string, Promise<string>>();

function lateFile(entry: string, options: BuildOptions): Promise<string> {
  const built = builtLateFiles.get(entry) ?? buildLateFile(entry, options);
  builtLateFiles.set(entry, built);
  return built;
}

async function buildLateFile(entry: string, options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    ...options,
    entryPoints: [entry],
    write: false,
    metafile: false,
    plugins: [lazyEventStreams],
  });
  return shortenLocalNames(outputFiles[0]?.text ?? '');
}

/** The plugins with which the handlers are bundled. */
export const esbuildPlugins: readonly Plugin[] = [
  lazyEventStreams,
  countryTable,
  lateFiles,
  smallEntry,
];
