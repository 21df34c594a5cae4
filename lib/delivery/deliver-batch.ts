import { SecretError } from '../aws/secret-error.ts';
import { severityOfActivity } from '../classify/severity.ts';
import { countriesOf } from '../country/countries-of.ts';
import { groupBy } from '../group-by.ts';
import { inParallel } from '../in-parallel.ts';
import { ledgerConcurrency } from '../ledger/ledger.ts';
import { createLedgerBreaker } from '../ledger/ledger-breaker.ts';
import type { AlarmFindings } from '../messages/alarm-findings.ts';
import { compose } from '../messages/compose.ts';
import { composeDigest } from '../messages/compose-digest.ts';
import { lateness } from '../messages/lateness.ts';
import { markLate } from '../messages/mark-late.ts';
import type { Message } from '../messages/message.ts';
import type { Words } from '../messages/words.ts';
import { OperationalError } from '../operational-error.ts';
import { describeFailures, type RoomReport, type RoomsResult } from '../rooms/post-to-rooms.ts';
import type { AlarmTransition, RootActivity } from '../root-activity.ts';
import { knownAccountNames, learnAccountNames } from './account-names.ts';
import { alertLog } from './alert-line.ts';
import { batchLine } from './batch-line.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { groupForDigests } from './digest-groups.ts';
import { type Invocation, maxLeaseMs, reserveMs } from './invocation.ts';

/** One message of the outbox. */
export interface OutboxEntry {
  readonly messageId: string;
  /** When it was put into the queue, in milliseconds since 1970. */
  readonly sentAtMs: number;
  readonly activity: RootActivity;
}

interface ClaimedActivity {
  readonly activity: RootActivity;
  /** Rooms that have it already. */
  readonly told: readonly string[];
  /** Every copy of it in this batch. */
  readonly entries: readonly OutboxEntry[];
}

/**
 * While the ledger does not answer, what it would say is waited for so long, since most of what lies
 * in the outbox was told at once; after that, telling it twice is better than not at all.
 */
export const maxLedgerPatienceMs = 15 * 60_000;

/** Halving a thousand ten times leaves one. What is refused more often in a row has a dead room, not a bad activity. */
const maxRefusalsInARow = 14;

/** Names, and what is behind an alarm, are looked up only when there is time for the slowest answer. */
const lookUpMs = 6_000;

/** Less time than this is not enough to tell one more digest. */
const tellingMs = 4_000;

/**
 * While others wait, a digest is tried for so long, and then once with each of them: a room that is down must not keep
 * them from the rooms that are not, nor one message that a room cannot stand from that room.
 */
const turnMs = 12_000;

/** Of an invocation's time, what may go by before no more is claimed: what a slow ledger claims, it must record as well. */
const claimingShare = 1 / 3;

/** Between the last row of the ledger and the end of the invocation. */
const marginMs = 2_500;

/** What differs between those who tell leftovers: the outbox, a poll, the look-back. */
export interface BatchOptions {
  /** A sentence to add to each message. */
  readonly remark?: ((words: Words) => string) | undefined;
  /** What the log says of an alarm; asked for when it is told, and when there is time. */
  readonly findingsOf?: (alarm: AlarmTransition) => Promise<AlarmFindings | undefined>;
  /** What is told by itself, and sooner than this after it happened, is not called late. */
  readonly lateAfterMs?: number;
  /** How long to wait for a ledger that does not answer before telling without it. */
  readonly ledgerPatienceMs?: number;
}

/**
 * Tells what the outbox still holds and nobody told: in digests, or as the alert that it is when it
 * is alone. What was told is done.
 *
 * @returns the ids of the messages that must stay in the queue, because a room refused, the time is
 * up, or somebody alive is telling them.
 */
