import { type LibSource, libImportsOf, libSources } from './lib-sources.ts';

/** The files of `lib/` whose code a file of it loads, at once or later, itself among them. */
export function reachableFrom(file: string): Set<string> {
  const seen = new Set<string>();
  const waiting = [file];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const source = libSources.find((it) => it.file === next);
    if (source !== undefined) waiting.push(...runtimeImportsOf(source));
  }
  return seen;
}

function runtimeImportsOf(source: LibSource): string[] {
  const code = source.code.replaceAll(/^(?:import|export)\s+type\s[^;]*;/gm, '');
  return libImportsOf({ file: source.file, code });
}
