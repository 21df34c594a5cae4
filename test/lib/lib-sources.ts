import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';

const lib = join(import.meta.dirname, '../../lib');

/** A file of `lib/`, by its path there, without its comments, which may name what they like. */
export interface LibSource {
  readonly file: string;
  readonly code: string;
}

export interface Import {
  readonly names: string;
  readonly from: string;
  readonly isType: boolean;
}

/** Every TypeScript file of `lib/`. */
export const libSources: readonly LibSource[] = readdirSync(lib, {
  recursive: true,
  encoding: 'utf8',
})
  .map((file) => file.replaceAll(sep, '/'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, code: withoutComments(readFileSync(join(lib, file), 'utf8')) }));

export function withoutComments(code: string): string {
  return code.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}

/** The static imports and re-exports of a file. */
export function importsOf(code: string): Import[] {
  return [...code.matchAll(/^(?:import|export)\s+(type\s)?([^;]*?)\s*from\s+'([^']+)'/gm)].map(
    ([, isType, names = '', from = '']) => ({ names, from, isType: isType !== undefined }),
  );
}

/** The files of `lib/` that a file imports, types included. */
export function libImportsOf({ file, code }: LibSource): string[] {
  const dynamic = [...code.matchAll(/\bimport\('([^']+)'\)/g)].map(([, from = '']) => from);
  return [...importsOf(code).map(({ from }) => from), ...dynamic]
    .filter((from) => from.startsWith('.'))
    .map((from) => posix.join(posix.dirname(file), from))
    .filter((path) => path.endsWith('.ts') && !path.startsWith('..'));
}
