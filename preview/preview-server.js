import { once } from 'node:events';
import { readdir, readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { importTypeScript } from '../plugin/checks/import-typescript.js';
import { parseEvent, readEventText } from '../plugin/invoke-local/local-event.js';
import { UserError } from '../plugin/user-error.js';

const serviceDir = resolve(import.meta.dirname, '..');
const eventsDir = join(serviceDir, 'events');
const pageSource = join(import.meta.dirname, 'page', 'render-page.ts');
const styleSource = join(import.meta.dirname, 'page', 'preview.css');

/** No event that AWS delivers is larger than a megabyte; a batch is at most six. */
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

/**
 * Serves the preview on loopback. Code, events and style are read again for each request.
 *
 * @param {import('./preview-options.js').PreviewOptions} options paths are relative to `directory`
 * @param {string} directory
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 * @throws {UserError} when an event cannot be read, the environment cannot be used, or the port is taken
 */
export async function startPreview({ port, paths }, directory, env) {
  for (const path of paths) await readEvent(path, directory);
  await render([], env);

  const server = createServer(async (request, response) => {
    const answer = await answerTo(request).catch((error) => ({
      status: 500,
      type: 'text/plain',
      body: error instanceof Error ? error.message : String(error),
    }));
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

  /** @param {import('node:http').IncomingMessage} request */
  async function answerTo({ method, url = '', headers: asked }) {
    // A name of somebody else's that leads here (DNS rebinding) would let their page read this one.
    if (!hosts.includes(asked.host ?? '')) {
      return { status: 421, type: 'text/plain', body: `Only http://${host}/ is served here.\n` };
    }
    if (method !== 'GET' && method !== 'HEAD') {
      return { status: 405, type: 'text/plain', body: 'Only GET is answered here.\n' };
    }
    if (url === '/') {
      return { status: 200, type: 'text/html', body: await render(await readEvents(), env) };
    }
    if (url === '/preview.css') {
      return { status: 200, type: 'text/css', body: await readFile(styleSource, 'utf8') };
    }
    return { status: 404, type: 'text/plain', body: 'There is nothing here.\n' };
  }

  /** @returns {Promise<import('./page/render-page.ts').EventFile[]>} */
  async function readEvents() {
    const files =
      paths.length > 0
        ? paths.map((path) => ({ name: path, directory }))
        : (await readdir(eventsDir))
            .filter((name) => name.endsWith('.json'))
            .sort()
            .map((name) => ({ name, directory: eventsDir }));
    return Promise.all(
      files.map(async ({ name, directory: from }) => {
        try {
          return { name, event: await readEvent(name, from) };
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          return { name, fault: error.message };
        }
      }),
    );
  }
}

/**
 * @param {string} path
 * @param {string} directory what the path is relative to
 * @returns {Promise<unknown>}
 * @throws {UserError} when it cannot be read, is too large, or is not JSON
 */
async function readEvent(path, directory) {
  const file = await stat(resolve(directory, path)).catch(() => undefined);
  if (file !== undefined && file.size > maxBytes) {
    throw new UserError(`${path} is too large for an event: at most ${maxBytes} bytes are read.`);
  }
  // Standard input is never asked: a path is given.
  return parseEvent(await readEventText({ path }, directory, process.stdin));
}

/**
 * @param {readonly import('./page/render-page.ts').EventFile[]} files
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>}
 * @throws {UserError} when the environment cannot be used, naming what was expected
 */
async function render(files, env) {
  /** @type {typeof import('./page/render-page.ts')} */
  const { renderPage } = await importTypeScript(pageSource);
  try {
    return await renderPage(files, env);
  } catch (error) {
    if (error instanceof Error && error.name === 'ConfigError') throw new UserError(error.message);
    throw error;
  }
}
