import { createHash } from 'node:crypto';
import type { Locale } from '../config.ts';
import { type IncidentAnswer, verdicts } from '../incident/answer.ts';
import type { IncidentRecord } from '../incident/incident-record.ts';
import { answerCommands } from '../messages/answer-commands.ts';
import { type AnswerWords, answerWords } from '../messages/answer-words.ts';
import { boundText } from '../messages/bound-text.ts';
import { addressOf, runbookSectionOf, whoAnswered } from '../messages/compose-answer.ts';
import { localTime } from '../messages/format-time.ts';
import { isTime } from '../messages/is-time.ts';
import type { AccountNames, Countries } from '../messages/message-context.ts';
import { withName } from '../messages/parts.ts';
import type { Words } from '../messages/words.ts';
import { type Html, html } from './html.ts';

/** What the page of an incident shows. */
export interface AnswerPage {
  readonly incidentId: string;
  readonly records: readonly IncidentRecord[];
  readonly answers: readonly IncidentAnswer[];
  /** The answer that the link stands for: its button comes first. */
  readonly first: IncidentAnswer['verdict'];
  /** Chosen anew for each page, so that a form that is sent twice is one answer. */
  readonly formId: string;
  /** Where the form is sent: the address of the page itself. */
  readonly path: string;
  /** What became of the answer that was just given. */
  readonly done?: 'told' | 'untold' | undefined;
}

export interface PageSettings {
  readonly locale: Locale;
  readonly timeZone: string;
  readonly runbookUrl: string | undefined;
  readonly accountNames: AccountNames;
  readonly countries: Countries;
  readonly words: Words;
}

const style = `:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,"Noto Sans KR","Apple SD Gothic Neo","Malgun Gothic",sans-serif;margin:0 auto;max-width:40rem;padding:1rem;overflow-wrap:anywhere}
h1{font-size:1.4rem;margin:.5rem 0}h2{font-size:1.05rem;margin:1.5rem 0 .5rem}
dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;margin:0}dt{opacity:.7}dd{margin:0;min-width:0}
label{display:block;margin:.75rem 0 .25rem}
input,textarea{box-sizing:border-box;width:100%;font:inherit;padding:.6rem}
button{display:block;width:100%;margin:.75rem 0;padding:.9rem;font:inherit;font-weight:600;border:0;border-radius:.5rem;color:#fff;cursor:pointer}
button.planned{background:#1f6f43}button.notUs{background:#b3261e}
.note{border-left:.3rem solid #5b6ee1;padding:.5rem .75rem;margin:1rem 0}.warn{border-color:#b3261e}
pre{white-space:pre-wrap;padding:.75rem;border:1px solid #8888;border-radius:.5rem;font-size:.85rem}
li{margin:.4rem 0}small{opacity:.8}`;

/** For the policy that lets the browser use this style and nothing else. */
export const styleHash = `sha256-${createHash('sha256').update(style).digest('base64')}`;

/** Shows what an incident is about and who has answered, and asks. It works without a script. */
export function renderAnswerPage(page: AnswerPage, settings: PageSettings): string {
  const said = answerWords[settings.locale];
  const { incidentId, answers, done } = page;
  const isNotUs = answers.some(({ verdict }) => verdict === 'notUs');
  return wholePage(
    settings.locale,
    said.page.title,
    html`<h1>${said.page.question}</h1>
${done && html`<p class="note" role="status">${said.page.done} ${done === 'told' ? said.page.doneTold : said.page.doneUntold}</p>`}
${isNotUs ? whatToDo(page, said, settings) : undefined}
<dl><dt>${said.page.incident}</dt><dd>${incidentId}</dd>${facts(page.records, said, settings)}</dl>
<h2>${said.page.answersSoFar}</h2>
${answers.length === 0 ? html`<p>${said.page.noAnswer}</p>` : html`<ul>${answers.map((it) => answerItem(it, said, settings))}</ul>`}
${form(page, said)}
<p><small>${said.page.whatHappens}</small></p>`,
  );
}

