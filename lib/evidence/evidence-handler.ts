import { embeddedMetrics } from '../aws/embedded-metrics.ts';
import type { Clock } from '../clock.ts';
import type { Invocation } from '../delivery/invocation.ts';
import { errorName } from '../error-text.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { EvidenceBucket } from './bucket.ts';
import { evidenceStateName, evidenceStateText } from './evidence-state.ts';
import { type EvidenceRun, keepEvidence } from './keep-evidence.ts';

/** For the last object, and for saying how it went. */
const reserveMs = 15_000;

export interface EvidenceDeps {
  readonly ledger: Ledger;
  /** @param account that the function runs in. */
  readonly openBucket: (account: string | undefined) => EvidenceBucket;
  readonly clock: Clock;
  readonly metricsNamespace: string;
  /** Writes a line for machines. */
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

/**
 * Writes into the bucket what waits in the ledger. What happened, it says in the ledger, where reconcile reads it, and in the log.
 * Rejects when the ledger or S3 failed: the next run goes on.
 */
export function createEvidenceHandler({ ledger, openBucket, clock, ...to }: EvidenceDeps) {
  return async (_event: unknown, invocation: Invocation): Promise<void> => {
    const account = invocation.invokedFunctionArn?.split(':')[4];
    const untilMs = clock.now() + invocation.getRemainingTimeInMillis() - reserveMs;
    const report = (run: EvidenceRun, fault?: string): void => {
      const oldestMs = run.oldestAtMs === undefined ? 0 : clock.now() - run.oldestAtMs;
      to.log({
        level: fault === undefined ? 'INFO' : 'ERROR',
        message: 'evidence',
        ...run,
        ...(fault !== undefined && { reason: fault }),
        ...embeddedMetrics(to.metricsNamespace, clock.now(), {
          EvidenceWaitsSeconds: { value: Math.round(oldestMs / 1000), unit: 'Seconds' },
        }),
      });
    };
    try {
      const run = await keepEvidence(ledger, openBucket(account), untilMs, clock);
      await ledger.keepState(evidenceStateName, evidenceStateText(run, clock.now()));
      report(run);
    } catch (error) {
      report({ written: 0, pending: 1, oldestAtMs: undefined }, errorName(error));
      throw error;
    }
  };
}
