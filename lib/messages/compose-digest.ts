import { type Severity, severities } from '../classify/classes.ts';
import { targetAccountOf } from '../classify/target-account.ts';
import { verdictOf } from '../classify/verdict-of.ts';
import { groupBy } from '../group-by.ts';
import type { RootActivity, RootUse } from '../root-activity.ts';
import { cutText } from './cut-text.ts';
import { eventLink } from './event-link.ts';
import { formatClock, formatTime } from './format-time.ts';
import { headline } from './headline.ts';
import { eventNameText, regionText } from './identifier-text.ts';
import { knownFacts } from './known-facts.ts';
import type { Message } from './message.ts';
import type { MessageContext, WordSettings } from './message-context.ts';
import { neutralizeText } from './neutralize-text.ts';
import { accountOf, adviceFor, affectedThings, sourceOf } from './parts.ts';
import { runbookLink } from './runbook-link.ts';
import { secondsBetween } from './seconds-between.ts';
import { who } from './who.ts';
import { withRemark } from './with-remark.ts';
import type { Words } from './words.ts';
import { wordsOf } from './words-of.ts';

interface Limit {
  readonly kinds: number;
  /** In characters. */
  readonly length: number;
}

/**
 * How many kinds a line names, in how much text, before it counts the rest. All lines together fit
 * the smaller room, which would cut a count off otherwise.
 */
const limits = {
  accounts: { kinds: 5, length: 330 },
  events: { kinds: 12, length: 600 },
  errors: { kinds: 5, length: 330 },
  regions: { kinds: 5, length: 220 },
  sourceIps: { kinds: 5, length: 280 },
  who: { kinds: 5, length: 450 },
  telling: { kinds: 8, length: 440 },
  concerns: { kinds: 1, length: 240 },
} as const satisfies Readonly<Record<string, Limit>>;

/** For the count of what is not named. */
const restLength = 40;
const maxErrorLength = 60;

/**
 * Words many activities as one message in which each of them is counted: by event name, account,
 * source IP, region and error, with the most telling ones by name and the time of the first.
 *
 * @param activities at least one, in the order in which they happened.
 */
export function composeDigest(
  activities: readonly RootActivity[],
  { locale, timeZone, runbookUrl }: WordSettings,
  context: MessageContext = {},
): Message {
  const words = wordsOf(activities[0], locale);
  const rated = activities.map((activity, order) => ({
    activity,
    order,
    severity: verdictOf(activity).severity,
  }));
  // What came about weighs more than what was tried.
  const ranked = [...rated].sort(
    (a, b) => bySeverity(a, b) || Number(isRefused(a.activity)) - Number(isRefused(b.activity)),
  );
  const { activity: mostSevere, severity = 'high' } = ranked[0] ?? {};
  const uses = activities.filter((it) => it.kind === 'use');
  // Advice about what was refused would make light of what was done.
  const cameAbout = ranked.find(({ activity }) => !isRefused(activity) && !isRead(activity));
  const toActOn = cameAbout?.activity ?? mostSevere;
  const refusedSignIns = uses.filter((use) => use.verdict.eventClass === 'signInFailed');
  const sentence = sentenceOf(activities, refusedSignIns.length, mostSevere, words);
  const times = activities.map(({ occurredAt }) => occurredAt).filter((time) => time !== undefined);
  const accounts = counted(
    activities.map((activity) => accountOf(activity, context) ?? words.unknown),
    limits.accounts,
    words,
  );
  const sourceIps = counted(
    activities.map((activity) => sourceOf(activity, context) || words.unknown),
    limits.sourceIps,
    words,
  );
  const readOnly = uses.filter(({ isReadOnly }) => isReadOnly).length;
  const actions = rated.filter(({ activity }) => activity.kind === 'use' && !activity.isReadOnly);
  // Each kind once: a hundred like it, made on purpose, must not hide the one that tells.
  const telling = groupBy(actions.sort(bySeverity), ({ activity }) => deedOf(activity, words))
    .flatMap(([first]) => first ?? [])
    .slice(0, limits.telling.kinds)
    .sort((a, b) => a.order - b.order);

  const url = mostSevere?.isDrill ? undefined : eventLink(mostSevere?.region, mostSevere?.eventId);

  return withRemark(
    {
      severity,
      headline: headline(activities[0]?.isDrill === true, severity, sentence, words),
      summary: [accounts, sourceIps].join(' · '),
      facts: knownFacts([
        [words.label.count, words.inAll(activities.length)],
        [words.label.account, accounts],
        [words.label.period, period(times, timeZone)],
        [words.label.delay, delay(times, context, words)],
        [
          words.label.events,
          counted(
            activities.map((it) => nameOf(it, words)),
            limits.events,
            words,
          ),
        ],
        [words.label.result, results(uses, words)],
        [words.label.readOnly, readOnly > 0 ? words.inAll(readOnly) : undefined],
        [
          words.label.errors,
          counted(
            uses
              .filter(({ outcome }) => outcome === 'failure')
              .map((use) => neutralizeText(use.errorCode ?? words.failed, maxErrorLength)),
            limits.errors,
            words,
          ),
        ],
        [
          words.label.region,
          counted(
            activities.map(({ region }) => (region ? regionText(region) : words.unknown)),
            limits.regions,
            words,
          ),
        ],
        [words.label.sourceIp, sourceIps],
        [
          words.label.who,
          counted(
            uses.map((use) => who(use, words)),
            limits.who,
            words,
          ),
        ],
        [
          words.label.telling,
          cutText(
            telling.map(({ activity }) => named(activity, timeZone, words)).join(', '),
            limits.telling.length,
          ),
        ],
        [words.label.concerns, toActOn?.kind === 'use' ? affectedOf(toActOn, words) : undefined],
      ]),
      advice: { label: words.label.adviceNow, value: toActOn ? adviceFor(toActOn, words) : '' },
      link: url === undefined ? undefined : { title: words.openEvent, url },
      runbook: runbookLink(toActOn, runbookUrl, words),
    },
    context,
    words,
  );
}

