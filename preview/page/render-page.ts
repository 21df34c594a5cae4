import { type Config, type Locale, readConfig } from '../../lib/config.ts';
import { errorMessage } from '../../lib/error-text.ts';
import { resourceNames } from '../../lib/resource-names.ts';
import { keyedKinds, type RoomKind, roomKinds } from '../../lib/rooms/room-kinds.ts';
import { functionForEvent } from '../../plugin/invoke-local/function-for-event.ts';
import { functionNames, type Post, postsFor } from '../posts-for.ts';
import { drawings } from './drawings.ts';
import { type Html, html, toText } from './html.ts';
import { pageWords } from './page-words.ts';

/** An event's file: what it holds, or why it could not be read. */
export type EventFile =
  | { readonly name: string; readonly event: unknown }
  | { readonly name: string; readonly fault: string };

type Env = Readonly<Record<string, string | undefined>>;

const locales: readonly Locale[] = ['ko', 'en'];
const languages: Readonly<Record<Locale, string>> = { ko: '한국어', en: 'English' };

/** Each message is drawn as on a phone and in these colors; Dooray and Slack, whose layout is our own, on a desktop, too. */
const screens = ['phone', 'desktop'] as const;
const themes = ['light', 'dark'] as const;

/** The settings that change messages and are safe to show. */
const settingsIn = (config: Config): Readonly<Record<string, string>> => ({
  LOCALE: config.locale,
  TIME_ZONE: config.timeZone,
  BOT_NAME: config.botName,
  BOT_ICON: config.botIcon ?? '',
  RUNBOOK_URL: config.runbookUrl ?? '',
  MENTION: `${config.mention.when} (${config.mention.whom})`,
  ACCOUNTS: pairs(config.accountNames),
  ALARM_STATES: config.alarmStates.join(', '),
  ALARM_SUBJECTS: pairs(config.alarmSubjects),
});

/**
 * The settings that the environment asks for, with made-up values for what only a deployment has.
 *
 * @throws {ConfigError} as the functions would.
 */
export function previewConfig(env: Env): Config {
  // The samples about root-alert itself name the parts of this stage.
  const LEDGER_TABLE = resourceNames('prod').ledgerTable;
  return readConfig({ ...env, WEBHOOK_SECRET_ID: 'none', LEDGER_TABLE });
}

/**
 * The whole page: each event, as each room shows it, in both languages, beside the JSON that is posted.
 *
 * @throws {ConfigError} when the environment cannot be used.
 */
export async function renderPage(files: readonly EventFile[], env: Env): Promise<string> {
  const config = previewConfig(env);
  const words = pageWords[config.locale];
  const inOrder = [...files].sort((a, b) => rank(a) - rank(b));
  const sections = await Promise.all(inOrder.map((file) => renderFile(file, config)));
  const settings = Object.entries(settingsIn(config)).map(
    ([name, value]) => html`<dt>${name}</dt><dd>${value || '–'}</dd>`,
  );
  const page = html`<html lang="${config.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/preview.css">
</head>
<body>
<nav><h1>${words.title}</h1><p class="about">${words.about}</p>
<fieldset><legend>${words.show}</legend>${[
    ...roomKinds.map((kind) => toggle(kind, drawings[kind].name)),
    ...inFirst(config.locale).map((locale) => toggle(locale, languages[locale])),
    // At first, phones stand side by side.
    ...screens.map((screen) => toggle(screen, words.screens[screen], screen === 'phone')),
    ...themes.map((theme) => toggle(theme, words.themes[theme])),
  ]}</fieldset>
<h2>${words.settings}</h2><dl>${settings}</dl>
<ol>${inOrder.map(({ name }, index) => html`<li><a href="#event-${index}">${name}</a></li>`)}</ol></nav>
<main>${sections.map(
    (section, index) =>
      html`<section id="event-${index}"><h2>${inOrder[index]?.name}</h2>${section}</section>\n`,
  )}</main>
</body>
</html>
`;
  return `<!doctype html>\n${toText(page)}`;
}

function pairs(map: ReadonlyMap<string, string>): string {
  return [...map].map(([key, value]) => `${key}=${value}`).join(', ');
}

function toggle(name: string, label: string, isOn = true): Html {
  const state = isOn ? html` checked` : undefined;
  return html`<label><input type="checkbox" id="show-${name}"${state}> ${label}</label> `;
}

/** The language of the settings first. */
function inFirst(first: Locale): Locale[] {
  return [first, ...locales.filter((locale) => locale !== first)];
}

function rank(file: EventFile): number {
  const name = 'event' in file ? functionForEvent(file.event) : undefined;
  return name === undefined ? functionNames.length : functionNames.indexOf(name);
}

async function renderFile(file: EventFile, config: Config): Promise<Html> {
  const words = pageWords[config.locale];
  const told = inFirst(config.locale).map(async (locale) => {
    if ('fault' in file) throw new Error(file.fault);
    return { locale, posts: await postsFor(file.event, { ...config, locale }) };
  });
  try {
    const inLanguages = await Promise.all(told);
    const [{ posts: first } = { posts: undefined }] = inLanguages;
    if (first === undefined) return note(words.unknownEvent);
    if (first.length === 0) return note(words.silent);
    return html`${first.map(({ unaskedState }, index) => {
      const shown = inLanguages.flatMap(({ locale, posts }) => {
        const post = posts?.[index];
        if (post === undefined) return [];
        const inRooms = roomKinds.map((room) =>
          renderPost(post, { file, room, locale, index, config }),
        );
        return [html`<div class="side-by-side">${inRooms}</div>\n`];
      });
      return html`${unaskedState === undefined ? undefined : note(words.unasked(unaskedState))}${shown}`;
    })}`;
  } catch (error) {
    return note(words.failed(errorMessage(error)));
  }
}

interface Place {
  readonly file: EventFile;
  readonly room: RoomKind;
  readonly locale: Locale;
  /** Which of the event's messages, from 0. */
  readonly index: number;
  readonly config: Config;
}

/** Named by file, room and language, `root-login.dooray.ko`; of several messages, the others with their number. */
function renderPost(post: Post, { file, room, locale, index, config }: Place): Html {
  const name = [file.name.replace(/\.json$/, ''), ...(index > 0 ? [index + 1] : []), room, locale];
  const payloads = post.payloads[room].map((json): unknown => JSON.parse(json));
  const time = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: config.timeZone,
  }).format(post.postedAtMs);
  const drawing = drawings[room];
  const drawn = payloads.map((payload) => drawing.draw(payload, time));
  const isWide = keyedKinds.some((kind) => kind === room);
  return html`<article class="in-${room} in-${locale}" lang="${locale}" data-name="${name.join('.')}">
<h3>${drawing.name} · ${languages[locale]}</h3>
${(isWide ? screens : (['phone'] as const)).map(
  (screen) =>
    html`<div class="screens on-${screen}">${themes.map(
      (theme) => html`<div class="shown in-${theme}">${drawn}</div>`,
    )}</div>`,
)}<details><summary>JSON</summary><pre>${visible(
    payloads.map((payload) => JSON.stringify(payload, null, 2)).join('\n\n'),
  )}</pre></details>
</article>
`;
}

/** JSON with invisible characters, and those that change the text's direction, as escapes. */
function visible(json: string): string {
  return json.replace(/[\p{Cf}\p{Cc}\u2028\u2029]/gu, (character) =>
    character === '\n'
      ? character
      : [...Array(character.length).keys()]
          .map((unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`)
          .join(''),
  );
}

function note(text: string): Html {
  return html`<p class="note">${text}</p>`;
}
