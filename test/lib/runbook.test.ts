import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runbookSections } from '../../lib/classify/runbook-section.ts';

const read = (name: string): string =>
  readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

const runbooks = ['runbook.md', 'runbook.ko.md'].map((name) => ({ name, text: read(name) }));
const anchorsIn = (text: string): string[] =>
  [...text.matchAll(/^<a id="([a-z-]+)"><\/a>\n### ./gm)].map(([, anchor = '']) => anchor);

describe.each(runbooks)('$name', ({ text }) => {
  test('has a section for everything that an alert opens, and for nothing else', () => {
    expect(anchorsIn(text).toSorted()).toEqual([...runbookSections].toSorted());
  });

  test('opens only sections of its own that are there', () => {
    for (const [, anchor = ''] of text.matchAll(/\]\(#([^)]+)\)/g)) {
      expect(anchorsIn(text)).toContain(anchor);
    }
  });

  test('goes by the clock', () => {
    const minutes = [...text.matchAll(/^### [^\d\n]*(\d+)[^\d\n]+(\d+)/gm)].map((found) =>
      found.slice(1).map(Number),
    );
    expect(minutes).toEqual([
      [0, 1],
      [1, 4],
      [4, 7],
      [7, 10],
    ]);
  });
});

test('both say the same: sections in one order, and command for command', () => {
  const [english = '', korean = ''] = runbooks.map(({ text }) => text);
  expect(anchorsIn(korean)).toEqual(anchorsIn(english));
  expect(commandsIn(korean)).toEqual(commandsIn(english));
  expect(commandsIn(english).length).toBeGreaterThan(10);
});

/** Blocks of commands, without their comments. */
function commandsIn(text: string): string[] {
  return [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) =>
    block.replaceAll(/ +#.*$/gm, ''),
  );
}
