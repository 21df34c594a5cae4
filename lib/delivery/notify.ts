import { SecretError } from '../aws/secret-error.ts';
import { verdictOf } from '../classify/verdict-of.ts';
import type { Clock } from '../clock.ts';
import type { Locale } from '../config.ts';
import { countriesOf } from '../country/countries-of.ts';
import { errorMessage } from '../error-text.ts';
import { isCriticalMilestone, isToldSingly, type UseCount } from '../ledger/burst-budget.ts';
import { createLedgerBreaker, type LedgerBreaker } from '../ledger/ledger-breaker.ts';
import type { AlarmFindings } from '../messages/alarm-findings.ts';
import { composeLate } from '../messages/compose-late.ts';
import { withWords } from '../messages/load-words.ts';
import type { Message } from '../messages/message.ts';
import type { AccountNames, MessageContext } from '../messages/message-context.ts';
import type { Words } from '../messages/words.ts';
import type { PlannedUse } from '../planned/planned-use.ts';
import type { About } from '../rooms/about.ts';
import { DeliveryError, describeFailures } from '../rooms/post-to-rooms.ts';
import type { RootActivity } from '../root-activity.ts';
import { alertPostingEndsAt, leaseFor } from '../time-budget.ts';
import { withTimeout } from '../with-timeout.ts';
import { aboutOf } from './about-of.ts';
import { type AlertEntry, activityEntry, alertLine } from './alert-line.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { keepThreads } from './incident-threads.ts';
import type { Invocation } from './invocation.ts';
import { describeIncident, type JoinedIncident, joinIncident, pageKeyOf } from './join-incident.ts';
import { noteTold } from './note-told.ts';
import { countPlannedUses, plannedMark, plannedUse, windowsFor } from './planned-marks.ts';
import { resolveRootSession } from './root-sessions.ts';
import { type CountedUse, countedUse, spanOf } from './use-marks.ts';

type Report = (entry: Pick<AlertEntry, 'outcome'> & Partial<AlertEntry>) => void;

interface NotifyOptions {
  /** What the trail's log says of an alarm. */
  readonly findings?: AlarmFindings | undefined;
  /** What the ledger keeps until the activity is told, as `keptBody` gives it. */
  readonly body?: string | undefined;
}

/**
 * Delivers an activity to every room, at once and by itself. Resolves when each of them accepted it, now or earlier, or
 * when the activity is left to the digest on purpose. An alarm is never left to the digest.
 *
 * @throws {DeliveryError} or {@link SecretError} when a room did not accept it. The caller must let the invocation fail:
 * the outbox then delivers the activity.
 */
export async function notify(
  received: RootActivity,
  invocation: Invocation,
  delivery: DeliveryDeps,
  { findings, body }: NotifyOptions = {},
): Promise<void> {
  const { config, ledger, clock, isSample = false } = delivery;
  const remainingMs = invocation.getRemainingTimeInMillis();
  const endsAtMs = alertPostingEndsAt(clock.now(), remainingMs);
  const breaker = createLedgerBreaker();
  const report = reportOf(received, breaker, delivery);

  const claiming = breaker.failOpen(() => ledger.claim(received.id, leaseFor(remainingMs), body));
  const resolving = resolveRootSession(received, breaker, delivery);
  const reading = windowsFor([received], breaker, delivery);
  delivery.refreshRooms?.();
  const lookingUp = countriesOf([received], config);
  const claim = await claiming;
  if (claim?.state === 'told') return report({ outcome: 'duplicate' });
  if (claim?.state === 'claimedElsewhere') {
    const reason = 'Another invocation is telling it.';
    // The rule for root and the guard's bring what root did to root-alert itself, each to a function of its own. That one
    // comes second is no failure: the outbox has two copies, and asks for both.
    if (isOnOwnPart(received)) return report({ outcome: 'duplicate', reason });
    report({ outcome: 'failed', reason });
    throw new DeliveryError(reason);
  }

  const activity = await resolving;
  // What cannot be claimed is not counted either: the ledger is down, and every use is told by itself.
  const use = countedUse(activity);
  const windows = await reading;
  const planned = plannedUse(activity, windows);
  const expected = new Set(planned?.isExpected ? [activity.id] : []);
  const joining = claim && joinIncident([activity], breaker, delivery, expected);
  const count =
    claim &&
    use &&
    (await breaker.failOpen(() => ledger.countUse(use.counter, use.isReadOnly, use.marks)));
  if (use && count && !isToldSingly(count, use.isReadOnly, use.marks)) {
    return report({ outcome: 'leftToDigest', severity: verdictOf(activity).severity });
  }

  const incident = await inTime(joining, clock);
  const context = {
    accountNames: namesWith(config.accountNames, activity, count),
    toldAt: isSample ? undefined : new Date(clock.now()),
    remark: remarkOn(use, count),
    guesses: use?.marks?.isGuess === true && Number(count?.uses) > 1 ? count?.uses : undefined,
    again: againOf(activity, use, count),
    incidentId: incident?.id,
    findings,
  };
  const words = await withWords(config);
  const mark = plannedMark(planned, windows, context.toldAt, delivery);
  const composed = await composeLate(activity, words, { ...context, countries: await lookingUp });
  const message = mark(composed, config.locale);
  const messageIn = async (locale: Locale): Promise<Message> => {
    const countries = await countriesOf([activity], { ...config, locale });
    const inLanguage = await withWords({ ...config, locale });
    return mark(await composeLate(activity, inLanguage, { ...context, countries }), locale);
  };
  const pageKey = pageKeyOf(incident, message);
  const about = {
    ...aboutOf([activity], message),
    incidentId: incident?.id,
    pageKey,
    ...(incident && { threads: incident.threads }),
    messageIn,
  };
  const alreadyTold = claim?.told ?? [];
  const attempt = {
    activity,
    about,
    alreadyTold,
    joining,
    planned,
    body,
    endsAtMs,
    breaker,
    report,
  };
  await post(message, attempt, delivery);
}

