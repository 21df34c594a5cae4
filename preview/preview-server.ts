import { once } from 'node:events';
import { readdir, readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { join, resolve } from 'node:path';
import { parseEvent, readEventText } from '../plugin/invoke-local/local-event.ts';
import { UserError } from '../plugin/user-error.ts';
import { importWhenChanged } from './import-when-changed.ts';
import type { EventFile } from './page/render-page.ts';
import type { PreviewOptions } from './preview-options.ts';

const eventsDir = resolve(import.meta.dirname, '..', 'events');
export const pageSource = join(import.meta.dirname, 'page', 'render-page.ts');
/** Where all that the page imports of ours is. */
export const codeDirs: readonly string[] = ['lib', 'plugin', 'preview', 'resources'].map((folder) =>
  resolve(import.meta.dirname, '..', folder),
);
const importPage = importWhenChanged<typeof import('./page/render-page.ts')>(pageSource, codeDirs);
const styleSource = join(import.meta.dirname, 'page', 'preview.css');

/** AWS delivers no event above a megabyte, and no batch above six. */
const maxBytes = 8_000_000;

/** The page draws what attackers write: it runs nothing, loads nothing but its style, and goes nowhere. */
const headers = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

interface Answer {
  readonly status: number;
  readonly type: 'text/plain' | 'text/html' | 'text/css';
  readonly body: string;
}

export interface Preview {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the preview on loopback. Events and style are read again for each request, and code where a file of it has changed.
 *
 * @param options paths are relative to `directory`
 * @throws {UserError} when an event cannot be read, the environment cannot be used, or the port is taken
 */
export async function startPreview(
  { port, paths }: PreviewOptions,
  directory: string,
  env: NodeJS.ProcessEnv,
): Promise<Preview> {
  for (const path of paths) await readEvent(path, directory);
  await render([], env);

  const server = createServer(async (request, response) => {
    const answer = await answerTo(request, hosts, async () =>
      render(await readEvents(paths, directory), env),
    ).catch(
      (error: unknown): Answer => ({
        status: 500,
        type: 'text/plain',
        body: error instanceof Error ? error.message : String(error),
      }),
    );
    response.writeHead(answer.status, {
      ...headers,
      'Content-Type': `${answer.type}; charset=utf-8`,
    });
    response.end(request.method === 'HEAD' ? undefined : answer.body);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch((error) => {
    if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
    throw new UserError(`Port ${port} cannot be had (${error.code}): choose another with --port.`);
  });
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' ? address?.port : port}`;
  const hosts = [host, host.replace('127.0.0.1', 'localhost')];

  return {
    url: `http://${host}/`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answerTo(
  { method, url = '', headers: { host = '' } }: IncomingMessage,
  hosts: readonly string[],
  renderEvents: () => Promise<string>,
): Promise<Answer> {
  // A foreign name that leads here (DNS rebinding) would let its owner's page read this one.
  if (!hosts.includes(host)) {
    return { status: 421, type: 'text/plain', body: `Only http://${hosts[0]}/ is served here.\n` };
  }
  if (method !== 'GET' && method !== 'HEAD') {
    return { status: 405, type: 'text/plain', body: 'Only GET is answered here.\n' };
  }
  if (url === '/') return { status: 200, type: 'text/html', body: await renderEvents() };
  if (url === '/preview.css') {
    return { status: 200, type: 'text/css', body: await readFile(styleSource, 'utf8') };
  }
  return { status: 404, type: 'text/plain', body: 'There is nothing here.\n' };
}

/** @param paths none: the events of the folder `events/` */
async function readEvents(paths: readonly string[], directory: string): Promise<EventFile[]> {
  const files =
    paths.length > 0
      ? paths.map((path) => ({ name: path, from: directory }))
      : (await readdir(eventsDir))
          .filter((name) => name.endsWith('.json'))
          .sort()
          .map((name) => ({ name, from: eventsDir }));
  return Promise.all(
    files.map(async ({ name, from }) => {
      try {
        return { name, event: await readEvent(name, from) };
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        return { name, fault: error.message };
      }
    }),
  );
}

/**
 * @param directory what the path is relative to
 * @throws {UserError} when it cannot be read, is too large, or is not JSON
 */
async function readEvent(path: string, directory: string): Promise<unknown> {
  const file = await stat(resolve(directory, path)).catch(() => undefined);
  if (file !== undefined && file.size > maxBytes) {
    throw new UserError(`${path} is too large for an event: at most ${maxBytes} bytes are read.`);
  }
  // Standard input is never read, since a path is given.
  return parseEvent(await readEventText({ path }, directory, process.stdin));
}

/** @throws {UserError} when the environment cannot be used, naming what was expected */
async function render(files: readonly EventFile[], env: NodeJS.ProcessEnv): Promise<string> {
  const page = await importPage();
  try {
    return await page.renderPage(files, env);
  } catch (error) {
    // By its name, since its class is loaded anew, too.
    if (error instanceof Error && error.name === 'ConfigError') throw new UserError(error.message);
    throw error;
  }
}
