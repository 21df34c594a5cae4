import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { packagedFrom } from './support/packaged-from.ts';

const counted = [
  'serverless.yml',
  'commands/drill/drill.ts',
  'events/root-drill.json',
  'handlers/root-event.ts',
  'lib/delivery/notify.ts',
  'plugin/serverless-plugin.ts',
  'resources/ledger.yml',
  'test/integration/global-setup.ts',
  'test/integration/support/packagings.ts',
  'node_modules/.package-lock.json',
];

let root = '';
let before = '';
const write = (path: string, content: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
};
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'root-alert-from-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const path of [...counted, 'test/integration/template.test.ts']) write(path, 'one');
  before = packagedFrom(root);
});

describe('a package is not used again', () => {
  test.each(counted)('after another content of %s', (path) => {
    write(path, 'two');
    expect(packagedFrom(root)).not.toBe(before);
  });

  test('after a file that came, that went, or that has another name', () => {
    write('params.yml', '');
    expect(packagedFrom(root)).not.toBe(before);
    rmSync(join(root, 'params.yml'));
    renameSync(join(root, 'lib/delivery'), join(root, 'lib/sending'));
    expect(packagedFrom(root)).not.toBe(before);
    rmSync(join(root, 'lib/sending'), { recursive: true });
    expect(packagedFrom(root)).not.toBe(before);
  });
});

test('a package is used again after a test was written, or a file with the same content', () => {
  write('test/integration/template.test.ts', 'two');
  write('lib/delivery/notify.ts', 'one');
  expect(packagedFrom(root)).toBe(before);
});
