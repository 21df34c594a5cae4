import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseEvent, readEventText } from '../../../plugin/invoke-local/local-event.ts';
import { UserError } from '../../../plugin/user-error.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'local-event-'));
  await writeFile(join(directory, 'event.json'), '\uFEFF{"from":"file"}');
});
afterAll(() => rm(directory, { recursive: true }));

const piped = (text: string) => Readable.from([Buffer.from(text)]);

describe('where the event is read from', () => {
  test('--data goes before --path, and --path before standard input', async () => {
    const options = { data: '{"from":"data"}', path: 'event.json' };
    const stdin = () => piped('{"from":"stdin"}');
    const read = async (chosen: { data?: string; path?: string }) =>
      parseEvent(await readEventText(chosen, directory, stdin()));
    expect(await read(options)).toEqual({ from: 'data' });
    expect(await read({ path: options.path })).toEqual({ from: 'file' });
    expect(await read({})).toEqual({ from: 'stdin' });
  });

  test('an absolute path is taken as it is', async () => {
    const path = join(directory, 'event.json');
    expect(parseEvent(await readEventText({ path }, '/nowhere', piped('')))).toEqual({
      from: 'file',
    });
  });

  test('a byte order mark is no part of the event', async () => {
    const { text } = await readEventText({ data: '\uFEFF{}' }, directory, piped(''));
    expect(text).toBe('{}');
  });

  const korean = '{"from":"콘솔"}';
  const utf16 = Buffer.from(korean, 'utf16le');
  test.each([
    ['UTF-8', Buffer.from(korean)],
    ['UTF-16, as Windows PowerShell writes it', Buffer.from(`\uFEFF${korean}`, 'utf16le')],
    ['UTF-16 without a mark', utf16],
    ['UTF-16, big-endian', Buffer.from(`\uFEFF${korean}`, 'utf16le').swap16()],
    ['UTF-16, big-endian, without a mark', Buffer.from(utf16).swap16()],
  ])('a file in %s is read', async (_, bytes) => {
    await writeFile(join(directory, 'encoded.json'), bytes);
    const { text } = await readEventText({ path: 'encoded.json' }, directory, piped(''));
    expect(text).toBe(korean);
    const fromStdin = await readEventText({}, directory, Readable.from([bytes]));
    expect(fromStdin.text).toBe(korean);
  });

  test('other bytes are not taken for UTF-16', async () => {
    await writeFile(join(directory, 'encoded.json'), Buffer.from([0, 7, 0x1b, 0]));
    const { text } = await readEventText({ path: 'encoded.json' }, directory, piped(''));
    expect(text).toBe('\u0000\u0007\u001b\u0000');
  });

  test('a file that no log file is as long as is refused before it is read', async () => {
    await truncate(join(directory, 'event.json'), 256 * 2 ** 20 + 1);
    const reading = readEventText({ path: 'event.json' }, directory, piped(''));
    await expect(reading).rejects.toThrow(new UserError('event.json has more than 256 MB.'));
    await writeFile(join(directory, 'event.json'), '{"from":"file"}');
  });

  test('a packed file is unpacked, whatever its name', async () => {
    await writeFile(join(directory, 'packed.json'), gzipSync('{"from":"packed"}'));
    const { text } = await readEventText({ path: 'packed.json' }, directory, piped(''));
    expect(text).toBe('{"from":"packed"}');
  });

  test('a packed file that was cut off is refused by name', async () => {
    await writeFile(join(directory, 'cut.json.gz'), gzipSync('{"from":"packed"}').subarray(0, 20));
    const reading = readEventText({ path: 'cut.json.gz' }, directory, piped(''));
    await expect(reading).rejects.toThrow(/^cut\.json\.gz cannot be unpacked: /);
  });

  test('a file that is not there is refused by name', async () => {
    const reading = readEventText({ path: 'events/nope.json' }, directory, piped(''));
    await expect(reading).rejects.toThrow(new UserError('events/nope.json does not exist.'));
  });

  test('a directory is refused, with the reason', async () => {
    const reading = readEventText({ path: '.' }, directory, piped(''));
    await expect(reading).rejects.toThrow(new UserError('. is a folder: give a file in it.'));
  });

  test.each(['', ' \n'])('standard input without an event (%j) is refused', async (text) => {
    const reading = readEventText({}, directory, piped(text));
    await expect(reading).rejects.toThrow(/^There is no event: give one with -p /);
  });

  test('a terminal is refused at once, not waited on', async () => {
    const terminal = Object.assign(new Readable({ read: () => undefined }), { isTTY: true });
    await expect(readEventText({}, directory, terminal)).rejects.toThrow(UserError);
  });
});

describe('text that is not JSON', () => {
  test.each(['', ' \n'])('%j is refused as empty', (text) => {
    const parsing = () => parseEvent({ text, origin: 'events/x.json' });
    expect(parsing).toThrow(new UserError('events/x.json is empty.'));
  });

  test('what a terminal would obey is not quoted', () => {
    const parsing = () => parseEvent({ text: '\u001b[2Jx', origin: 'x' });
    expect(parsing).toThrow(/^x is not JSON: /);
    expect(parsing).not.toThrow('\u001b');
  });

  test.each(['hello', 'hello\n{}', '{"a":', '{\n  "a": tru\n}'])(
    '%j is refused in one line',
    (text) => {
      const parsing = () => parseEvent({ text, origin: 'events/x.json' });
      expect(parsing).toThrow(UserError);
      expect(parsing).toThrow(/^events\/x\.json is not JSON: [^\n]+\.$/);
    },
  );

  test('JSON of any kind is taken', () => {
    expect(parseEvent({ text: 'null', origin: 'events/x.json' })).toBeNull();
  });
});

test.each([
  ['one on each line, as jq -c prints them', '{"a":1}\r\n{"a":2}\n'],
  ['with tabs between them, as --output text prints them', '{"a":1}\t{"a":2}'],
])('several values are a list: %s', (_, text) => {
  expect(parseEvent({ text, origin: 'x' })).toEqual([{ a: 1 }, { a: 2 }]);
});
