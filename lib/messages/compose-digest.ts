import { type Severity, severities } from '../classify/classes.ts';
import { classify } from '../classify/classify.ts';
import { severityOfActivity } from '../classify/severity.ts';
import { targetAccountOf } from '../classify/target-account.ts';
import { partition } from '../group-by.ts';
import type { RootActivity, RootUse } from '../root-activity.ts';
import { cutText } from './cut-text.ts';
import { eventLink } from './event-link.ts';
import { formatClock, formatTime } from './format-time.ts';
import { headline } from './headline.ts';
import { eventNameText, regionText } from './identifier-text.ts';
import { knownFacts } from './known-facts.ts';
import type { Message } from './message.ts';
import type { Surroundings, WordSettings } from './message-context.ts';
import { inertText } from './neutralize-text.ts';
import { accountOf, adviceFor, concerns, sourceOf } from './parts.ts';
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
  surroundings: Surroundings = {},
): Message {
  const say = wordsOf(activities[0], locale);
  const rated = activities.map((activity, order) => ({
    activity,
    order,
    severity: severityOfActivity(activity),
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
  const refusedSignIns = uses.filter((use) => classify(use) === 'signInFailed');
  const sentence = sentenceOf(activities, refusedSignIns.length, mostSevere, say);
  const times = activities.map(({ occurredAt }) => occurredAt).filter((time) => time !== undefined);
  const accounts = counted(
    activities.map((activity) => accountOf(activity, surroundings) ?? say.unknown),
    limits.accounts,
    say,
  );
  const sourceIps = counted(
    activities.map((activity) => sourceOf(activity, surroundings) || say.unknown),
    limits.sourceIps,
    say,
  );
  const readOnly = uses.filter(({ isReadOnly }) => isReadOnly).length;
  const actions = rated.filter(({ activity }) => activity.kind === 'use' && !activity.isReadOnly);
  // Each kind once: a hundred like it, made on purpose, must not hide the one that tells.
  const telling = partition(actions.sort(bySeverity), ({ activity }) => deedOf(activity, say))
    .flatMap(([first]) => first ?? [])
    .slice(0, limits.telling.kinds)
    .sort((a, b) => a.order - b.order);

  const url = mostSevere?.isDrill ? undefined : eventLink(mostSevere?.region, mostSevere?.eventId);

  return withRemark(
    {
      severity,
      headline: headline(activities[0]?.isDrill === true, severity, sentence, say),
      summary: [accounts, sourceIps].join(' · '),
      facts: knownFacts([
        [say.label.count, say.inAll(activities.length)],
        [say.label.account, accounts],
        [say.label.period, period(times, timeZone)],
        [say.label.delay, delay(times, surroundings, say)],
        [
          say.label.events,
          counted(
            activities.map((it) => nameOf(it, say)),
            limits.events,
            say,
          ),
        ],
        [say.label.result, results(uses, say)],
        [say.label.readOnly, readOnly > 0 ? say.inAll(readOnly) : undefined],
        [
          say.label.errors,
          counted(
            uses
              .filter(({ outcome }) => outcome === 'failure')
              .map((use) => inertText(use.errorCode ?? say.failed, maxErrorLength)),
            limits.errors,
            say,
          ),
        ],
        [
          say.label.region,
          counted(
            activities.map(({ region }) => (region ? regionText(region) : say.unknown)),
            limits.regions,
            say,
          ),
        ],
        [say.label.sourceIp, sourceIps],
        [
          say.label.who,
          counted(
            uses.map((use) => who(use, say)),
            limits.who,
            say,
          ),
        ],
        [
          say.label.telling,
          cutText(
            telling.map(({ activity }) => named(activity, timeZone, say)).join(', '),
            limits.telling.length,
          ),
        ],
        [say.label.concerns, toActOn?.kind === 'use' ? concernsOf(toActOn, say) : undefined],
      ]),
      advice: { label: say.label.adviceNow, value: toActOn ? adviceFor(toActOn, say) : '' },
      link: url === undefined ? undefined : { title: say.openEvent, url },
      runbook: runbookLink(toActOn, runbookUrl, say),
    },
    surroundings,
    say,
  );
}

/** `AttachUserPolicy: 사용자 deploy`: what the advice speaks of, when there are many. */
function concernsOf(use: RootUse, say: Words): string | undefined {
  const text = concerns(use, say);
  return text && cutText(`${nameOf(use, say)}: ${text}`, limits.concerns.length);
}

/** `성공 2건, 실패 1건`, where not all came to the same. */
function results(uses: readonly RootUse[], say: Words): string | undefined {
  const word = { success: say.succeeded, failure: say.failed, unknown: say.unknown };
  const outcomes = uses.map(({ outcome }) => word[outcome]);
  return new Set(outcomes).size > 1 ? counted(outcomes, limits.errors, say) : undefined;
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
function counted(values: readonly string[], { kinds, length }: Limit, say: Words): string {
  const counts = new Map<string, number>();
  for (const value of values) {
    const name = cutText(value || say.unknown, length - restLength);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const ranked = [...counts].sort(([, a], [, b]) => b - a);
  const named: string[] = [];
  let rest = ranked.length;
  let restCount = values.length;
  let room = length - restLength;
  for (const [name, count] of ranked.slice(0, kinds)) {
    const text = `${name} ${say.times(count)}`;
    room -= text.length + 2;
    if (room < 0) break;
    named.push(text);
    rest -= 1;
    restCount -= count;
  }
  return [...named, ...(rest > 0 ? [say.andOthers(rest, restCount)] : [])].join(', ');
}

function period(times: readonly Date[], timeZone: string): string | undefined {
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return first.getTime() === last.getTime()
    ? formatTime(first, timeZone)
    : `${formatTime(first, timeZone)} – ${formatTime(last, timeZone)}`;
}

function delay([first]: readonly Date[], { toldAt }: Surroundings, say: Words): string | undefined {
  const seconds = first && toldAt && secondsBetween(first, toldAt);
  return seconds === undefined ? undefined : say.afterFirst(seconds);
}

/** `02:52:19 AssumeRoot → 444455556666`. */
function named(activity: RootActivity, timeZone: string, say: Words): string {
  const deed = deedOf(activity, say);
  return activity.occurredAt ? `${formatClock(activity.occurredAt, timeZone)} ${deed}` : deed;
}

function deedOf(activity: RootActivity, say: Words): string {
  const target = targetAccountOf(activity);
  const name = nameOf(activity, say) + (target === undefined ? '' : ` → ${target}`);
  return isRefused(activity) ? `${name} (${say.failed})` : name;
}

function sentenceOf(
  activities: readonly RootActivity[],
  refusedSignIns: number,
  mostSevere: RootActivity | undefined,
  say: Words,
): string {
  if (refusedSignIns === activities.length) return say.digestOfRefusedSignIns(refusedSignIns);
  return activities.some(({ kind }) => kind === 'use')
    ? say.digest(
        activities.length,
        mostSevere ? nameOf(mostSevere, say) : say.unknown,
        mostSevere !== undefined && isRefused(mostSevere),
      )
    : say.digestOfUnreadable(activities.length);
}

function nameOf(activity: RootActivity, say: Words): string {
  return activity.kind === 'use' ? eventNameText(activity.eventName) : say.unreadableRecord;
}
