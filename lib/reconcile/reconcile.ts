import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import type { Invocation } from '../delivery/invocation.ts';
import { readReplaced } from '../ncloud/replaced-positions.ts';
import { advanceState } from './advance-state.ts';
import { coverageChange } from './coverage-change.ts';
import { deliverFound } from './deliver-found.ts';
import { deliverKept } from './deliver-kept.ts';
import { isSettled } from './deployed-functions.ts';
import { evidenceFindings } from './evidence-findings.ts';
import { type FindingKind, findingKey, isWrong } from './finding.ts';
import { followUpsSince } from './follow-ups-since.ts';
import { ledgerFindings } from './ledger-findings.ts';
import { loadState } from './load-state.ts';
import { lastingFindings, lookBackFindings, untakenFindings } from './look-back-findings.ts';
import { lookAtMembers } from './member-posture.ts';
import { type ReconcileEntry, reconcileLine } from './reconcile-line.ts';
import {
  attempt,
  type ReconcileDeps,
  ReconcileError,
  type ReconcileRun,
  startRun,
} from './reconcile-run.ts';
import { scanRegions } from './scan-regions.ts';
import { sendHeartbeat } from './send-heartbeat.ts';
import { saveState } from './state.ts';
import { takeOverdueSteps } from './take-overdue-steps.ts';
import { type RunSnapshot, takeSnapshot } from './take-snapshot.ts';
import { tellChange } from './tell-change.ts';
import { tellEndedWindows } from './tell-ended-windows.ts';
import { watchWebhook } from './watch-webhook.ts';

/**
 * One run of reconcile, which is itself watched by an alarm: it looks back over CloudTrail's event history in every
 * enabled region of the account and through the ledger, and tells what nobody told; it checks that every region is
 * covered and nothing is stuck, tells a change of the webhook secret, and sends the heartbeat.
 *
 * @returns whether nothing that was found is wrong with root-alert.
 * @throws {ReconcileError} naming everything that failed. The rest was done all the same, and the next run looks
 * again at what this one could not see or tell. Rejects as the ledger or AWS does when they do not say where the
 * last run stopped, or which regions there are.
 */
export async function reconcile(
  invocation: Invocation,
  delivery: DeliveryDeps,
  deps: ReconcileDeps,
): Promise<boolean> {
  const run = startRun(invocation, delivery, deps);
  const { failures, startedAtMs, names } = run;
  const { state: before, replaced } = await loadState(delivery.ledger, startedAtMs);
  const regions = await enabledRegions(run);
  // Other services answer it, so it runs while the look-back waits for CloudTrail.
  const takingSnapshot = takeSnapshot(regions, before, run);
  const lookingAtMembers = lookAtMembers(before, run);
  const watchingWebhook = attempt(run, 'webhook change', watchWebhook(before, run));

  await failures.attempt('planned windows', tellEndedWindows(run));
  const kept = await deliverKept(run);
  await takeOverdueSteps(kept.overdueIncidents, run);
  const lookedBack = await scanRegions(regions, before, run);
  const found = await deliverFound(lookedBack.scans, run);
  const untold = new Set([...kept.untold, ...found.untold]);

  const snapshot = await takingSnapshot;
  const ofMembers = await lookingAtMembers;
  const passing = [
    ...(await evidenceFindings(before, run)),
    ...lookBackFindings(lookedBack.scans, untold, names.homeRegion),
    ...untakenFindings(snapshot.queues),
  ];
  const ofRooms = await watchingWebhook;
  const rows = await replacedRows(replaced, run);
  const ofLedger = ledgerFindings(kept, lookedBack.scans, rows, snapshot);
  const change = coverageChange(
    withoutAnswers(snapshot, ofRooms === undefined ? ['answerUnclear', 'answerBegun'] : []),
    before.toldFindings,
    [
      ...lastingFindings(passing, before.troubles),
      ...(ofRooms ?? []),
      ...ofLedger,
      ...ofMembers.findings,
    ],
    isSettled(snapshot.deployment.stack, before.troubles),
  );
  const told = await tellChange(change, ofMembers.unaskedKeys, before, snapshot, run);

  const after = {
    ...advanceState(before, lookedBack, untold),
    ...told,
    troubles: [...new Set([...passing, ...change.findings].map(findingKey))],
    functions: snapshot.deployment.functions,
    followUpsSinceMs: followUpsSince(
      before,
      names.homeRegion,
      delivery.config.hasFollowUps,
      startedAtMs,
    ),
    members: ofMembers.members,
  };
  const afterHeartbeat = await failures.attempt(
    'heartbeat',
    sendHeartbeat(after, snapshot, change, run),
  );
  await failures.attempt('ledger', saveState(delivery.ledger, afterHeartbeat ?? after));

  report(
    {
      regions: regions.length,
      ...lookedUntil(regions, after.lookedUntilMs),
      missed: kept.toldCount + found.toldCount,
      untold: untold.size,
      findings: change.findings.map(findingKey),
      faults: failures.texts,
    },
    delivery,
  );
  return ![...change.findings.map(findingKey), ...change.toldKeys].some(isWrong);
}

function lookedUntil(
  regions: readonly string[],
  byRegion: Readonly<Record<string, number>>,
): Pick<ReconcileEntry, 'lookedUntil'> {
  const earliestMs = Math.min(...regions.map((region) => byRegion[region] ?? Number.NaN));
  return Number.isFinite(earliestMs) ? { lookedUntil: new Date(earliestMs).toISOString() } : {};
}

/** What of the states of reconcile and of the poll of Naver Cloud somebody else wrote, by the names of its rows. */
async function replacedRows(
  fields: readonly string[],
  { delivery, failures, startedAtMs }: ReconcileRun,
): Promise<readonly string[]> {
  const ofPoll = await failures.attempt('ledger', readReplaced(delivery.ledger, startedAtMs));
  return [...fields.map((field) => `state#reconcile ${field}`), ...(ofPoll ?? [])];
}

/** Nobody knows whether a finding of these kinds is gone. */
function withoutAnswers(snapshot: RunSnapshot, kinds: readonly FindingKind[]): RunSnapshot {
  return { ...snapshot, unansweredKinds: [...snapshot.unansweredKinds, ...kinds] };
}

/** A list without the home region is not the whole list, and a run on it would look like a quiet one. */
async function enabledRegions({ aws, names }: ReconcileRun): Promise<readonly string[]> {
  const regions = await aws.enabledRegions();
  if (regions.includes(names.homeRegion)) return regions;
  throw new ReconcileError(
    `The regions of the account are not all known: ${names.homeRegion} is missing.`,
  );
}

/** Logs the run, and makes it fail when anything in it did. */
function report(entry: ReconcileEntry, { log, config, clock }: DeliveryDeps): void {
  log(reconcileLine(entry, config.metricsNamespace, clock.now()));
  if (entry.faults.length > 0) throw new ReconcileError(`${entry.faults.join('; ')}.`);
}
