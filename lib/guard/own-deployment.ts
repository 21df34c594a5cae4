import { stageOfLedger } from '../resource-names.ts';

/** What tells the parts of this deployment from others: no call of AWS is needed to know it. */
export interface OwnDeployment {
  readonly stage: string;
  /** The home account. Undefined: it is not known, as in local mode. */
  readonly accountId: string | undefined;
  /** The log group that the classic route counts uses of root in. */
  readonly trailLogGroup: string | undefined;
}

/**
 * Undefined: the ledger has a name that no deployment gives it, so the names of the other parts are not known.
 *
 * @param functionArn of the function that asks, which has the home account in it.
 */
export function ownDeployment(
  config: { readonly ledgerTable: string; readonly trailLogGroup: string | undefined },
  functionArn?: string,
): OwnDeployment | undefined {
  const stage = stageOfLedger(config.ledgerTable);
  const accountId = functionArn?.split(':')[4];
  return stage === undefined
    ? undefined
    : { stage, accountId, trailLogGroup: config.trailLogGroup };
}
