import type { RootActivity, RootUse } from '../root-activity.ts';
import { counted, type ListLimit } from './counted.ts';
import { cutText } from './cut-text.ts';
import { formatTime } from './format-time.ts';
import { regionText } from './identifier-text.ts';
import { knownFacts } from './known-facts.ts';
import type { Fact } from './message.ts';
import type { MessageContext } from './message-context.ts';
import { neutralizeText } from './neutralize-text.ts';
import { notableActions } from './notable-actions.ts';
import { accountOf, affectedText, eventNameOf, outcomeText, sourceOf } from './parts.ts';
import { secondsBetween } from './seconds-between.ts';
import { who } from './who.ts';
import type { Words } from './words.ts';

/** All lists together fit the smaller room, which would cut off a count otherwise. */
const limits = {
  accounts: { kinds: 5, length: 330 },
  events: { kinds: 12, length: 600 },
  errors: { kinds: 5, length: 330 },
  regions: { kinds: 5, length: 220 },
  sourceIps: { kinds: 5, length: 280 },
  who: { kinds: 5, length: 450 },
} as const satisfies Readonly<Record<string, ListLimit>>;

/** In UTF-16 units. */
const maxAffectedLength = 240;
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

/** How often each source IP is in a digest. */
export function sourceIpList(
  activities: readonly RootActivity[],
  context: MessageContext,
  words: Words,
): string {
  const sources = activities.map((it) => sourceOf(it, context) || words.unknown);
  return counted(sources, limits.sourceIps, words);
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
  const events = activities.map((it) => eventNameOf(it, words));
  const regions = activities.map(({ region }) => (region ? regionText(region) : words.unknown));
  const actors = uses.map((use) => who(use, words));
  return knownFacts([
    [words.label.count, words.inAll(activities.length)],
    [words.label.account, accountList(activities, context, words)],
    [words.label.period, period(times, timeZone)],
    [words.label.delay, delayOfFirst(times, context, words)],
    [words.label.events, counted(events, limits.events, words)],
    [words.label.result, results(uses, words)],
    [words.label.readOnly, readOnly > 0 ? words.inAll(readOnly) : undefined],
    [words.label.errors, errors(uses, words)],
    [words.label.region, counted(regions, limits.regions, words)],
    [words.label.sourceIp, sourceIpList(activities, context, words)],
    [words.label.who, counted(actors, limits.who, words)],
    [words.label.notable, notableActions(activities, timeZone, words)],
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
