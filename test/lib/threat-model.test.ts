import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/threat-model.md'), 'utf8');

/** The rows of the tables, as cells. */
function rowsIn(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (?:---|Can)/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** The tests that a cell names and that are not there. */
function missingTests(cell: string): string[] {
  return cell.split(';').flatMap((part) => {
    const file = /`(test\/[^`]+)`/.exec(part)?.[1];
    if (file === undefined) return part.trim() === '' || part.trim() === 'none yet' ? [] : [part];
    const path = join(root, file);
    const code = existsSync(path) ? readFileSync(path, 'utf8') : '';
    return [...part.matchAll(/“([^”]+)”/g)]
      .map(([, title = '']) => title)
      .filter((title) => !code.includes(title))
      .map((title) => `${file}: ${title}`);
  });
}

describe('docs/threat-model.md', () => {
  test('has rows of four cells', () => {
    expect(rowsIn(page).length).toBeGreaterThan(20);
    for (const cells of rowsIn(page)) expect(cells, cells[0]).toHaveLength(4);
  });

  test.each(rowsIn(page))('who can %s: the tests are there', (_can, _told, _remains, tests) => {
    expect(missingTests(tests ?? '')).toEqual([]);
  });

  test('would not pass with a test that is not there', () => {
    const file = 'test/lib/threat-model.test.ts';
    const title = ['no', 'such', 'test'].join(' ');
    expect(missingTests(`\`${file}\` “${title}”`)).toEqual([`${file}: ${title}`]);
    expect(missingTests('`test/lib/x.test.ts` “y”')).toEqual(['test/lib/x.test.ts: y']);
    expect(missingTests('somebody looked at it')).toEqual(['somebody looked at it']);
  });
});
