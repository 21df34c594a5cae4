import { rulesByKind } from '../rooms/rules-by-kind.ts';
import { readUnclearAnswers } from '../rooms/unclear-answers.ts';
import { tellWebhookChange } from '../webhook-change/tell-webhook-change.ts';
import type { Finding } from './finding.ts';
import type { ReconcileRun } from './reconcile-run.ts';
import { isFirstRun, type ReconcileState } from './state.ts';

/**
 * Tells a change of the rooms in the webhook secret, and finds rooms that answered what they never said before, and those whose
 * yes is only a beginning. Rejects as the ledger and AWS do.
 *
 * @returns undefined: which rooms there are is not known.
 */
export async function watchWebhook(
  state: ReconcileState,
  run: ReconcileRun,
): Promise<readonly Finding[] | undefined> {
  const { delivery, aws, readVersion, stage, failures, startedAtMs } = run;
  const rooms = await tellWebhookChange({
    delivery,
    aws,
    readVersion,
    names: { ...run.names, stage },
    isFirstRun: isFirstRun(state, startedAtMs),
    note: failures.add,
  });
  if (rooms === undefined) return undefined;
  const names = rooms.map(({ name }) => name);
  const unclear = await readUnclearAnswers(delivery.ledger, names, delivery.clock.now());
  const begun = rooms.filter(({ kind }) => rulesByKind[kind].saysOnlyBegun);
  return [
    ...unclear.map(
      ({ room, form }): Finding => ({ kind: 'answerUnclear', place: room, detail: form }),
    ),
    ...begun.map(({ name }): Finding => ({ kind: 'answerBegun', place: name })),
  ];
}
