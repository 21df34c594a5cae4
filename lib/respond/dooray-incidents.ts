import { severities } from '../classify/classes.ts';
import { countriesOf } from '../country/countries-of.ts';
import { knownNames } from '../delivery/account-names.ts';
import { inParallel } from '../in-parallel.ts';
import {
  answerTo,
  type IncidentAnswer,
  latestOfEach,
  readAnswers,
  verdicts,
} from '../incident/answer.ts';
import { isIncidentId } from '../incident/incident.ts';
import type { IncidentRecord } from '../incident/incident-record.ts';
import { ledgerConcurrency } from '../ledger/ledger.ts';
import { answerWords } from '../messages/answer-words.ts';
import { boundText } from '../messages/bound-text.ts';
import { addressOf } from '../messages/compose-answer.ts';
import { localTime } from '../messages/format-time.ts';
import { isTime } from '../messages/is-time.ts';
import { withWords } from '../messages/load-words.ts';
import type { AccountNames, Countries } from '../messages/message-context.ts';
import { joined, withName } from '../messages/parts.ts';
import type { Words } from '../messages/words.ts';
import { doorayWords } from '../messages/words-dooray.ts';
import { dooraySafe } from '../rooms/dooray/dooray-text.ts';
import { lookOf } from '../rooms/severity-look.ts';
import { roomRefOf, signToken, tokenLifetimeMs } from './answer-token.ts';
import type { DoorayMessage } from './dooray-message.ts';
import { type DoorayPlace, placeOf } from './dooray-rooms.ts';
import { answerSentence } from './press-sentence.ts';
import type { RespondDeps } from './respond-deps.ts';
import { recordsOf } from './tell-answers.ts';

/** A message takes 20 attachments (Dooray Messenger, "슬래시 커맨드 가이드"), and nobody reads so many. */
const maxShown = 9;
/** Strangers can open incidents too, by failing to sign in. */
const maxLookedAt = 100;

interface ListedIncident {
  readonly id: string;
  /** The worst use of it. */
  readonly record: IncidentRecord;
  readonly answers: readonly IncidentAnswer[];
}

/** The latest incidents with buttons: those that nobody answered first, the gravest before the others. Undefined: there is none. */
export async function latestIncidents(
  place: DoorayPlace,
  deps: RespondDeps,
): Promise<DoorayMessage | undefined> {
  const since = deps.clock.now() - tokenLifetimeMs;
  const known = await read(await deps.recentIncidents(maxLookedAt), deps);
  const recent = known.filter(({ record }) => record.toldAtMs > since).toSorted(byUrgency);
  return recent.length === 0 ? undefined : await messageOf(recent, place, deps);
}

/**
 * A message as it is now: what {@link latestIncidents} gave, with the answers since.
 *
 * @param pressed the incident that was answered, which is in it in any case.
 */
export async function updatedIncidents(
  callbackId: string,
  pressed: string,
  place: DoorayPlace,
  deps: RespondDeps,
): Promise<DoorayMessage> {
  const named = callbackId.split(' ').filter(isIncidentId).slice(0, maxShown);
  const ids = named.includes(pressed) ? named : [pressed, ...named];
  return await messageOf(await read([...new Set(ids)], deps), place, deps);
}

async function read(ids: readonly string[], { ledger }: RespondDeps): Promise<ListedIncident[]> {
  const known = new Map<string, ListedIncident>();
  await inParallel(ledgerConcurrency, ids, async (id) => {
    const row = await ledger.incident(id);
    const record = row && recordsOf(row).toSorted((a, b) => rankOf(a) - rankOf(b))[0];
    if (record !== undefined)
      known.set(id, { id, record, answers: readAnswers(row?.answers ?? []) });
  });
  return ids.flatMap((id) => known.get(id) ?? []);
}

const rankOf = ({ severity }: IncidentRecord): number => severities.indexOf(severity);

function byUrgency(a: ListedIncident, b: ListedIncident): number {
  const isAnswered = ({ answers, record }: ListedIncident): number =>
    Number(answerTo(answers, record.toldAtMs) !== undefined);
  return (
    isAnswered(a) - isAnswered(b) ||
    rankOf(a.record) - rankOf(b.record) ||
    b.record.toldAtMs - a.record.toldAtMs
  );
}

async function messageOf(
  incidents: readonly ListedIncident[],
  place: DoorayPlace,
  deps: RespondDeps,
): Promise<DoorayMessage> {
  const { config, clock } = deps;
  const shown = incidents.slice(0, maxShown);
  const { linkKey } = await deps.secret();
  const said = doorayWords[config.locale];
  const records = shown.map(({ record }) => record);
  const settings = {
    ...config,
    accountNames: await knownNames(
      records.flatMap(({ accounts }) => accounts),
      deps,
    ),
    countries: await countriesOf(records, config),
    words: (await withWords(config)).words.aws,
  };
  const others = incidents.length - shown.length;
  const { verdict } = answerWords[config.locale].page;
  const callbackId = shown.map(({ id }) => id).join(' ');
  const expiresAtMs = clock.now() + tokenLifetimeMs;
  const roomRef = roomRefOf(placeOf(place));
  const buttons = ({ id }: ListedIncident) => {
    const token = signToken({ incidentId: id, roomRef, expiresAtMs }, 'dooray', linkKey);
    return verdicts.map((name) => ({
      type: 'button' as const,
      name,
      text: verdict[name],
      // The guide names what was pressed in two ways; the value has one.
      value: `${name} ${token}`,
      style: name === 'planned' ? ('primary' as const) : ('default' as const),
    }));
  };
  return {
    responseType: 'inChannel',
    replaceOriginal: true,
    text: said.list,
    attachments: [
      ...shown.map((incident) => ({
        callbackId,
        title: titleOf(incident, settings),
        text: textOf(incident, settings),
        color: lookOf({ severity: incident.record.severity, isDrill: false }).color,
        actions: buttons(incident),
      })),
      ...(others > 0 ? [{ text: said.more(others) }] : []),
    ],
  };
}

type Settings = RespondDeps['config'] & {
  readonly accountNames: AccountNames;
  readonly countries: Countries;
  readonly words: Words;
};

/** `🔴 긴급 · 사건 7F3K2M9QXA`. */
function titleOf({ id, record }: ListedIncident, { locale, words }: Settings): string {
  const { sign } = lookOf({ severity: record.severity, isDrill: false });
  return `${sign} ${words.severity[record.severity]} · ${doorayWords[locale].incident(id)}`;
}

function textOf({ record, answers }: ListedIncident, settings: Settings): string {
  const { timeZone, accountNames, countries, locale } = settings;
  // A time that a record invents may be none.
  const atMs = [record.occurredAtMs, record.toldAtMs].find(isTime);
  const about = joined([
    record.accounts.map((it) => withName(it, accountNames.get(it))).join(' → '),
    record.eventName,
    addressOf(record, countries),
    atMs === undefined ? undefined : localTime(new Date(atMs), timeZone, undefined),
  ]);
  const lines = [
    about,
    ...latestOfEach(answers).map((answer) => answerSentence(answer, settings)),
    ...(answers.length === 0 ? [answerWords[locale].page.noAnswer] : []),
  ];
  return lines.map((line) => dooraySafe(boundText(line, 400))).join('\n');
}