/** A page with a sentence: what went wrong, and what to do. */
export function renderNotice(locale: Locale, text: string, title?: string): string {
  const heading = title ?? answerWords[locale].page.title;
  return wholePage(locale, heading, html`<h1>${heading}</h1><p>${text}</p>`);
}

function wholePage(locale: Locale, title: string, body: Html): string {
  return `<!doctype html>\n${
    html`<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${{ html: style }}</style></head>
<body><main>${body}</main></body></html>`.html
  }\n`;
}

function facts(
  records: readonly IncidentRecord[],
  { page }: AnswerWords,
  { timeZone, accountNames, countries, words }: PageSettings,
): Html[] {
  return records.flatMap((record) => {
    const accounts = record.accounts.map((it) => withName(shown(it), accountNames.get(it)));
    const { occurredAtMs } = record;
    const rows: readonly (readonly [string, string | undefined])[] = [
      [page.severity, words.severity[record.severity]],
      [page.account, accounts.join(' → ')],
      [page.event, record.eventName && shown(record.eventName)],
      [
        page.time,
        // A time that a record invents may be none.
        isTime(occurredAtMs) ? localTime(new Date(occurredAtMs), timeZone, undefined) : undefined,
      ],
      [page.address, addressOf(record, countries)],
      [page.key, record.accessKeyId && shown(record.accessKeyId)],
    ];
    return rows.flatMap(([label, value]) =>
      value ? [html`<dt>${label}</dt><dd>${value}</dd>`] : [],
    );
  });
}

function answerItem(
  answer: IncidentAnswer,
  said: AnswerWords,
  { timeZone, countries }: PageSettings,
): Html {
  const { page } = said;
  const parts = [
    isTime(answer.atMs) ? localTime(new Date(answer.atMs), timeZone, undefined) : undefined,
    whoAnswered(answer, said),
    answer.via === 'link' ? said.byLink(answer.room && shown(answer.room)) : undefined,
    addressOf(answer, countries),
    answer.why && said.reason(shown(answer.why)),
    answer.verdict === 'planned' && answer.isFromSession ? page.notTrusted : undefined,
  ];
  return html`<li><strong>${page.verdict[answer.verdict]}</strong> · ${parts
    .filter((part) => part)
    .join(' · ')}</li>`;
}

function whatToDo({ records }: AnswerPage, said: AnswerWords, { runbookUrl }: PageSettings): Html {
  const section = runbookSectionOf(records);
  return html`<section class="note warn"><h2>${said.page.whatToDo}</h2>
<ol>${said.notUsAdvice.map((step) => html`<li>${step}</li>`)}</ol>
${runbookUrl === undefined || section === undefined ? undefined : html`<p><a href="${`${runbookUrl}#${section}`}" rel="noreferrer">${said.page.openRunbook}</a></p>`}
${answerCommands(records, said).map(({ label, command }) => html`<p>${label}</p><pre>${command}</pre>`)}</section>`;
}

function form({ first, formId, path }: AnswerPage, { page }: AnswerWords): Html {
  const order = first === 'planned' ? verdicts : verdicts.toReversed();
  return html`<form method="post" action="${path}" accept-charset="utf-8"><input type="hidden" name="form" value="${formId}">
<label for="who">${page.who} <small>(${page.optional})</small></label><input id="who" name="who" maxlength="60" autocomplete="name">
<label for="why">${page.why} <small>(${page.optional})</small></label><textarea id="why" name="why" maxlength="200" rows="3"></textarea>
${order.map((verdict) => html`<button class="${verdict}" name="verdict" value="${verdict}">${page.verdict[verdict]}</button>`)}</form>`;
}

const maxShownLength = 200;
const shown = (text: string): string => boundText(text, maxShownLength);
