import type { Config } from '../config.ts';
import { stageOfLedger } from '../resource-names.ts';

/** What tells the parts of this deployment from others: no call of AWS is needed to know it. */
export interface OwnDeployment {
  readonly stage: string;
  /** The log group that the classic route counts uses of root in. */
  readonly trailLogGroup: string | undefined;
  /** Of the HTTP API where people answer: API Gateway makes it, and no name of ours is in it. Absent: there is none. */
  readonly apiId?: string | undefined;
}

/** Undefined: the ledger has a name that no deployment gives it, so the names of the other parts are not known. */
export function ownDeployment({
  ledgerTable,
  trailLogGroup,
  respond,
}: Pick<Config, 'ledgerTable' | 'trailLogGroup'> & Partial<Pick<Config, 'respond'>>):
  | OwnDeployment
  | undefined {
  const stage = stageOfLedger(ledgerTable);
  const apiId = respond && apiIdIn(respond.url);
  return stage === undefined ? undefined : { stage, trailLogGroup, apiId };
}

/** `https://a1b2c3d4e5.execute-api.ap-northeast-2.amazonaws.com`, as `ApiEndpoint` of an API is. */
export function apiIdIn({ hostname }: URL): string | undefined {
  return /^([a-z0-9]+)\.execute-api\./.exec(hostname)?.[1];
}