/** `AttachUserPolicy: 사용자 deploy`: what the advice speaks of, when there are many. */
function affectedOf(use: RootUse, words: Words): string | undefined {
  const text = affectedThings(use, words);
  return text && cutText(`${nameOf(use, words)}: ${text}`, limits.concerns.length);
}

/** `성공 2건, 실패 1건`, where not all came to the same. */
function results(uses: readonly RootUse[], words: Words): string | undefined {
  const word = { success: words.succeeded, failure: words.failed, unknown: words.unknown };
  const outcomes = uses.map(({ outcome }) => word[outcome]);
  return new Set(outcomes).size > 1 ? counted(outcomes, limits.errors, words) : undefined;
}

function isRead(activity: RootActivity): boolean {
  return activity.kind === 'use' && activity.isReadOnly;
}

function isRefused(activity: RootActivity): boolean {
  return activity.kind === 'use' && activity.outcome === 'failure';
}

/** The worst first. */
function bySeverity(
  a: { readonly severity: Severity },
  b: { readonly severity: Severity },
): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity);
}

/** `GetObject 40건, ListBuckets 3건, 외 2종 7건`: everything is in one of the counts. */
function counted(values: readonly string[], { kinds, length }: Limit, words: Words): string {
  const counts = new Map<string, number>();
  for (const value of values) {
    const name = cutText(value || words.unknown, length - restLength);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const ranked = [...counts].sort(([, a], [, b]) => b - a);
  const named: string[] = [];
  let rest = ranked.length;
  let restCount = values.length;
  let room = length - restLength;
  for (const [name, count] of ranked.slice(0, kinds)) {
    const text = `${name} ${words.times(count)}`;
    room -= text.length + 2;
    if (room < 0) break;
    named.push(text);
    rest -= 1;
    restCount -= count;
  }
  return [...named, ...(rest > 0 ? [words.andOthers(rest, restCount)] : [])].join(', ');
}

function period(times: readonly Date[], timeZone: string): string | undefined {
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return first.getTime() === last.getTime()
    ? formatTime(first, timeZone)
    : `${formatTime(first, timeZone)} – ${formatTime(last, timeZone)}`;
}

function delay(
  [first]: readonly Date[],
  { toldAt }: MessageContext,
  words: Words,
): string | undefined {
  const seconds = first && toldAt && secondsBetween(first, toldAt);
  return seconds === undefined ? undefined : words.afterFirst(seconds);
}

/** `02:52:19 AssumeRoot → 444455556666`. */
function named(activity: RootActivity, timeZone: string, words: Words): string {
  const deed = deedOf(activity, words);
  return activity.occurredAt ? `${formatClock(activity.occurredAt, timeZone)} ${deed}` : deed;
}

function deedOf(activity: RootActivity, words: Words): string {
  const target = targetAccountOf(activity);
  const name = nameOf(activity, words) + (target === undefined ? '' : ` → ${target}`);
  return isRefused(activity) ? `${name} (${words.failed})` : name;
}

function sentenceOf(
  activities: readonly RootActivity[],
  refusedSignIns: number,
  mostSevere: RootActivity | undefined,
  words: Words,
): string {
  if (refusedSignIns === activities.length) return words.digestOfRefusedSignIns(refusedSignIns);
  return activities.some(({ kind }) => kind === 'use')
    ? words.digest(
        activities.length,
        mostSevere ? nameOf(mostSevere, words) : words.unknown,
        mostSevere !== undefined && isRefused(mostSevere),
      )
    : words.digestOfUnreadable(activities.length);
}

function nameOf(activity: RootActivity, words: Words): string {
  return activity.kind === 'use' ? eventNameText(activity.eventName) : words.unreadableRecord;
}
