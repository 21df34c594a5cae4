import type { Locale } from '../config.ts';
import { countriesOf } from '../country/countries-of.ts';
import { knownNames } from '../delivery/account-names.ts';
import { readAnswers } from '../incident/answer.ts';
import { answerWords } from '../messages/answer-words.ts';
import { withWords } from '../messages/load-words.ts';
import { renderAnswerPage, renderNotice, styleHash } from './answer-page.ts';
import { type AnswerToken, readToken } from './answer-token.ts';
import { contentTypeOf, type HttpRequest, maxFormBytes } from './http-request.ts';
import { type HttpResponse, htmlResponse, seeOther } from './http-response.ts';
import { localeFor } from './locale-for.ts';
import type { RespondDeps } from './respond-deps.ts';
import { takeAnswer } from './take-answer.ts';
import { recordsOf, tellingIdOf } from './tell-answers.ts';

/** So long somebody waits at the page for the rooms. What they have not taken by then is told later. */
const tellingMs = 8_000;

const maxNameLength = 60;
const maxWhyLength = 200;

/** Shows what an incident is about and who has answered. Chats and scanners open links too, so that it changes nothing. */
export async function showIncident(
  request: HttpRequest,
  path: string,
  deps: RespondDeps,
): Promise<HttpResponse> {
  const { config, ledger } = deps;
  const locale = localeFor(request, config.locale);
  const token = await tokenOf(path, deps);
  const row = token && (await ledger.incident(token.incidentId));
  const records = row === undefined ? [] : recordsOf(row);
  if (token === undefined || row === undefined || records.length === 0) return unknown(locale);
  const answers = readAnswers(row.answers);
  const given = answers.find(({ id }) => id === request.query['done']);
  const page = {
    incidentId: token.incidentId,
    records,
    answers,
    first: request.query['answer'] === 'notUs' ? ('notUs' as const) : ('planned' as const),
    formId: deps.newFormId(),
    path: `/i/${path}`,
    done: given && ((await isTold(token, given, deps)) ? ('told' as const) : ('untold' as const)),
  };
  const settings = {
    ...config,
    locale,
    accountNames: await knownNames(
      records.flatMap((it) => it.accounts),
      deps,
    ),
    countries: await countriesOf([...records, ...answers], { ...config, locale }),
    words: (await withWords({ locale })).words.aws,
  };
  return htmlResponse(200, renderAnswerPage(page, settings), styleHash);
}

/** Takes the form of that page, and shows the page again with what became of it. */
export async function answerByForm(
  request: HttpRequest,
  path: string,
  deps: RespondDeps,
): Promise<HttpResponse> {
  const locale = localeFor(request, deps.config.locale);
  const { page } = answerWords[locale];
  const form = formIn(request);
  if (typeof form === 'number') return notice(form, locale, page.badRequest);
  const token = await tokenOf(path, deps);
  if (token === undefined) return unknown(locale);
  const taken = await takeAnswer(
    {
      ...form,
      incidentId: token.incidentId,
      roomRef: token.roomRef,
      via: 'link',
      sourceIp: request.sourceIp,
    },
    deps.clock.now() + tellingMs,
    deps,
  );
  switch (taken.state) {
    case 'kept':
      return seeOther(`/i/${path}?done=${taken.answer.id}`);
    case 'unknown':
      return unknown(locale);
    case 'full':
      return notice(409, locale, page.full);
    case 'failed':
      return notice(503, locale, page.failed);
  }
}

/** What a form says, or the status with which it is refused. */
function formIn(
  request: HttpRequest,
):
  | { readonly verdict: 'planned' | 'notUs'; readonly formId: string; by?: string; why?: string }
  | number {
  // Another site could send the form by the browser of somebody of us, so that it came from our address. No browser of today leaves
  // this header out, or lets a page write it (W3C, "Fetch Metadata Request Headers").
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return 403;
  if (contentTypeOf(request) !== 'application/x-www-form-urlencoded') return 415;
  if (request.body === undefined || Buffer.byteLength(request.body) > maxFormBytes) return 413;
  const form = new URLSearchParams(request.body);
  const verdict = form.get('verdict');
  const formId = form.get('form') ?? '';
  if (verdict !== 'planned' && verdict !== 'notUs') return 400;
  if (!/^[\w-]{22}$/.test(formId)) return 400;
  const by = form.get('who')?.trim().slice(0, maxNameLength);
  const why = form.get('why')?.trim().slice(0, maxWhyLength);
  return { verdict, formId, ...(by && { by }), ...(why && { why }) };
}

function tokenOf(
  text: string,
  { secret, clock }: Pick<RespondDeps, 'secret' | 'clock'>,
): Promise<AnswerToken | undefined> {
  return readToken(text, 'link', clock.now(), async () => (await secret()).linkKey);
}

async function isTold(
  { incidentId }: AnswerToken,
  answer: { readonly id: string },
  { ledger }: RespondDeps,
): Promise<boolean> {
  const found = await ledger.find(tellingIdOf(incidentId, answer)).catch(() => undefined);
  return found === 'told';
}

/** The same whatever is wrong with a link: a guess learns nothing. */
function unknown(locale: Locale): HttpResponse {
  const { unknownText, unknownTitle } = answerWords[locale].page;
  return notice(404, locale, unknownText, unknownTitle);
}

function notice(status: number, locale: Locale, text: string, title?: string): HttpResponse {
  return htmlResponse(status, renderNotice(locale, text, title), styleHash);
}
