import { plannedStateName } from '../planned/planned-state-name.ts';
import { endOf, readWindows } from '../planned/planned-window.ts';
import { tellClosing } from '../planned/tell-planned.ts';
import { noticePostingEndsAt } from '../time-budget.ts';
import { ReconcileError, type ReconcileRun } from './reconcile-run.ts';

/**
 * Tells of each window for planned work that is over, once. So a window needs no timer of its own, and none is forgotten when a
 * process dies. Rejects as the ledger does.
 *
 * @throws {ReconcileError} if a room was not told. The next run tells it.
 */
export async function tellEndedWindows({ delivery, endsAtMs }: ReconcileRun): Promise<void> {
  const { config, ledger, clock } = delivery;
  if (config.respond === undefined) return;
  const nowMs = clock.now();
  const windows = readWindows(await ledger.state(plannedStateName), nowMs);
  const ended = windows.filter((it) => endOf(it) <= nowMs && it.closed?.isReplaced !== true);
  let untold = 0;
  for (const window of ended) {
    const untilMs = noticePostingEndsAt(clock.now(), endsAtMs);
    if ((await tellClosing(window, untilMs, delivery)) === 'untold') untold += 1;
  }
  if (untold > 0) throw new ReconcileError(`${untold} ended and not every room was told.`);
}
