import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const pages = ['', 'docs', 'docs/decisions', 'events'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);
const read = (page: string): string => readFileSync(join(root, page), 'utf8');

/** The names that links to a page's headings use: GitHub's rule, and explicit anchors. */
function anchorsIn(text: string): Set<string> {
  const prose = text.replaceAll(/```[\s\S]*?```/g, '');
  const headings = [...prose.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
  const explicit = [...prose.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id);
  return new Set([...headings, ...explicit]);
}

/** Links and pictures that lead to nothing in the project. */
function brokenLinks(page: string, text: string): string[] {
  const links = [...text.matchAll(/\]\(([^)\s]+)\)|\bsrc="([^"]+)"/g)]
    .map(([, link, source]) => link ?? source ?? '')
    .filter((link) => !/^[a-z]+:/.test(link));
  return links.filter((link) => {
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? page : normalize(join(dirname(page), path));
    if (!existsSync(join(root, target))) return true;
    const content = target === page ? text : anchor === undefined ? '' : read(target);
    return anchor !== undefined && !anchorsIn(content).has(decodeURIComponent(anchor));
  });
}

const folders = 'bench|commands|docs|events|handlers|lib|plugin|preview|resources|scripts|test';

/** Paths in code marks that do not exist, patterns such as `lib/rooms/<kind>/` apart. */
function missingPaths(text: string): string[] {
  return [...text.matchAll(new RegExp(`\`((?:${folders})/[\\w./-]*)\``, 'g'))]
    .map(([, path = '']) => path)
    .filter((path) => !existsSync(join(root, path)));
}

test.each(pages)('%s links to nothing that is not there', (page) => {
  expect(brokenLinks(page, read(page))).toEqual([]);
});

test('each decision has a number of its own, which its heading says', () => {
  const decisions = pages.filter((page) => page.startsWith('docs/decisions/'));
  const numbers = decisions.map((page) => Number(/(\d{4})-/.exec(page)?.[1]));
  const said = decisions.map((page) => Number(/^# (\d+)\. /.exec(read(page))?.[1]));
  expect(said).toEqual(numbers);
  expect(new Set(numbers).size).toBe(numbers.length);
});

// A decision may name the files of its day, or of an experiment.
const present = pages.filter((page) => !page.startsWith('docs/decisions/'));

test.each(present)('%s names no file or folder that is not there', (page) => {
  expect(missingPaths(read(page))).toEqual([]);
});

test('this test sees a missing page, heading, picture and path, and passes those that exist', () => {
  const text = [
    '# Some *heading*, 한국어',
    '[page](gone.md) [heading](#other) [elsewhere](../README.md#none) <img src="gone.png">',
    '[here](#some-heading-한국어) [there](guide.md#parameters) [web](https://example.com/gone)',
    '`lib/gone.ts` `lib/config.ts` `lib/rooms/<kind>/`',
  ].join('\n');
  expect(brokenLinks('docs/rooms.md', text)).toEqual([
    'gone.md',
    '#other',
    '../README.md#none',
    'gone.png',
  ]);
  expect(missingPaths(text)).toEqual(['lib/gone.ts']);
});
