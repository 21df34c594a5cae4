import { SecretError } from '../aws/secret-error.ts';
import { verdictOf } from '../classify/verdict-of.ts';
import type { Locale } from '../config.ts';
import { countriesOf } from '../country/countries-of.ts';
import { errorMessage } from '../error-text.ts';
import { inParallel } from '../in-parallel.ts';
import { ledgerConcurrency } from '../ledger/ledger.ts';
import type { LedgerBreaker } from '../ledger/ledger-breaker.ts';
import type { AlarmFindings } from '../messages/alarm-findings.ts';
import { withWords } from '../messages/load-words.ts';
import type { Message } from '../messages/message.ts';
import type { MessageContext } from '../messages/message-context.ts';
import { OperationalError } from '../operational-error.ts';
import type { Windows } from '../planned/open-windows.ts';
import type { PlannedUse } from '../planned/planned-use.ts';
import { describeFailures } from '../rooms/post-to-rooms.ts';
import type { AlarmTransition, RootActivity } from '../root-activity.ts';
import { isTimeForDigest, isTimeForFindings, turnEndsAt } from '../time-budget.ts';
import { aboutOf } from './about-of.ts';
import { afterPosting, noRoomsYet, type PostingResult } from './after-posting.ts';
import { activityEntry, alertLog } from './alert-line.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { keepThreads } from './incident-threads.ts';
import { describeIncident, type JoinedIncident, joinIncident, pageKeyOf } from './join-incident.ts';
import { noteTold } from './note-told.ts';
import type { ClaimedActivity, KeptEntries, OutboxEntry, Timer } from './outbox-entry.ts';
import { countPlannedUses, plannedMark, plannedTogether, plannedUse } from './planned-marks.ts';
import { wordGroup } from './word-group.ts';

/** What the messages of a batch are worded with, besides their activities. */
export interface BatchWording
  extends Pick<MessageContext, 'accountNames' | 'countries' | 'remark' | 'incidentId'> {
  readonly findingsOf: ((alarm: AlarmTransition) => Promise<AlarmFindings | undefined>) | undefined;
  readonly lateAfterMs: number | undefined;
  readonly windows: Windows | undefined;
}

/** What became of the groups of a batch. */
export interface PostedGroups {
  /** Activities that every room has now. */
  readonly told: number;
  /** Messages that they were told in. */
  readonly digests: number;
  readonly kept: readonly KeptEntries[];
  /** What some room has, and times the steps of an incident. */
  readonly timers: readonly Timer[];
  readonly isSecretEmpty: boolean;
}

interface Posting extends PostingResult {
  readonly isSecretEmpty: boolean;
  readonly acceptedAtMs: number;
}

/**
 * Posts one group after the other until `endsAtMs` (clock time), and records in the ledger what each room accepted. A
 * group that is halved on the way goes on at once.
 */
export async function postGroups(
  groups: readonly ClaimedActivity[][],
  endsAtMs: number,
  wording: BatchWording,
  breaker: LedgerBreaker,
  delivery: DeliveryDeps,
): Promise<PostedGroups> {
  const { clock } = delivery;
  const queue = [...groups];
  const kept: KeptEntries[] = [];
  const timers: Timer[] = [];
  let rooms = noRoomsYet;
  let told = 0;
  let digests = 0;
  let isSecretEmpty = false;
  for (let group = queue.shift(); group !== undefined; group = queue.shift()) {
    if (!isTimeForDigest(clock.now(), endsAtMs)) {
      kept.push({ reason: 'The time of the invocation was up.', entries: entriesOf(group) });
      continue;
    }
    const limits = {
      untilMs: turnEndsAt(clock.now(), endsAtMs, queue.length === 0),
      triedOnce: [...rooms.stalled],
      isTimeForFindings: isTimeForFindings(clock.now(), endsAtMs),
    };
    const activities = group.map(({ activity }) => activity);
    const planned = new Map(activities.map((it) => [it.id, plannedUse(it, wording.windows)]));
    const expected = new Set([...planned].flatMap(([id, it]) => (it?.isExpected ? [id] : [])));
    const incident = await joinIncident(activities, breaker, delivery, expected);
    const together = plannedTogether([...planned.values()]);
    const posting = await postGroup(group, incident, together, limits, wording, delivery);
    await record(group, incident, planned, posting, breaker, delivery);
    isSecretEmpty ||= posting.isSecretEmpty;
    const after = afterPosting(group, posting, rooms);
    rooms = after.rooms;
    // Once a room has it, no later line will say so.
    if (after.next.kind !== 'done' && posting.accepted.length > 0) {
      logPosted(group, incident, posting, 'failed', delivery);
    }
    if (after.next.kind === 'done') {
      digests += 1;
      told += group.length;
      logPosted(group, incident, posting, 'told', delivery);
      timers.push(...timersOf(group, incident));
    } else if (after.next.kind === 'halve') queue.unshift(...after.next.halves);
    else {
      kept.push({ reason: after.next.reason, entries: entriesOf(group) });
      // Where some room has it, people are asked, though another is down.
      if (posting.accepted.length + (group[0]?.told.length ?? 0) > 0) {
        timers.push(...timersOf(group, incident));
      }
    }
  }
  return { told, digests, kept, timers, isSecretEmpty };
}

