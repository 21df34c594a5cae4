import { stageOfLedger } from '../resource-names.ts';

/** What tells the parts of this deployment from others: no call of AWS is needed to know it. */
export interface OwnDeployment {
  readonly stage: string;
  /** The log group that the classic route counts uses of root in. */
  readonly trailLogGroup: string | undefined;
}

/** Undefined: the ledger has a name that no deployment gives it, so the names of the other parts are not known. */
export function ownDeployment(config: {
  readonly ledgerTable: string;
  readonly trailLogGroup: string | undefined;
}): OwnDeployment | undefined {
  const stage = stageOfLedger(config.ledgerTable);
  return stage === undefined ? undefined : { stage, trailLogGroup: config.trailLogGroup };
}
