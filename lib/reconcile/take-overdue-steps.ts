import { runSteps } from '../delivery/run-steps.ts';
import { noticePostingEndsAt } from '../time-budget.ts';
import type { ReconcileRun } from './reconcile-run.ts';

/** One run takes the steps of so many. The next one finds the others. */
const maxIncidents = 50;

/** For all of them: what follows in a run must have its time. */
const maxStepsMs = 45_000;

/**
 * Takes the steps of incidents that no copy in the outbox times: those of Naver Cloud, those that the look-back found, and those whose
 * copies somebody deleted. Never rejects; what fails is logged, and overdue in the next run as well.
 */
export async function takeOverdueSteps(
  incidents: readonly string[],
  { delivery, endsAtMs, functionArn }: ReconcileRun,
): Promise<void> {
  const ownAccountId = functionArn?.split(':')[4];
  const untilMs = delivery.clock.now() + maxStepsMs;
  for (const incidentId of incidents.slice(0, maxIncidents)) {
    const nowMs = delivery.clock.now();
    if (nowMs >= untilMs) return;
    const stepsEndAtMs = noticePostingEndsAt(nowMs, endsAtMs);
    await runSteps(incidentId, stepsEndAtMs, delivery, { ownAccountId });
  }
}
