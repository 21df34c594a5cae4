import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../plugin/user-error.ts';
import { codeDirs, pageSource, startPreview } from '../../preview/preview-server.ts';

let directory = '';
let preview: Awaited<ReturnType<typeof startPreview>>;
const event = (name: string) =>
  JSON.stringify({ detail: { eventName: name, userIdentity: { type: 'Root' } } });
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'preview-server-'));
  await writeFile(join(directory, 'mine.json'), event('FirstCall'));
  preview = await startPreview({ port: 0, paths: ['mine.json'] }, directory, {});
});
afterAll(async () => {
  await preview.close();
  await rm(directory, { recursive: true });
});

async function ask(path: string, options: { host?: string; method?: string } = {}) {
  const { port } = new URL(preview.url);
  const { host = `127.0.0.1:${port}`, method = 'GET' } = options;
  const sent = request({ host: '127.0.0.1', port, path, method, headers: { host } }).end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
}

describe('the preview', () => {
  test('is on loopback, and forbids its page everything but its own style', async () => {
    const { status, headers, body } = await ask('/');
    expect(new URL(preview.url).hostname).toBe('127.0.0.1');
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'self'/);
    expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    expect(body).toContain('FirstCall');
    expect(await ask('/preview.css')).toMatchObject({ status: 200 });
  });

  test('answers to its own names alone, since another one that leads here is somebody else’s', async () => {
    const { port } = new URL(preview.url);
    expect(await ask('/', { host: `localhost:${port}` })).toMatchObject({ status: 200 });
    for (const host of [`evil.example:${port}`, '127.0.0.1', 'localhost', `127.0.0.1:1${port}`]) {
      const { status, body } = await ask('/', { host });
      expect(status, host).toBe(421);
      expect(body).not.toContain('FirstCall');
    }
  });

  test('has nothing else, and takes nothing', async () => {
    expect((await ask('/../package.json')).status).toBe(404);
    expect((await ask('/events/root-login.json')).status).toBe(404);
    expect((await ask('/', { method: 'POST' })).status).toBe(405);
    expect((await ask('/', { method: 'HEAD' })).body).toBe('');
  });

  test('reads the event again when asked again, and says what is wrong with it now', async () => {
    await writeFile(join(directory, 'mine.json'), event('SecondCall'));
    expect((await ask('/')).body).toContain('SecondCall');
    await writeFile(join(directory, 'mine.json'), '{');
    expect((await ask('/')).body).toContain('mine.json is not JSON');
    await writeFile(join(directory, 'mine.json'), ' '.repeat(8_000_001));
    expect((await ask('/')).body).toContain('mine.json is too large');
    await rm(join(directory, 'mine.json'));
    expect((await ask('/')).body).toContain('mine.json does not exist');
  });
});

test('a change of any file of ours that the page imports is seen', async () => {
  const files = new Set([pageSource]);
  for (const file of files) {
    const code = await readFile(file, 'utf8');
    for (const [, path = ''] of code.matchAll(/(?:\bfrom|\bimport\() ?'(\.[^']+)'/g)) {
      files.add(join(dirname(file), path));
    }
  }
  expect(files.size).toBeGreaterThan(300);
  const isSeen = (file: string) => codeDirs.some((folder) => file.startsWith(`${folder}${sep}`));
  expect([...files].filter((file) => !isSeen(file))).toEqual([]);
});

describe('it does not start', () => {
  const start = (options: { port?: number; paths?: string[] }, env: Record<string, string> = {}) =>
    startPreview({ port: 0, paths: [], ...options }, directory, env);

  test('with an event that is not there', async () => {
    await expect(start({ paths: ['no.json'] })).rejects.toThrow(
      new UserError('no.json does not exist.'),
    );
  });

  test('with settings that the functions would refuse', async () => {
    const refusal = start({}, { LOCALE: 'fr' });
    await expect(refusal).rejects.toThrow(UserError);
    await expect(refusal).rejects.toThrow('LOCALE');
  });

  test('on a port that is taken', async () => {
    const port = Number(new URL(preview.url).port);
    await expect(start({ port })).rejects.toThrow(
      new UserError(`Port ${port} cannot be had (EADDRINUSE): choose another with --port.`),
    );
  });
});