/** Says what becomes of the others, where there are more critical uses than are told one by one. */
function remarkOn(
  use: CountedUse | undefined,
  count: UseCount | undefined,
): ((words: Words) => string) | undefined {
  const { criticals = 0 } = count?.marked ?? {};
  const isSaid = use?.marks?.severity === 'critical' && isCriticalMilestone(criticals);
  return isSaid ? (words) => words.manyCriticals(criticals) : undefined;
}

/** An alert does not wait for its incident. */
const maxJoinMs = 1_000;

async function inTime(
  joining: Promise<JoinedIncident | undefined> | undefined,
  clock: Clock,
): Promise<JoinedIncident | undefined> {
  return joining && withTimeout(joining, maxJoinMs, clock).catch(() => undefined);
}

interface Attempt {
  readonly activity: RootActivity;
  readonly about: About;
  /** Ledger keys of the rooms that have it already. */
  readonly alreadyTold: readonly string[];
  /** Asked before the post, and needed after it. Never rejects. */
  readonly joining: Promise<JoinedIncident | undefined> | undefined;
  readonly planned: PlannedUse | undefined;
  readonly body: string | undefined;
  /** When posting ends, in clock time. */
  readonly endsAtMs: number;
  readonly breaker: LedgerBreaker;
  readonly report: Report;
}

/** Posts the message, records which rooms accepted it, and reports how it went. */
async function post(
  message: Message,
  { activity, about, alreadyTold, joining, planned, body, endsAtMs, breaker, report }: Attempt,
  delivery: DeliveryDeps,
): Promise<void> {
  const { ledger, postToRooms, clock } = delivery;
  const { severity } = message;
  const posting = postToRooms(message, alreadyTold, endsAtMs, about);
  const { reports, accepted, faults } = await posting.catch((error: unknown) => {
    report({
      outcome: 'failed',
      severity,
      reason: errorMessage(error),
      isSecretEmpty: error instanceof SecretError && error.isEmpty,
    });
    throw error;
  });

  const acceptedAtMs = clock.now();
  const reason = describeFailures(reports, faults);
  const isDone = reason === undefined;
  const incident = await joining;
  const of = incident && { incident: incident.id };
  if (accepted.length > 0 || isDone) {
    const timerOf = incident?.timers.has(activity.id) ? incident.id : undefined;
    await Promise.all([
      breaker.failOpen(() => ledger.recordTold(activity.id, accepted, isDone, timerOf)),
      describeIncident(activity, incident, acceptedAtMs, body, breaker, delivery),
      isDone && noteTold([activity], incident, acceptedAtMs, () => body, breaker, delivery),
    ]);
    if (isDone) await countPlannedUses([planned], breaker, delivery);
  }
  if (incident) await keepThreads(incident.id, reports, incident.threads, breaker, delivery);
  if (!isDone) {
    report({ outcome: 'failed', severity, rooms: reports, reason, ...of });
    throw new DeliveryError(reason);
  }
  const latency = activity.occurredAt && {
    latencyMs: acceptedAtMs - activity.occurredAt.getTime(),
  };
  report({ outcome: 'told', severity, rooms: reports, ...latency, ...of });
}

function reportOf(
  activity: RootActivity,
  breaker: LedgerBreaker,
  { config, clock, log }: DeliveryDeps,
): Report {
  const about = activityEntry(activity);
  return (entry) => {
    const line = { ...about, ledgerFaults: breaker.faults, ...entry };
    log(alertLine(line, config.metricsNamespace, clock.now()));
  };
}

/**
 * What the count that decided about the alert says of it: of the session that goes on, or else of the account. A guess at the
 * password says so by its headline.
 */
function againOf(
  activity: RootActivity,
  use: CountedUse | undefined,
  count: UseCount | undefined,
): MessageContext['again'] {
  const isOfRoot = use?.marks?.needsRoot === true && activity.kind === 'use' && !activity.isByOther;
  if (!isOfRoot || count === undefined) return undefined;
  const { session, uses, sinceMs } = count;
  if (session !== undefined && session.uses > 1) {
    return { of: spanOf(activity), nth: session.uses, since: new Date(session.sinceMs) };
  }
  if (sinceMs === undefined || uses < 2) return undefined;
  return { of: 'account', nth: uses, since: new Date(sinceMs) };
}

function namesWith(
  configured: AccountNames,
  { accountId }: RootActivity,
  count: UseCount | undefined,
): AccountNames {
  if (accountId === undefined || count?.accountName === undefined) return configured;
  return new Map([[accountId, count.accountName], ...configured]);
}

function isOnOwnPart(activity: RootActivity): boolean {
  return activity.kind === 'use' && activity.ownPart !== undefined;
}
