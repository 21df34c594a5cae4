import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { UserError } from '../user-error.js';

/**
 * @typedef {object} EventText
 * @property {string} text
 * @property {string} origin where it came from, in words that can begin a sentence
 */

/**
 * Reads the event that `sls invoke local` was given: `--data` before `--path` before standard input, the
 * framework's own order.
 *
 * @param {{ data?: string, path?: string }} options
 * @param {string} directory what a relative path is relative to
 * @param {AsyncIterable<unknown> & { isTTY?: boolean }} stdin
 * @returns {Promise<EventText>}
 * @throws {UserError} when there is no event, or its file cannot be read
 */
export async function readEventText({ data, path }, directory, stdin) {
  if (data !== undefined) return { text: withoutMark(data), origin: 'The text after --data' };
  if (path !== undefined) return { text: await readEventFile(path, directory), origin: path };
  // A terminal would be waited on for ever.
  const piped = stdin.isTTY ? '' : await text(/** @type {NodeJS.ReadableStream} */ (stdin));
  if (piped.trim() === '') {
    throw new UserError('There is no event: give one with -p events/root-login.json.');
  }
  return { text: withoutMark(piped), origin: 'Standard input' };
}

/**
 * @param {EventText} event
 * @returns {unknown}
 * @throws {UserError} when the text is not JSON
 */
export function parseEvent({ text, origin }) {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The parser quotes the text, line breaks and all.
    const reason = error instanceof Error ? error.message.replace(/\s+/g, ' ') : String(error);
    throw new UserError(`${origin} is not JSON: ${reason}.`);
  }
}

/**
 * @param {string} path
 * @param {string} directory
 */
async function readEventFile(path, directory) {
  try {
    return withoutMark(await readFile(resolve(directory, path), 'utf8'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw new UserError(`${path} does not exist.`);
    throw new UserError(`${path} cannot be read (${code ?? error}).`);
  }
}

/** @param {string} text */
const withoutMark = (text) => text.replace(/^\uFEFF/, '');
