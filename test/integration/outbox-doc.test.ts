import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const page = readFileSync(join(import.meta.dirname, '../../docs/delivery-outbox.md'), 'utf8');
const tests = readdirSync(import.meta.dirname)
  .filter((file) => /^(?:outbox.*|night)\.test\.ts$/.test(file))
  .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
  .join('\n');

const rows = [...page.matchAll(/^\| (?!What happens|---)([^|]+) \|/gm)].map(
  ([, name]) => name ?? '',
);

test('docs/delivery-outbox.md has rows', () => {
  expect(rows.length).toBeGreaterThan(20);
});

test.each(rows)('there is a test for the row "%s"', (row) => {
  expect(tests).toContain(`'${row}'`);
});
