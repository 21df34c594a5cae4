import { evidenceLag, evidenceStateName } from '../evidence/evidence-state.ts';
import type { Finding } from './finding.ts';
import type { ReconcileRun } from './reconcile-run.ts';
import type { ReconcileState } from './state.ts';

/** Whether what was told waits too long to be written as evidence, or nothing says that it does not. */
export async function evidenceFindings(
  { sinceMs }: Pick<ReconcileState, 'sinceMs'>,
  { delivery, failures }: ReconcileRun,
): Promise<readonly Finding[]> {
  const { config, ledger, clock } = delivery;
  if (!config.hasEvidence) return [];
  const reading = ledger.state(evidenceStateName).then((text) => ({ text }));
  const read = await failures.attempt('ledger', reading);
  if (read === undefined) return [];
  const waiting = evidenceLag(read.text, sinceMs, clock.now());
  return waiting === undefined
    ? []
    : [{ kind: 'evidenceBehind', place: 'evidence', detail: waiting }];
}
