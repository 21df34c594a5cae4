import { severities } from '../classify/classes.ts';
import { verdictOf } from '../classify/verdict-of.ts';
import type { RootActivity, RootUse } from '../root-activity.ts';
import { boundText } from './bound-text.ts';
import { counted, type ListLimit } from './counted.ts';
import { cutText } from './cut-text.ts';
import { localClock, localTime, utcTime } from './format-time.ts';
import { areFailedSignIns } from './guessing.ts';
import { isGrave } from './kinds.ts';
import { knownFacts } from './known-facts.ts';
import type { Fact } from './message.ts';
import type { MessageContext } from './message-context.ts';
import { notableActions } from './notable-actions.ts';
import { accountOf, eventNameOf, isRefused, outcomeText, sourceOf, summaryOf } from './parts.ts';
import type { PlainText } from './plain-text.ts';
import { regionWithName } from './region-name.ts';
import { secondsBetween } from './seconds-between.ts';
import { sessionText } from './sign-in-text.ts';
import { who } from './who.ts';
import type { Words } from './words.ts';

/** How many values stand in the second line. */
const maxLeading = 2;

/**
 * All lists together fit the smaller room, which would cut off a count otherwise: what they may take, and what
 * `notableActions` may take, stay below its 3,000 characters.
 */
const limits = {
  leading: { kinds: maxLeading, length: 130 },
  accounts: { kinds: 5, length: 200 },
  events: { kinds: 20, length: 500 },
  errors: { kinds: 5, length: 150 },
  regions: { kinds: 5, length: 200 },
  sourceIps: { kinds: 5, length: 230 },
  countries: { kinds: 8, length: 150 },
  who: { kinds: 5, length: 330 },
  sessions: { kinds: 3, length: 220 },
} as const satisfies Readonly<Record<string, ListLimit>>;

/** In code points. */
const maxErrorLength = 60;

/**
 * The second line of a digest: whose root it was, from where, and when, the gravest first. A list that is longer than two
 * stands whole among the facts.
 */
export function digestSummary(
  activities: readonly RootActivity[],
  timeZone: string,
  context: MessageContext,
  words: Words,
): PlainText[] {
  return summaryOf([
    list(accountsOf(activities, context, words), limits.leading, words),
    sourceIpList(activities, limits.leading, context, words),
    period(timesOf(activities), timeZone, context, words),
  ]);
}

function accountsOf(
  activities: readonly RootActivity[],
  context: MessageContext,
  words: Words,
): string[] {
  return activities.map(
    (it) => accountOf(it, context) ?? `${words.label.account} ${words.unknown}`,
  );
}

/** How often each source IP is in a digest. Where somebody got in comes before where somebody was refused. */
function sourceIpList(
  activities: readonly RootActivity[],
  limit: ListLimit,
  context: MessageContext,
  words: Words,
): string {
  const sourceText = (it: RootActivity) =>
    sourceOf(it, context) || `${words.label.sourceIp} ${words.unknown}`;
  const rankOf = rankByGravity(activities, sourceText);
  return list(activities.map(sourceText), limit, words, rankOf);
}

/** How often each value occurs, or the value alone where it is the same everywhere. */
function list(
  values: readonly string[],
  limit: ListLimit,
  words: Words,
  rankOf?: (value: string) => number,
): string {
  const [only, ...others] = new Set(values);
  if (only && others.length === 0) return cutText(only, limit.length);
  return counted(values, limit, words, rankOf);
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

/** What was done, the gravest first, and by whom. */
export function digestFacts(
  activities: readonly RootActivity[],
  timeZone: string,
  context: MessageContext,
  words: Words,
): Fact[] {
  const uses = activities.filter((it) => it.kind === 'use');
  const isMany = (values: readonly string[]): boolean => new Set(values).size > maxLeading;
  const accounts = accountsOf(activities, context, words);
  const sources = activities.map(
    (it) => sourceOf(it, context) || `${words.label.sourceIp} ${words.unknown}`,
  );
  const actorOf = (use: RootUse) => who(use, words);
  return [
    ...notableActions(activities, timeZone, context, words),
    ...knownFacts([
      [
        words.label.account,
        isMany(accounts) ? counted(accounts, limits.accounts, words) : undefined,
      ],
      [
        words.label.sourceIp,
        isMany(sources) ? sourceIpList(activities, limits.sourceIps, context, words) : undefined,
      ],
      [
        words.label.countries,
        areFailedSignIns(activities) ? countries(activities, context, words) : undefined,
      ],
      [words.label.who, list(uses.map(actorOf), limits.who, words, rankByGravity(uses, actorOf))],
    ]),
  ];
}

/** Every activity is in each of these counts. */
export function digestDetails(
  activities: readonly RootActivity[],
  context: MessageContext,
  words: Words,
): Fact[] {
  const uses = activities.filter((it) => it.kind === 'use');
  const times = timesOf(activities);
  const readOnly = uses.filter(({ isReadOnly }) => isReadOnly).length;
  const nameOf = (it: RootActivity) => eventNameOf(it, words);
  const regions = activities.map(({ region }) =>
    region ? regionWithName(region, words) : `${words.label.region} ${words.unknown}`,
  );
  const sessions = uses.flatMap(({ identity }) => sessionText(identity.signInSessionArn) ?? []);
  return knownFacts([
    [
      words.label.events,
      counted(activities.map(nameOf), limits.events, words, rankBySeverity(activities, nameOf)),
    ],
    ['', successes(uses, words)],
    [words.label.errors, errors(uses, words)],
    ['', readOnly > 0 ? words.readOnlyOf(readOnly, activities.length) : undefined],
    ['', list(regions, limits.regions, words)],
    [words.label.session, list(sessions, limits.sessions, words)],
    ['', utcPeriod(times)],
    ['', delayOfFirst(times, context, words)],
  ]);
}

function timesOf(activities: readonly RootActivity[]): Date[] {
  return activities.map(({ occurredAt }) => occurredAt).filter((time) => time !== undefined);
}

/** `02:52:03–02:52:40 KST (37초)`. Undefined: no record says when. */
function period(
  times: readonly Date[],
  timeZone: string,
  { toldAt }: MessageContext,
  words: Words,
): string | undefined {
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const seconds = secondsBetween(first, last) ?? 0;
  if (seconds === 0) return localTime(first, timeZone, toldAt);
  // The end of a period has a date only where it is another than that of its beginning.
  const end = localTime(last, timeZone, first);
  return `${localClock(first, timeZone, toldAt)}–${end} (${words.duration(seconds)})`;
}

function utcPeriod(times: readonly Date[]): string | undefined {
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return first.getTime() === last.getTime()
    ? utcTime(first)
    : `${utcTime(first).replace(/ UTC$/, '')}–${localTime(last, 'UTC', first)}`;
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

/** `성공 2건`. Undefined where all had the same outcome: then the headline says it. */
function successes(uses: readonly RootUse[], words: Words): string | undefined {
  if (new Set(uses.map(({ outcome }) => outcome)).size < 2) return undefined;
  const done = uses.filter((use) => !isRefused(use));
  return counted(
    done.map((use) => outcomeText(use, words)),
    limits.errors,
    words,
  );
}

/** `AccessDenied (서비스 제어 정책) 1건`: what was refused, by which code and by whom. */
function errors(uses: readonly RootUse[], words: Words): string {
  const codes = uses.filter(isRefused).map(({ errorCode, verdict: { failure } }) => {
    const code = boundText(errorCode ?? words.failed, maxErrorLength);
    return failure?.denier === undefined ? code : `${code} (${words.denier[failure.denier]})`;
  });
  return counted(codes, limits.errors, words);
}
