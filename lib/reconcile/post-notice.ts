import type { Locale } from '../config.ts';
import { composeOpsNotice } from '../messages/compose-ops-notice.ts';
import type { Message } from '../messages/message.ts';
import { describeFailures } from '../rooms/post-to-rooms.ts';
import { noticePostingEndsAt } from '../time-budget.ts';
import type { Finding } from './finding.ts';
import type { ReconcileRun } from './reconcile-run.ts';

/**
 * Tells the room what keeps mails from people. A room that did not take it is noted as a failure of the run.
 *
 * @param unmailed how many other findings nobody was mailed.
 * @returns whether at least one room took it: once is enough for a notice. Rejects when no room can be known.
 */
export async function postNotice(
  findings: readonly Finding[],
  unmailed: number,
  { delivery, names, stage, endsAtMs, failures }: ReconcileRun,
): Promise<boolean> {
  const { clock, config, postToRooms } = delivery;
  const messageIn = (locale: Locale): Message =>
    composeOpsNotice(findings, unmailed, { ...names, stage }, { locale });
  const about = { id: `notice-${clock.now()}`, uses: [], messageIn };
  const deadlineMs = noticePostingEndsAt(clock.now(), endsAtMs);
  const { reports, accepted, faults } = await postToRooms(
    messageIn(config.locale),
    [],
    deadlineMs,
    about,
  );
  const reason = describeFailures(reports, faults);
  if (reason !== undefined) failures.add(`notice to the room: ${reason.replace(/\.$/, '')}`);
  return accepted.length > 0;
}
