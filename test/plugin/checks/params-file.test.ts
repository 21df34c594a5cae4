import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkParamsFile } from '../../../plugin/checks/params-file.ts';
import { UserError } from '../../../plugin/user-error.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'params-'));
});
afterEach(() => rm(directory, { recursive: true }));

const checking = async (content: string | Buffer) => {
  await writeFile(join(directory, 'params.yml'), content);
  return () => checkParamsFile(directory);
};

describe('a params.yml that the framework reads is taken', () => {
  test.each([
    ['stages with parameters', 'default:\n  locale: ko\nprod:\n  ncloud: off\n  mention: 5\n'],
    ['a stage with nothing below it', 'prod:\n'],
    ['comments alone', '# later\n'],
    ['a byte order mark', '\uFEFFprod:\n  locale: en\n'],
    ['a variable of the framework', `prod:\n  opsEmail: \${env:OPS}\n`],
  ])('%s', async (_, content) => {
    expect(await checking(content)).not.toThrow();
  });

  test('as is none at all', () => {
    expect(() => checkParamsFile(directory)).not.toThrow();
  });
});

describe('what it would answer with a page, or take without a word, is refused in a sentence', () => {
  test.each([
    ['prod:\n  locale: ko\n bad: x\n', 'params.yml, line 3: bad indentation of a mapping entry.'],
    [
      'prod:\n\tlocale: ko\n',
      'params.yml, line 2: tab characters must not be used in indentation.',
    ],
    ['prod:\n  a: 1\n  a: 2\n', 'params.yml, line 3: duplicated mapping key.'],
    ['prod: *none\n', 'params.yml, line 1: unidentified alias "none".'],
    ['', 'params.yml is empty: copy params.example.yml, or delete it.'],
    ['hello\n', 'params.yml: expected stages, or default, with their parameters below'],
    ['- prod\n', 'params.yml: expected stages, or default, with their parameters below'],
    ['opsEmail: a@example.com\n', '; opsEmail is no stage with parameters.'],
    ['prod:\n  opsEmail a@example.com\n', '; prod is no stage with parameters.'],
    ['prod:\n  - locale\n', '; prod is no stage with parameters.'],
    ['params:\n  prod:\n    locale: ko\n', 'params.yml, params: prod: expected text on one line'],
    ['prod:\n  opsEmail:\n', 'params.yml, prod: opsEmail: expected a value; leave the line out'],
    ["prod:\n  opsEmail: ''\n", 'params.yml, prod: opsEmail: expected a value; leave the line out'],
    ['prod:\n  accounts: [a, b]\n', 'params.yml, prod: accounts: expected text on one line'],
    [
      'prod:\n  botName: 2026-01-01\n',
      'params.yml, prod: botName: expected text; put it in quotes.',
    ],
  ])('%j', async (content, sentence) => {
    const check = await checking(content);
    expect(check).toThrow(UserError);
    expect(check).toThrow(sentence);
    expect(check).not.toThrow(/\n/);
  });

  test('another encoding, as Windows PowerShell writes it', async () => {
    expect(await checking(Buffer.from('\uFEFFprod:\n', 'utf16le'))).toThrow(
      'params.yml: expected UTF-8; save it with that encoding.',
    );
  });

  test('a folder of that name', async () => {
    await mkdir(join(directory, 'params.yml'));
    expect(() => checkParamsFile(directory)).toThrow('params.yml cannot be read (EISDIR).');
  });

  test('params.yaml, which nobody reads', async () => {
    await writeFile(join(directory, 'params.yaml'), 'prod:\n');
    expect(() => checkParamsFile(directory)).toThrow(
      'params.yaml: expected the name params.yml, which alone is read.',
    );
  });
});
