import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { expect, onTestFinished, test } from 'vitest';
import { compressZips } from '../../../plugin/build/compress-zips.ts';
import type { FunctionSettings } from '../../../plugin/framework.ts';

const files = {
  'handlers/tell.cjs': Uint8Array.from(readFileSync('plugin/serverless-plugin.ts')),
  'handlers/countries.bin': new Uint8Array([0, 255, 7]),
};

async function compressed(zips: readonly Uint8Array[]): Promise<Uint8Array[]> {
  const serviceDir = mkdtempSync(join(tmpdir(), 'root-alert-zips-'));
  onTestFinished(() => rmSync(serviceDir, { recursive: true }));
  const functions = zips.map((zip, index): FunctionSettings => {
    writeFileSync(join(serviceDir, `${index}.zip`), zip);
    return { handler: 'handlers/tell.handler', package: { artifact: `${index}.zip` } };
  });
  await compressZips(functions, serviceDir);
  return zips.map((_, index) => readFileSync(join(serviceDir, `${index}.zip`)));
}

test('each zip is smaller, and has the same files', async () => {
  const fast = zipSync(files, { level: 1 });
  const stored = zipSync({ 'other.cjs': files['handlers/tell.cjs'] }, { level: 0 });
  const [one, other] = await compressed([fast, stored]);
  expect(one?.length).toBeLessThan(fast.length);
  expect(other?.length).toBeLessThan(stored.length);
  expect(unzipSync(one ?? stored)).toEqual(files);
  expect(unzipSync(other ?? fast)).toEqual({ 'other.cjs': files['handlers/tell.cjs'] });
});

test('the same files make the same zip, whenever they were packaged', async () => {
  const [one, later] = await compressed([
    zipSync(files, { mtime: '2026-01-01T00:00:00' }),
    zipSync(files, { mtime: '2026-11-27T03:00:00' }),
  ]);
  expect(one).toEqual(later);
});

test('a function that was not packaged is passed over', async () => {
  const unpackaged = [{ handler: 'handlers/tell.handler' }];
  await expect(compressZips(unpackaged, '/nowhere')).resolves.toBeUndefined();
});
