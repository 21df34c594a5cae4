import { embeddedMetrics } from '../aws/embedded-metrics.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { errorName } from '../error-text.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { PostToRooms, RoomReport } from '../rooms/post-to-rooms.ts';
import { keepUnclearAnswer } from '../rooms/unclear-answers.ts';
import { withTimeout } from '../with-timeout.ts';

/** Recording what was delivered must not wait for this. */
const maxKeepingMs = 1_000;

/** How often one process writes the row of a room. */
const minIntervalMs = 10 * 60_000;

interface ReportingDeps {
  readonly ledger: Pick<Ledger, 'keepState'>;
  readonly config: Pick<Config, 'metricsNamespace'>;
  readonly clock: Clock;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

/**
 * Posts as `post` does. A room whose answer was neither its yes nor a known no gets a line in the log, with the metric
 * `UnclearAnswer`, and a row in the ledger, from which reconcile makes a finding that is mailed.
 */
export function withUnclearAnswers(
  post: PostToRooms,
  { ledger, config, clock, log }: ReportingDeps,
): PostToRooms {
  const keptAtMs = new Map<string, number>();

  const report = async ({ room, unclear }: RoomReport): Promise<void> => {
    if (unclear === undefined) return;
    const nowMs = clock.now();
    const isKept = nowMs - (keptAtMs.get(room) ?? Number.NEGATIVE_INFINITY) < minIntervalMs;
    const fault = isKept ? undefined : await keep(room, unclear, nowMs);
    if (!isKept && fault === undefined) keptAtMs.set(room, nowMs);
    log({
      level: 'WARN',
      message: 'answer',
      room,
      unclear,
      ...(fault && { ledgerFault: fault }),
      ...embeddedMetrics(config.metricsNamespace, nowMs, {
        UnclearAnswer: { value: 1, unit: 'Count' },
      }),
    });
  };
  const keep = (room: string, unclear: string, nowMs: number): Promise<string | undefined> =>
    withTimeout(keepUnclearAnswer(ledger, room, unclear, nowMs), maxKeepingMs, clock).then(
      () => undefined,
      errorName,
    );

  return async (...posting) => {
    const result = await post(...posting);
    await Promise.all(result.reports.map(report));
    return result;
  };
}
