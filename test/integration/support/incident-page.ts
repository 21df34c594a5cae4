import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '../../../lib/config.ts';
import { localTime } from '../../../lib/messages/format-time.ts';
import type { Post } from './chat-room.ts';

/** Something that somebody did, or a message that rooms had. */
export type Moment = {
  readonly atMs: number;
  /** Of what is done: who does what, in the language of the page. */
  readonly deed?: Readonly<Record<Locale, string>>;
  readonly post?: Post;
};

const docs = join(import.meta.dirname, '../../../docs');
const place = /(<!-- incident: begin -->\n)[\s\S]*?(<!-- incident: end -->)/;
const headings: Readonly<Record<Locale, readonly string[]>> = {
  ko: ['시각', '누가, 어디서', '무슨 일, 무슨 메시지'],
  en: ['Time', 'Who, or where', 'What happens, or what it says'],
};
const world: Readonly<Record<Locale, string>> = { ko: '일어난 일', en: 'what happens' };

export function incidentPage(locale: Locale): string {
  return join(docs, locale === 'ko' ? 'incident-example.ko.md' : 'incident-example.md');
}

/**
 * The page with its table, between the comments that carry its name: in order, what happened, and what the rooms of that language
 * were told. What several rooms had at once is one row.
 *
 * @param rooms names of the rooms of the page, by the tokens of their webhooks.
 */
export function withIncident(
  locale: Locale,
  moments: readonly Moment[],
  rooms: ReadonlyMap<string, string>,
): string {
  const page = readFileSync(incidentPage(locale), 'utf8');
  if (!place.test(page)) throw new Error(`${incidentPage(locale)} has no place for the table`);
  const rows: { time: string; where: string[]; text: string }[] = [];
  for (const { atMs, deed, post } of moments) {
    const time = localTime(new Date(atMs), 'Asia/Seoul', undefined).replace(/^\S+ | \S+$/g, '');
    if (deed !== undefined) rows.push({ time, where: [world[locale]], text: deed[locale] });
    const room = post && rooms.get(post.token);
    if (room === undefined || post === undefined) continue;
    const text = saidIn(post);
    const same = rows.find((row) => row.time === time && row.text === text);
    if (same === undefined) rows.push({ time, where: [room], text });
    else same.where.push(room);
  }
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  const table = [
    headings[locale],
    headings[locale].map(() => '---'),
    ...rows.map(({ time, where, text }) => [time, where.toSorted().join(', '), escaped(text)]),
  ]
    .map(line)
    .join('');
  return page.replace(place, (_, begin, end) => `${begin}\n${table}\n${end}`);
}

/** The first two lines of a message, which a phone shows while it is locked. */
function saidIn({ body }: Post): string {
  const { text } = body as { readonly text: string };
  return text.split('\n').slice(0, 2).join('\n');
}

function escaped(text: string): string {
  return text
    .replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '')
    .replace(/[\\`*_[\]|]/g, '\\$&')
    .replaceAll('\n', '<br>');
}
