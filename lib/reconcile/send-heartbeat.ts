import type { Locale } from '../config.ts';
import { maxClockSkewMs } from '../ledger/use-window.ts';
import { composeHeartbeat, type HeartbeatFacts } from '../messages/compose-heartbeat.ts';
import { withWords } from '../messages/load-words.ts';
import type { Message } from '../messages/message.ts';
import { OperationalError } from '../operational-error.ts';
import { describeFailures } from '../rooms/post-to-rooms.ts';
import { heartbeatPostingEndsAt, maxReconcileDeliveryMs } from '../time-budget.ts';
import type { CoverageChange } from './coverage-change.ts';
import { type FindingKind, findingKey, isWrong, partsOfKey } from './finding.ts';
import { heartbeatSlot } from './heartbeat-slot.ts';
import type { ReconcileRun } from './reconcile-run.ts';
import type { ReconcileState } from './state.ts';
import type { RunSnapshot } from './take-snapshot.ts';

/**
 * Sends the heartbeat if it is due.
 *
 * @returns the state after it: unchanged when no heartbeat is due.
 * @throws {OperationalError} when a room did not take it. Rejects as the ledger does.
 */
export async function sendHeartbeat(
  state: ReconcileState,
  snapshot: RunSnapshot,
  change: CoverageChange,
  run: ReconcileRun,
): Promise<ReconcileState> {
  const { config, clock, ledger } = run.delivery;
  if (config.heartbeat === 'off') return state;
  const slot = heartbeatSlot(clock.now(), config.timeZone, config.heartbeat);
  if (state.heartbeat !== undefined && slot <= state.heartbeat) return state;
  // Without a value in the secret no room can be told yet, and a mail has said so. Without the home region's answer
  // the heartbeat would report what is not known. In both cases a later run sends it.
  if (!snapshot.hasRoom || snapshot.unanswered.includes(snapshot.homeRegion)) return state;

  const id = `heartbeat-${slot}`;
  const claim = await ledger.claim(id, maxReconcileDeliveryMs);
  if (claim.state === 'claimedElsewhere') return state;
  if (claim.state === 'claimed') {
    const facts = heartbeatFacts(state, snapshot, change, await lastDaysOf(run), run);
    await postHeartbeat(id, claim.told, facts, run);
  }
  return { ...state, heartbeat: slot, uses: 0, missed: 0 };
}

type LastDays = Pick<HeartbeatFacts['root'], 'lastUseAt' | 'lastDrillAt'>;

/**
 * When the ledger last counted a use of the home account's root, and a drill of it: since root-alert is there, and as far as it saw.
 * Whoever writes into the ledger may have chosen a time to come, which counts as none.
 */
async function lastDaysOf({ delivery, names }: ReconcileRun): Promise<LastDays> {
  const { ledger, clock } = delivery;
  const past = (ms: number | undefined): Date | undefined =>
    ms !== undefined && ms > 0 && ms <= clock.now() + maxClockSkewMs ? new Date(ms) : undefined;
  const [use, drill] = await Promise.all([
    ledger.lastUse(names.accountId),
    ledger.lastUse(`drill-${names.accountId}`),
  ]);
  return { lastUseAt: past(use), lastDrillAt: past(drill) };
}

function heartbeatFacts(
  state: ReconcileState,
  { regions, unanswered, queues, deployment }: RunSnapshot,
  { findings, covered, toldKeys }: CoverageChange,
  lastDays: LastDays,
  { failures, delivery }: ReconcileRun,
): HeartbeatFacts {
  // What was found earlier stands while its place does not answer.
  const keys = [...new Set([...findings.map(findingKey), ...toldKeys])];
  const standing = keys.filter(isWrong);
  const countOf = (kind: FindingKind): number =>
    keys.filter((key) => partsOfKey(key).kind === kind).length;
  const unsent = regions.reduce((total, region) => total + (region.unsent ?? 0), 0);
  return {
    isWell: standing.length === 0 && failures.texts.length === 0,
    isMailHeard: deployment.isMailHeard,
    uses: state.heartbeat === undefined ? undefined : state.uses,
    missed: state.missed,
    waiting: queues.outbox?.total ?? 0,
    stuck: (queues.undelivered ?? 0) + unsent,
    covered: covered.length,
    enabled: regions.length + unanswered.length,
    version: delivery.config.version,
    root: { ...deployment.posture, ...lastDays },
    members: state.members && {
      answered: state.members.answered,
      keys: countOf('memberRootAccessKey'),
      certificates: countOf('memberRootCertificate'),
      withoutMfa: countOf('memberRootWithoutMfa'),
      unknown: countOf('memberRootUnknown'),
    },
  };
}

async function postHeartbeat(
  id: string,
  alreadyTold: readonly string[],
  facts: HeartbeatFacts,
  { delivery, endsAtMs }: ReconcileRun,
): Promise<void> {
  const { config, clock, ledger } = delivery;
  const deadlineMs = heartbeatPostingEndsAt(clock.now(), endsAtMs);
  const messageIn = async (locale: Locale): Promise<Message> =>
    composeHeartbeat(facts, await withWords({ ...config, locale }));
  const { reports, accepted, faults } = await delivery.postToRooms(
    await messageIn(config.locale),
    alreadyTold,
    deadlineMs,
    { id, uses: [], messageIn },
  );
  const reason = describeFailures(reports, faults);
  await ledger.recordTold(id, accepted, reason === undefined);
  if (reason !== undefined) throw new OperationalError(reason);
}