interface Limits {
  /** When posting this group ends, in clock time. */
  readonly untilMs: number;
  /** Names of rooms that get one attempt only. */
  readonly triedOnce: readonly string[];
  readonly isTimeForFindings: boolean;
}

/** Never rejects, also where the wording itself fails: the alerts of the other groups must not wait for it. */
async function postGroup(
  group: readonly ClaimedActivity[],
  incident: JoinedIncident | undefined,
  planned: PlannedUse | undefined,
  limits: Limits,
  wording: BatchWording,
  delivery: DeliveryDeps,
): Promise<Posting> {
  const { postToRooms, clock, config } = delivery;
  try {
    const incidentId = incident?.id;
    const worded = await wordedGroup(group, limits, { ...wording, incidentId }, delivery);
    const mark = plannedMark(planned, wording.windows, new Date(clock.now()), delivery);
    const messageIn = async (locale: Locale) => mark(await worded(locale), locale);
    const message = await messageIn(config.locale);
    const activities = group.map(({ activity }) => activity);
    const pageKey = pageKeyOf(incident, message);
    const about = {
      ...aboutOf(activities, message),
      incidentId,
      pageKey,
      ...(incident && { threads: incident.threads }),
      messageIn,
    };
    const told = group[0]?.told ?? [];
    const result = await postToRooms(message, told, limits.untilMs, about, limits.triedOnce);
    return { ...result, isOurFault: false, isSecretEmpty: false, acceptedAtMs: clock.now() };
  } catch (error) {
    return {
      reports: [],
      accepted: [],
      faults: [errorMessage(error)],
      isOurFault: !(error instanceof OperationalError),
      isSecretEmpty: error instanceof SecretError && error.isEmpty,
      acceptedAtMs: clock.now(),
    };
  }
}

/** @returns what gives its message in a language. */
async function wordedGroup(
  group: readonly ClaimedActivity[],
  { isTimeForFindings }: Limits,
  { findingsOf, lateAfterMs, windows: _, ...context }: BatchWording,
  { config, clock }: DeliveryDeps,
): Promise<(locale: Locale) => Promise<Message>> {
  // An alarm is always alone in its group.
  const alarm = group[0]?.activity;
  const isAsked = isTimeForFindings && alarm?.kind === 'alarm';
  const findings = isAsked ? await findingsOf?.(alarm) : undefined;
  const toldAt = new Date(clock.now());
  return async (locale) => {
    const countries =
      locale === config.locale
        ? context.countries
        : await countriesOf(
            group.map(({ activity }) => activity),
            { ...config, locale },
          );
    const inLanguage = { ...context, findings, toldAt, ...(countries && { countries }) };
    return wordGroup(group, await withWords({ ...config, locale }), inLanguage, lateAfterMs);
  };
}

async function record(
  group: readonly ClaimedActivity[],
  incident: JoinedIncident | undefined,
  planned: ReadonlyMap<string, PlannedUse | undefined>,
  { reports, accepted, faults, acceptedAtMs }: Posting,
  breaker: LedgerBreaker,
  delivery: DeliveryDeps,
): Promise<void> {
  const { ledger } = delivery;
  const isDone = describeFailures(reports, faults) === undefined;
  if (accepted.length === 0 && !isDone) return;
  await inParallel(ledgerConcurrency, group, async ({ activity, entries }) => {
    const timerOf = incident?.timers.has(activity.id) ? incident.id : undefined;
    const body = entries[0]?.body;
    await Promise.all([
      breaker.failOpen(() => ledger.recordTold(activity.id, accepted, isDone, timerOf)),
      describeIncident(activity, incident, acceptedAtMs, body, breaker, delivery),
    ]);
  });
  if (incident) await keepThreads(incident.id, reports, incident.threads, breaker, delivery);
  if (!isDone) return;
  await countPlannedUses([...planned.values()], breaker, delivery);
  const bodies = new Map(group.map(({ activity, entries }) => [activity, entries[0]?.body]));
  const bodyOf = (it: RootActivity) => bodies.get(it);
  await noteTold([...bodies.keys()], incident, acceptedAtMs, bodyOf, breaker, delivery);
}

/** The lines have no metrics: the line of the batch counts the same activities. */
function logPosted(
  group: readonly ClaimedActivity[],
  incident: JoinedIncident | undefined,
  { reports, faults, acceptedAtMs }: Posting,
  outcome: 'told' | 'failed',
  { log }: DeliveryDeps,
): void {
  const reason = describeFailures(reports, faults);
  const of = { ...(reason && { reason }), ...(incident && { incident: incident.id }) };
  for (const { activity } of group) {
    const { occurredAt } = activity;
    const { severity } = verdictOf(activity);
    const isDone = outcome === 'told';
    const latency = isDone && occurredAt && { latencyMs: acceptedAtMs - occurredAt.getTime() };
    const about = activityEntry(activity);
    log(alertLog({ ...about, severity, outcome, rooms: reports, ...latency, ...of }));
  }
}

function entriesOf(group: readonly ClaimedActivity[]): OutboxEntry[] {
  return group.flatMap(({ entries }) => entries);
}

function timersOf(
  group: readonly ClaimedActivity[],
  incident: JoinedIncident | undefined,
): Timer[] {
  return group.flatMap(({ activity, entries }) =>
    incident?.timers.has(activity.id) ? [{ incidentId: incident.id, entries }] : [],
  );
}
