import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (page: string): string => readFileSync(join(root, page), 'utf8');

const korean = readdirSync(join(root, 'docs'))
  .filter((name) => name.endsWith('.ko.md'))
  .map((name) => join('docs', name));

const originalOf = (page: string): string => page.replace('.ko.md', '.md');

/** Sections that only the Korean page has, since what they say stands in a page that is English alone. */
const extraSections = ['웹훅 보안 암호의 값'];

/** Tables that a test writes into the English page: the Korean one says what follows from them. */
const withoutWrittenTables = (text: string): string =>
  text.replaceAll(/<!-- [^>]*: begin -->[\s\S]*?<!-- [^>]*: end -->/g, '');

/** What both languages of a page have in common. */
function shapeOf(text: string) {
  const blocks = [...text.matchAll(/^ *```(\w*)\n([\s\S]*?)^ *```$/gm)];
  const prose = withoutWrittenTables(text.replaceAll(/^ *```[\s\S]*?^ *```$/gm, ''));
  return {
    sections: [...prose.matchAll(/^(#+) (.*)$/gm)]
      .filter(([, , heading = '']) => !extraSections.includes(heading))
      .map(([, level]) => level),
    rows: [...prose.matchAll(/^ *\|.*\|$/gm)].map(([row]) => row.split(/(?<!\\)\|/).length),
    // Comments, reasons and what stands for a value are in the language of the page.
    blocks: blocks.map(([, language, block = '']) => [
      language,
      block.replaceAll(/^ *#.*\n| +#.*/gm, '').replaceAll(/--why "[^"]*"|<[^<>]*>/g, ''),
    ]),
    actions: [
      ...new Set([...prose.matchAll(/`([a-z]+:[A-Z]\w+)`/g)].map(([, name]) => name)),
    ].toSorted(),
  };
}

test('the pages that an operator is sent to exist in Korean', () => {
  expect(korean.map((page) => page.slice('docs/'.length, -'.ko.md'.length))).toEqual(
    expect.arrayContaining(['commands', 'coverage', 'delivery', 'guide', 'runbook']),
  );
});

describe.each(korean)('%s', (page) => {
  test('has the sections, rows, commands and permissions of its original', () => {
    expect(shapeOf(read(page))).toEqual(shapeOf(read(originalOf(page))));
  });

  test('is in Korean, each paragraph of it', () => {
    const paragraphs = read(page)
      .replaceAll(/^ *```[\s\S]*?^ *```$/gm, '')
      .split(/\n\s*\n/)
      .filter((paragraph) => /[a-z가-힣]{3,}/.test(paragraph.replaceAll(/<[^>]+>/g, '')))
      // A name is the same in both languages.
      .filter((paragraph) => !/^#+ [A-Z]\w+$/.test(paragraph));
    expect(paragraphs.length).toBeGreaterThan(5);
    expect(paragraphs.filter((paragraph) => !/[가-힣]/.test(paragraph))).toEqual([]);
  });
});

test.each(['README.ko.md', ...korean])('%s leads to Korean pages, where there are any', (page) => {
  const links = [...read(page).matchAll(/\]\(([\w./-]+\.md)(?:#[^)]*)?\)/g)].map(
    ([, link = '']) => link,
  );
  const english = links
    .filter((link) => !link.endsWith('.ko.md'))
    .map((link) => join(dirname(page), link))
    .filter((path) => existsSync(join(root, path.replace(/\.md$/, '.ko.md'))))
    // The README's link to its other language, and the tables of the English page.
    .filter((path) => path !== originalOf(page));
  expect(english).toEqual([]);
});

test('this test sees a missing section, row, command and permission', () => {
  const text = '# A\n\n## B\n\n| a | b |\n\n```sh\n# why\nls\n```\n\n`sns:Publish`\n';
  const shape = shapeOf(text);
  expect(shapeOf(text.replace('# why', '# 이유'))).toEqual(shape);
  for (const part of ['## B', '| a | b |', 'ls', 'sns:Publish']) {
    expect(shapeOf(text.replace(part, ''))).not.toEqual(shape);
  }
});
