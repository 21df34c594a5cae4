import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compose } from '../../lib/messages/compose.ts';
import { asShown } from '../../lib/rooms/dooray/dooray-as-shown.ts';
import { doorayPayload } from '../../lib/rooms/dooray/dooray-payload.ts';
import { readCloudTrailEvent } from '../../lib/sources/cloudtrail-event.ts';
import { wordsIn } from './words-in.ts';

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe.each(['README.md', 'README.ko.md'])('%s', (readme) => {
  test('shows the message as a local run prints it', () => {
    const event: unknown = JSON.parse(read('events/root-login.json'));
    const message = compose(readCloudTrailEvent(event), {
      words: wordsIn.ko,
      timeZone: 'Asia/Seoul',
    });
    const bot = { botName: 'root-alert', botIcon: undefined };
    expect(read(readme)).toContain(asShown(doorayPayload(message, bot)));
  });

  test('has its pictures, in its own language', () => {
    const language = readme === 'README.md' ? 'en' : 'ko';
    const pictures = [...read(readme).matchAll(/src="(docs\/pictures\/[^"]+)"/g)].map(
      ([, path = '']) => path,
    );
    expect(pictures).not.toEqual([]);
    for (const picture of pictures) {
      expect(picture).toMatch(new RegExp(`\\.${language}\\.png$`));
      expect(existsSync(new URL(`../../${picture}`, import.meta.url)), picture).toBe(true);
    }
  });

  test('is read in some minutes: at most 1,280 words', () => {
    // The bars and ticks of tables are none.
    const words = read(readme)
      .split(/\s+/)
      .filter((word) => /[\p{L}\p{N}]/u.test(word));
    expect(words.length).toBeLessThanOrEqual(1_280);
  });

  test('gives the two set-up commands as they are', () => {
    expect(read(readme)).toContain('npm ci && npx sls invoke local -p events/root-login.json\n');
    expect(read(readme)).toContain('npm ci && npm test\n');
  });
});

test('both have the same sections, rows and commands', () => {
  const shape = (text: string) => ({
    sections: [...text.matchAll(/^## /gm)].length,
    rows: [...text.matchAll(/^\| /gm)].length,
    commands: [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block),
  });
  expect(shape(read('README.ko.md'))).toEqual(shape(read('README.md')));
});
