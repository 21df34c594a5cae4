import { severities } from '../classify/classes.ts';
import { verdictOf } from '../classify/verdict-of.ts';
import type { RootActivity, RootUse } from '../root-activity.ts';
import { counted, type ListLimit } from './counted.ts';
import { cutText } from './cut-text.ts';
import { formatTime } from './format-time.ts';
import { areFailedSignIns } from './guessing.ts';
import { regionText } from './identifier-text.ts';
import { isGrave } from './kinds.ts';
import { knownFacts } from './known-facts.ts';
import type { Fact } from './message.ts';
import type { MessageContext } from './message-context.ts';
import { neutralizeText } from './neutralize-text.ts';
import { notableActions } from './notable-actions.ts';
import { accountOf, affectedText, eventNameOf, isRefused, outcomeText, sourceOf } from './parts.ts';
import { secondsBetween } from './seconds-between.ts';
import { who } from './who.ts';
import type { Words } from './words.ts';

/**
 * All lists together fit the smaller room, which would cut off a count otherwise: what they may take, and what
 * `notableActions` may take, stay below its 3,000 characters.
 */
const limits = {
  accounts: { kinds: 5, length: 200 },
  events: { kinds: 20, length: 500 },
  errors: { kinds: 5, length: 150 },
  regions: { kinds: 5, length: 150 },
  sourceIps: { kinds: 5, length: 230 },
  countries: { kinds: 8, length: 150 },
  who: { kinds: 5, length: 330 },
} as const satisfies Readonly<Record<string, ListLimit>>;

/** In UTF-16 units. */
const maxAffectedLength = 130;
/** In code points. */
const maxErrorLength = 60;

/** How often each account is in a digest. */
export function accountList(
  activities: readonly RootActivity[],
  context: MessageContext,
  words: Words,
): string {
  const accounts = activities.map((it) => accountOf(it, context) ?? words.unknown);
  return counted(accounts, limits.accounts, words);
}

/** How often each source IP is in a digest. Where somebody got in comes before where somebody was refused. */
export function sourceIpList(
  activities: readonly RootActivity[],
  context: MessageContext,
  words: Words,
): string {
  const sourceText = (it: RootActivity) => sourceOf(it, context) || words.unknown;
  const rankOf = rankByGravity(activities, sourceText);
  return counted(activities.map(sourceText), limits.sourceIps, words, rankOf);
}

/** Ranks texts by the gravest activity that each stands for: what succeeded first, and then by severity. */
function rankByGravity<T extends RootActivity>(
  activities: readonly T[],
  textOf: (activity: T) => string,
): (text: string) => number {
  const ranks = new Map<string, number>();
  for (const it of activities) {
    const rank =
      (isRefused(it) ? severities.length : 0) + severities.indexOf(verdictOf(it).severity);
    const text = textOf(it);
    ranks.set(text, Math.min(ranks.get(text) ?? rank, rank));
  }
  return (text) => ranks.get(text) ?? 0;
}

/**
 * The facts of a digest: every activity is in each of the counts.
 *
 * @param toActOn what the advice is about.
 */
export function digestFacts(
  activities: readonly RootActivity[],
  toActOn: RootActivity | undefined,
  timeZone: string,
  context: MessageContext,
  words: Words,
): Fact[] {
  const uses = activities.filter((it) => it.kind === 'use');
  const times = activities.map(({ occurredAt }) => occurredAt).filter((time) => time !== undefined);
  const readOnly = uses.filter(({ isReadOnly }) => isReadOnly).length;
  const nameOf = (it: RootActivity) => eventNameOf(it, words);
  const isGuessing = areFailedSignIns(activities);
  const regions = activities.map(({ region }) => (region ? regionText(region) : words.unknown));
  const actorOf = (use: RootUse) => who(use, words);
  return knownFacts([
    [words.label.count, words.inAll(activities.length)],
    [words.label.account, accountList(activities, context, words)],
    [words.label.period, period(times, timeZone)],
    [words.label.delay, delayOfFirst(times, context, words)],
    [
      words.label.events,
      counted(activities.map(nameOf), limits.events, words, rankBySeverity(activities, nameOf)),
    ],
    [words.label.result, results(uses, words)],
    [words.label.readOnly, readOnly > 0 ? words.inAll(readOnly) : undefined],
    [words.label.errors, errors(uses, words)],
    [words.label.region, counted(regions, limits.regions, words)],
    [words.label.sourceIp, sourceIpList(activities, context, words)],
    [words.label.countries, isGuessing ? countries(activities, context, words) : undefined],
    [words.label.who, counted(uses.map(actorOf), limits.who, words, rankByGravity(uses, actorOf))],
    [words.label.notable, notableActions(activities, timeZone, context, words)],
    [words.label.affected, toActOn?.kind === 'use' ? affectedBy(toActOn, words) : undefined],
  ]);
}

function period(times: readonly Date[], timeZone: string): string | undefined {
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return first.getTime() === last.getTime()
    ? formatTime(first, timeZone)
    : `${formatTime(first, timeZone)} – ${formatTime(last, timeZone)}`;
}

function delayOfFirst(
  [first]: readonly Date[],
  { toldAt }: MessageContext,
  words: Words,
): string | undefined {
  const seconds = first && toldAt && secondsBetween(first, toldAt);
  return seconds === undefined ? undefined : words.afterFirst(seconds);
}

/** A kind that is critical or high is never among those that are only counted. */
function rankBySeverity(
  activities: readonly RootActivity[],
  textOf: (activity: RootActivity) => string,
): (text: string) => number {
  const grave = new Set(activities.filter(isGrave).map(textOf));
  return (text) => Number(!grave.has(text));
}

/** Where guesses come from. Undefined: no country is known. */
function countries(
  activities: readonly RootActivity[],
  { countries }: MessageContext,
  words: Words,
): string | undefined {
  const known = activities.map(({ sourceIp }) => sourceIp && countries?.get(sourceIp));
  if (!known.some(Boolean)) return undefined;
  return counted(
    known.map((country) => country || words.unknown),
    limits.countries,
    words,
  );
}

/** `성공 2건, 실패 1건`. Undefined where all had the same outcome. */
function results(uses: readonly RootUse[], words: Words): string | undefined {
  const outcomes = uses.map((use) => outcomeText(use, words));
  return new Set(outcomes).size > 1 ? counted(outcomes, limits.errors, words) : undefined;
}

function errors(uses: readonly RootUse[], words: Words): string {
  const codes = uses
    .filter(({ outcome }) => outcome === 'failure')
    .map((use) => neutralizeText(use.errorCode ?? words.failed, maxErrorLength));
  return counted(codes, limits.errors, words);
}

/** `AttachUserPolicy: 사용자 deploy`: with the name of the event, since there are many. */
function affectedBy(use: RootUse, words: Words): string | undefined {
  const text = affectedText(use, words);
  return text && cutText(`${eventNameOf(use, words)}: ${text}`, maxAffectedLength);
}
