import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadHandler, requireHandlerSource } from '../../../plugin/invoke-local/load-handler.ts';
import { UserError } from '../../../plugin/user-error.ts';

let service = '';
beforeEach(async () => {
  service = await mkdtemp(join(tmpdir(), 'load-handler-'));
  await mkdir(join(service, 'handlers'));
  await mkdir(join(service, '.build', 'handlers'), { recursive: true });
});
afterEach(() => rm(service, { recursive: true }));

const builds = (text: string) => writeFile(join(service, '.build', 'handlers', 'some.cjs'), text);
const load = () => loadHandler('someFunction', 'handlers/some.handler', join(service, '.build'));

describe('a built handler', () => {
  test('that exports a function is taken', async () => {
    await builds('exports.handler = async () => {};');
    expect(load).not.toThrow();
  });

  test('that throws is refused with function, source and the first line of what it threw', async () => {
    await builds('throw new Error("boom\\nsecond line");');
    expect(load).toThrow(
      new UserError('someFunction cannot be loaded from handlers/some.ts: boom'),
    );
  });

  test('that throws no Error is refused as well', async () => {
    await builds('throw "text";');
    expect(load).toThrow(
      new UserError('someFunction cannot be loaded from handlers/some.ts: text'),
    );
  });

  test('that exports another name is refused', async () => {
    await builds('exports.main = async () => {};');
    expect(load).toThrow(
      new UserError(
        'someFunction cannot be loaded: handlers/some.ts exports no function named handler.',
      ),
    );
  });
});

describe('the source of a handler', () => {
  const look = () => requireHandlerSource('someFunction', 'handlers/some.handler', service);

  test('that is there is taken', async () => {
    await writeFile(join(service, 'handlers', 'some.ts'), '');
    expect(look).not.toThrow();
  });

  test('that is not there is refused', () => {
    expect(look).toThrow(
      new UserError('someFunction cannot be loaded: handlers/some.ts does not exist.'),
    );
  });
});
