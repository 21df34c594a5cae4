import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const messages = join(root, 'lib/messages');

/** What the messages say to people: lines of words with a page in them, without comments. */
const lines = readdirSync(messages)
  .filter((file) => file.startsWith('words'))
  .flatMap((file) =>
    readFileSync(join(messages, file), 'utf8')
      .split('\n')
      .filter((line) => /docs\/[\w.]+\.md/.test(line) && !/^\s*(?:\/\*|\*|\/\/)/.test(line))
      .map((line) => ({ file, line })),
  );

const isKorean = (line: string): boolean => /[가-힣]/.test(line);

function headingsOf(page: string): string[] {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading);
}

describe('a page that a message sends somebody to', () => {
  test.each(lines)('is there, in the language of the message: $line', ({ line }) => {
    const pages = [...line.matchAll(/docs\/[\w.]+\.md/g)].map(([page]) => page);
    for (const page of pages) {
      expect(existsSync(join(root, page)), page).toBe(true);
      expect(page.endsWith('.ko.md'), page).toBe(isKorean(line));
    }
    const cited = [...line.slice(line.indexOf('docs/')).matchAll(/"([^"]+)"/g)];
    for (const [, heading = ''] of cited) {
      expect(pages.flatMap(headingsOf)).toContain(heading);
    }
  });
});

test('this test sees messages of both languages', () => {
  expect(lines.filter(({ line }) => isKorean(line)).length).toBeGreaterThan(10);
  expect(lines.filter(({ line }) => !isKorean(line)).length).toBeGreaterThan(10);
});
