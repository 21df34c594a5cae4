import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe.each(['README.md', 'README.ko.md'])('%s', (readme) => {
  test('shows the message as it is', () => {
    expect(read(readme)).toContain(read('test/golden/root-login.dooray.ko.txt').trim());
  });

  test('gives the two set-up commands as they are', () => {
    expect(read(readme)).toContain('npm ci && npx sls invoke local -p events/root-login.json\n');
    expect(read(readme)).toContain('npm ci && npm test\n');
  });
});
