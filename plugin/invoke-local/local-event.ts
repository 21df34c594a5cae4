import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { printable } from '../../commands/printable.ts';
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
  const piped = stdin.isTTY ? '' : decoded(await buffer(stdin));
  if (piped.trim() === '') {
    throw new UserError('There is no event: give one with -p events/root-login.json.');
  }
  return { text: piped, origin: 'Standard input' };
}

/**
 * Parses JSON, or several values of JSON with line breaks or tabs between them, which become a list: that is how `jq -c` and
 * `aws … --output text` print records.
 *
 * @throws {UserError} when the text is neither
 */
export function parseEvent({ text, origin }: EventText): unknown {
  if (text.trim() === '') throw new UserError(`${origin} is empty.`);
  try {
    return JSON.parse(text);
  } catch (error) {
    const values = separateValues(text);
    if (values !== undefined) return values;
    // The parser quotes the text, with all that a terminal would obey.
    const reason = printable(error instanceof Error ? error.message : String(error));
    throw new UserError(`${origin} is not JSON: ${reason}.`);
  }
}

/** @returns undefined when a part is no JSON, or there is but one */
function separateValues(text: string): unknown[] | undefined {
  const parts = text.split(/[\r\n\t]+/).filter((part) => part.trim() !== '');
  if (parts.length < 2) return undefined;
  try {
    return parts.map((part) => JSON.parse(part));
  } catch {
    return undefined;
  }
}

async function readEventFile(path: string, directory: string) {
  try {
    const file = resolve(directory, path);
    const size = (await stat(file)).size;
    if (size > maxBytes) throw new UserError(`${path} has more than ${maxBytes / 2 ** 20} MB.`);
    const content = await readFile(file);
    return decoded(isGzip(content) ? unpack(content, path) : content);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw new UserError(`${path} does not exist.`);
    if (code === 'EISDIR') throw new UserError(`${path} is a folder: give a file in it.`);
    throw new UserError(`${path} cannot be read (${code ?? error}).`);
  }
}

/** Log files of a trail are packed. RFC 1952 begins each with these two bytes. */
const isGzip = (content: Buffer) => content[0] === 0x1f && content[1] === 0x8b;

/** A log file has up to some megabytes unpacked; what has more is none. */
const maxBytes = 256 * 2 ** 20;

function unpack(content: Buffer, path: string): Buffer {
  try {
    return gunzipSync(content, { maxOutputLength: maxBytes });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`${path} cannot be unpacked: ${reason}.`);
  }
}

/**
 * UTF-8, or UTF-16 as PowerShell writes it behind `>`: with its mark, or without one and with a zero beside the first character of
 * JSON. The mark is left out.
 */
function decoded(content: Buffer): string {
  const [first, second] = content;
  const isBigEndian = (first === 0xfe && second === 0xff) || (first === 0 && beginsJson(second));
  const isLittleEndian = (first === 0xff && second === 0xfe) || (second === 0 && beginsJson(first));
  const encoding = isBigEndian ? 'utf-16be' : isLittleEndian ? 'utf-16le' : 'utf-8';
  return new TextDecoder(encoding).decode(content);
}

const beginsJson = (byte: number | undefined) =>
  byte !== undefined && '{["'.includes(String.fromCharCode(byte));

const withoutMark = (text: string) => text.replace(/^\uFEFF/, '');
