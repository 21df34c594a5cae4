import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { UserError } from '../user-error.ts';

export interface EventText {
  readonly text: string;
  /** Where it came from, in words that can begin a sentence. */
  readonly origin: string;
}

/**
 * Reads the event that `sls invoke local` was given. `--data` wins over `--path`, and that over standard input, as in the
 * framework.
 *
 * @param directory what a relative path is relative to
 * @throws {UserError} when there is no event, or its file cannot be read
 */
export async function readEventText(
  { data, path }: { data?: string; path?: string },
  directory: string,
  stdin: AsyncIterable<unknown> & { isTTY?: boolean },
): Promise<EventText> {
  if (data !== undefined) return { text: withoutMark(data), origin: 'The text after --data' };
  if (path !== undefined) return { text: await readEventFile(path, directory), origin: path };
  // Reading a terminal would wait for ever.
  const piped = stdin.isTTY ? '' : await text(stdin);
  if (piped.trim() === '') {
    throw new UserError('There is no event: give one with -p events/root-login.json.');
  }
  return { text: withoutMark(piped), origin: 'Standard input' };
}

/** @throws {UserError} when the text is not JSON */
export function parseEvent({ text, origin }: EventText): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The parser quotes the text, line breaks and all.
    const reason = error instanceof Error ? error.message.replace(/\s+/g, ' ') : String(error);
    throw new UserError(`${origin} is not JSON: ${reason}.`);
  }
}

async function readEventFile(path: string, directory: string) {
  try {
    const content = await readFile(resolve(directory, path));
    return withoutMark((isGzip(content) ? unpack(content, path) : content).toString('utf8'));
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw new UserError(`${path} does not exist.`);
    throw new UserError(`${path} cannot be read (${code ?? error}).`);
  }
}

/** Log files of a trail are packed. RFC 1952 begins each with these two bytes. */
const isGzip = (content: Buffer) => content[0] === 0x1f && content[1] === 0x8b;

/** A log file has up to some megabytes unpacked; what unpacks to more is none. */
const maxUnpackedBytes = 256 * 1024 * 1024;

function unpack(content: Buffer, path: string): Buffer {
  try {
    return gunzipSync(content, { maxOutputLength: maxUnpackedBytes });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`${path} cannot be unpacked: ${reason}.`);
  }
}

const withoutMark = (text: string) => text.replace(/^\uFEFF/, '');
