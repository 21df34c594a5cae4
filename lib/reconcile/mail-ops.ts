import { composeOpsMail } from '../messages/compose-ops-mail.ts';
import type { CoverageChange } from './coverage.ts';
import type { ReconcileRun } from './reconcile-run.ts';

/** Mails what changed since the last mail; does nothing when nothing did. Rejects as SNS does. */
export async function mailOps(change: CoverageChange, run: ReconcileRun): Promise<void> {
  if (change.appeared.length + change.goneKeys.length === 0) return;
  const { names, stage, aws, delivery } = run;
  const { subject, text } = composeOpsMail(change, { ...names, stage }, delivery.config);
  await aws.publish(names.opsTopicArn, subject, text);
}
