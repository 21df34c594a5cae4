import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { type LibSource, libImportsOf, libSources } from './lib-sources.ts';

/** Files that import each other in a circle, types included; each circle once, by one way around it. */
function circlesIn(sources: readonly LibSource[]): string[][] {
  const importsOf = new Map(sources.map((source) => [source.file, libImportsOf(source)]));
  const done = new Set<string>();
  const circles: string[][] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file]);
    if (path.includes(file) || done.has(file)) return;
    for (const next of importsOf.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const { file } of sources) visit(file, []);
  return circles;
}

function namedTwice(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

test('no files of lib import each other in a circle, not even for their types', () => {
  expect(circlesIn(libSources)).toEqual([]);
});

test('no two files of lib have one name', () => {
  expect(namedTwice(libSources.map(({ file }) => basename(file)))).toEqual([]);
});

test('no two files of lib export one type by the same name', () => {
  const exported = /^export (?:interface|type|class) (\w+)/gm;
  const names = libSources.flatMap(({ code }) =>
    [...code.matchAll(exported)].map(([, name = '']) => name),
  );
  expect(namedTwice(names)).toEqual([]);
});

test('this test sees a circle of three, by a type and by a late import', () => {
  const sources = [
    { file: 'a.ts', code: "import type { B } from './b.ts';" },
    { file: 'b.ts', code: "const c = await import('./folder/c.ts');" },
    { file: 'folder/c.ts', code: "import { a } from '../a.ts';" },
  ];
  expect(circlesIn(sources)).toEqual([['a.ts', 'b.ts', 'folder/c.ts', 'a.ts']]);
  expect(namedTwice(['a', 'b', 'a'])).toEqual(['a']);
});
