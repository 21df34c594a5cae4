import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { esbuildPlugins } from '../../../plugin/build/esbuild-plugins.ts';
import { libSources } from '../../lib/lib-sources.ts';
import { reachableFrom } from '../../lib/reachable-files.ts';

const directory = mkdtempSync(join(tmpdir(), 'root-alert-late-files-'));
afterAll(() => rmSync(directory, { recursive: true }));

const outdir = join(directory, 'built');

function source(name: string, code: string): string {
  const path = join(directory, name);
  writeFileSync(path, code);
  return path;
}

const bundled = (entry: string, more: BuildOptions = {}) =>
  build({
    entryPoints: [entry],
    outdir,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    supported: { 'dynamic-import': false },
    plugins: [...esbuildPlugins],
    logLevel: 'silent',
    ...more,
  });

const readBuilt = (file: string) => readFileSync(join(outdir, file), 'utf8');

describe('a module of ours that is loaded by import()', () => {
  beforeAll(async () => {
    source('early.ts', `export const early = 'read at once';`);
    source('late.ts', `export const late = async () => 'read when it is needed';`);
    const code = `
      import { early } from './early.ts';
      export const handler = async () => [early, await (await import('./late.ts')).late()];`;
    await bundled(source('tell.ts', code));
    await bundled(source('tell-all.ts', code));
  });

  test('is a file of its own, whose name begins with that of the bundle beside it', () => {
    expect(readdirSync(outdir).filter((name) => name.endsWith('.cjs'))).toEqual([
      'tell-all.bundle.cjs',
      'tell-all.cjs',
      'tell-all.late.cjs',
      'tell.bundle.cjs',
      'tell.cjs',
      'tell.late.cjs',
    ]);
    expect(readBuilt('tell.bundle.cjs')).not.toContain('read when it is needed');
    expect(readBuilt('tell.bundle.cjs')).toContain('read at once');
  });

  test.each(['tell', 'tell-all'])('is loaded by the bundle %s', async (name) => {
    const { handler } = createRequire(import.meta.url)(join(outdir, `${name}.cjs`)) as {
      handler: () => Promise<string[]>;
    };
    expect(await handler()).toEqual(['read at once', 'read when it is needed']);
  });

  test('is not in what Node looks through for exports, and neither is the bundle', () => {
    expect(readBuilt('tell.cjs')).toBe(
      `'use strict';exports.handler=require('./tell.bundle.cjs').handler;\n`,
    );
  });

  test('that cannot be built lets the packaging fail', async () => {
    source('broken.ts', `import { nothing } from './not-there.ts'; export const it = nothing;`);
    const entry = source('tell-broken.ts', `export const handler = () => import('./broken.ts');`);
    await expect(bundled(entry)).rejects.toThrow('not-there.ts');
  });
});

test('a module of ours that is imported at once stays in the bundle, and one of Node is asked for late', async () => {
  source('near.ts', `export const near = 'near';`);
  const code = `import { near } from './near.ts';
    export const handler = async () => [near, await import('node:zlib')];`;
  await bundled(source('plain.ts', code));
  expect(readdirSync(outdir).filter((name) => name.startsWith('plain'))).toEqual([
    'plain.bundle.cjs',
    'plain.cjs',
  ]);
});

/** What two copies of a module do not share: `instanceof` fails, and what one remembers the other does not know. */
const unshared =
  /^(?:export )?(?:(?:abstract )?class |let |var |const \w+(?:: (?!Readonly)[^=\n]*)? = new (?:Weak)?(?:Map|Set)[<(])/m;

const lateEntries = libSources.flatMap(({ file, code }) =>
  [...code.matchAll(/\bimport\('(\.[^']+\.ts)'\)/g)].map(([, from = '']) =>
    posix.join(posix.dirname(file), from),
  ),
);

test.each(lateEntries)(
  '%s, which has its own copy of what it imports, needs no class and no state',
  (entry) => {
    const reached = reachableFrom(entry);
    const stateful = libSources
      .filter(({ file }) => reached.has(file))
      .filter(({ code }) => unshared.test(code))
      .map(({ file }) => file);
    expect(stateful).toEqual([]);
  },
);

test('this test sees classes and state', () => {
  expect(lateEntries).toContain('messages/all-words-ko.ts');
  for (const code of [
    'export class FaultyError extends Error {',
    'let cached: string | undefined;',
    'const seen = new Map<string, number>();',
    'const seen: Set<string> = new Set();',
  ]) {
    expect(code).toMatch(unshared);
  }
  expect('const names: ReadonlySet<string> = new Set([').not.toMatch(unshared);
});
