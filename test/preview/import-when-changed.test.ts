import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { importWhenChanged } from '../../preview/import-when-changed.ts';

interface Page {
  readonly said: string;
}

let directory = '';
let words = '';
let importPage: () => Promise<Page>;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'import-when-changed-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  words = join(directory, 'deep', 'down', 'words.ts');
  const page = join(directory, 'page.ts');
  await mkdir(join(words, '..'), { recursive: true });
  await writeFile(join(directory, 'package.json'), '{"type":"module"}');
  await writeFile(page, "export { said } from './deep/down/words.ts';\n");
  await say("'one'");
  importPage = importWhenChanged<Page>(page, [directory]);
});

/** Writes the file that the page imports, always as if in the same moment. */
async function say(code: string): Promise<void> {
  await writeFile(words, `export const said: string = ${code};\n`);
  await utimes(words, 1_000, 1_000);
}

test('what has not changed is loaded once', async () => {
  expect(await importPage()).toBe(await importPage());
});

test.each<[string, () => Promise<void>]>([
  ['is longer', () => say("'three'")],
  ['is newer', () => say("'two'").then(() => utimes(words, 1_001, 1_001))],
  ['is older', () => say("'two'").then(() => utimes(words, 999, 999))],
])('the page has the new code where a file that it imports %s', async (_, change) => {
  expect((await importPage()).said).toBe('one');
  await change();
  const changed = await importPage();
  expect(changed.said).toMatch(/two|three/);
  expect(await importPage()).toBe(changed);
});

test('a file that has come or gone is a change', async () => {
  const first = await importPage();
  await writeFile(join(directory, 'deep', 'more.ts'), '');
  const second = await importPage();
  await rm(join(directory, 'deep', 'more.ts'));
  const third = await importPage();
  expect(new Set([first, second, third]).size).toBe(3);
});

test('code that cannot be loaded says so each time, until it can', async () => {
  await say('}');
  await expect(importPage()).rejects.toThrow();
  await expect(importPage()).rejects.toThrow();
  await say("'again'");
  expect((await importPage()).said).toBe('again');
});