export async function deliverBatch(
  entries: readonly OutboxEntry[],
  invocation: Invocation,
  delivery: DeliveryDeps,
  { remark, findingsOf, lateAfterMs, ledgerPatienceMs = maxLedgerPatienceMs }: BatchOptions = {},
): Promise<string[]> {
  const { config, ledger, postToRooms, clock, log } = delivery;
  const startedAt = clock.now();
  const remainingMs = invocation.getRemainingTimeInMillis();
  const leaseMs = Math.min(maxLeaseMs, remainingMs);
  const breaker = createLedgerBreaker();
  const kept: OutboxEntry[] = [];
  const reasons = new Set<string>();
  let toldCount = 0;
  let digestCount = 0;
  let isSecretEmpty = false;

  const untold = await claimAll();
  const claimingMs = clock.now() - startedAt;
  const deadlineMs = Math.min(
    // When the first lease is over, a copy may be told by somebody else.
    startedAt + leaseMs - reserveMs,
    // To write down what was told takes as long as claiming it did.
    startedAt + remainingMs - Math.max(claimingMs + marginMs, reserveMs),
  );

  const activities = entries.map(({ activity }) => activity);
  const [names, countries] = await Promise.all([
    knownAccountNames(activities, delivery),
    countriesOf(
      untold.map(({ activity }) => activity),
      config,
    ),
  ]);
  // Those that some room has already go only to the others, and so by themselves: after those that no room has.
  const groups = groupBy(untold, ({ told }) => [...told].sort().join())
    .sort(([one], [other]) => (one?.told.length ?? 0) - (other?.told.length ?? 0))
    .flatMap(groupForDigests);
  /** Rooms that did not take a digest for now, and none since. */
  const stalled = new Set<string>();
  let refusalsInARow = 0;
  for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
    if (deadlineMs - clock.now() < tellingMs)
      keepGroup('The time of the invocation was up.', group);
    else await tellGroup(group);
  }

  log(
    batchLine(
      {
        received: entries.length,
        told: toldCount,
        digests: digestCount,
        kept: kept.length,
        oldestUntoldMs: Math.max(0, ...kept.map(({ sentAtMs }) => clock.now() - sentAtMs)),
        reasons: [...reasons],
        isSecretEmpty,
        ledgerFaults: [...new Set(breaker.faults)],
      },
      config.metricsNamespace,
      clock.now(),
    ),
  );
  if (deadlineMs - clock.now() > lookUpMs) {
    const ownAccountId = invocation.invokedFunctionArn?.split(':')[4];
    await learnAccountNames(activities, names, ownAccountId, delivery);
  }
  return kept.map(({ messageId }) => messageId);

  function keep(reason: string, items: readonly OutboxEntry[]): void {
    reasons.add(reason);
    kept.push(...items);
  }

  function keepGroup(reason: string, group: readonly ClaimedActivity[]): void {
    keep(
      reason,
      group.flatMap((it) => it.entries),
    );
  }

  async function claimAll(): Promise<ClaimedActivity[]> {
    const claimed: ClaimedActivity[] = [];
    // In a long invocation, the lease ends first.
    const claimUntilMs = startedAt + Math.min(remainingMs * claimingShare, (leaseMs * 2) / 3);
    const copiesOfEach = groupBy(entries, ({ activity }) => activity.id);
    await inParallel(ledgerConcurrency, copiesOfEach, async (copies) => {
      const [first] = copies;
      if (first === undefined) return;
      if (clock.now() > claimUntilMs) return keep('The ledger is slow.', copies);
      const claim = await breaker.failOpen(() => ledger.claim(first.activity.id, leaseMs));
      if (claim?.state === 'told') return;
      if (claim?.state === 'claimedElsewhere') {
        return keep('Another invocation is telling it.', copies);
      }
      if (claim === undefined && clock.now() - first.sentAtMs < ledgerPatienceMs) {
        return keep('The ledger does not answer.', copies);
      }
      claimed.push({ activity: first.activity, told: claim?.told ?? [], entries: copies });
    });
    return claimed;
  }

  async function tellGroup(group: readonly ClaimedActivity[]): Promise<void> {
    const told = group[0]?.told ?? [];
    const untilMs = groups.length === 0 ? deadlineMs : Math.min(deadlineMs, clock.now() + turnMs);
    let isOurFault = false;
    const { reports, accepted, faults } = await wordAndTell(group, told, untilMs).catch(
      (error: unknown) => {
        isSecretEmpty ||= error instanceof SecretError && error.isEmpty;
        isOurFault = !(error instanceof OperationalError);
        const fault = error instanceof Error ? error.message : 'unknown error';
        return { reports: [], accepted: [], faults: [fault] };
      },
    );
    const acceptedAt = clock.now();
    const why = describeFailures(reports, faults);
    if (accepted.length > 0 || why === undefined) {
      await inParallel(ledgerConcurrency, group, async ({ activity }) => {
        await breaker.failOpen(() => ledger.recordTold(activity.id, accepted, why === undefined));
      });
    }
    for (const { room, isTold, isRefusal } of reports) {
      if (isTold) stalled.delete(room);
      else if (!isRefusal) stalled.add(room);
    }
    const isRefused = isOurFault || reports.some(({ isRefusal }) => isRefusal);
    refusalsInARow = isRefused ? refusalsInARow + 1 : 0;
    if (why === undefined) {
      digestCount += 1;
      toldCount += group.length;
      for (const { activity } of group) report(activity, reports, acceptedAt);
    } else if (isRefused && group.length > 1 && refusalsInARow < maxRefusalsInARow) {
      // It may be one activity that the room, or our own code, does not like: the others must not wait with it.
      const left = group.map((it) => ({ ...it, told: [...told, ...accepted] }));
      const half = Math.ceil(left.length / 2);
      groups.unshift(left.slice(0, half), left.slice(half));
    } else {
      keepGroup(why, group);
    }
  }

  // Rejects also where the wording itself fails: nobody else's alert must wait for it.
  async function wordAndTell(
    group: readonly ClaimedActivity[],
    told: readonly string[],
    untilMs: number,
  ): Promise<RoomsResult> {
    const message = word(group, await findingsFor(group));
    return await postToRooms(message, told, untilMs, [...stalled]);
  }

  async function findingsFor([first]: readonly ClaimedActivity[]): Promise<
    AlarmFindings | undefined
  > {
    const isTime = deadlineMs - clock.now() > lookUpMs + tellingMs;
    // An alarm is always alone.
    return isTime && first?.activity.kind === 'alarm' ? findingsOf?.(first.activity) : undefined;
  }

  // Of the batch's own metrics each is a part: so it has none.
  function report(activity: RootActivity, rooms: readonly RoomReport[], acceptedAt: number): void {
    const { id, accountId, occurredAt } = activity;
    const severity = severityOfActivity(activity);
    const account = accountId !== undefined && { account: accountId };
    const latency = occurredAt && { latencyMs: acceptedAt - occurredAt.getTime() };
    log(alertLog({ id, ...account, severity, outcome: 'told', rooms, ...latency }));
  }

  function word(group: readonly ClaimedActivity[], findings: AlarmFindings | undefined): Message {
    const activities = group.map(({ activity }) => activity);
    const toldAt = new Date(clock.now());
    const context = { accountNames: names, countries, toldAt, remark, findings };
    const [only, ...others] = activities;
    const isAlone = only !== undefined && others.length === 0;
    const message = isAlone
      ? compose(only, config, context)
      : composeDigest(activities, config, context);
    // Whatever time an activity gives, it is at least as old as its place in the queue.
    const times = group.flatMap(({ activity, entries }) => [
      activity.occurredAt?.getTime() ?? Number.POSITIVE_INFINITY,
      ...entries.map(({ sentAtMs }) => sentAtMs),
    ]);
    const since = new Date(Math.min(...times));
    const lateSeconds = lateness(activities, since, toldAt, lateAfterMs);
    return lateSeconds === undefined ? message : markLate(message, lateSeconds, config);
  }
}
