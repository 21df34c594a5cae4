import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { openClient } from '../aws-client.ts';
import { type Deployment, readStack } from '../stack.ts';
import { alarmRows } from './status-alarms.ts';
import { secretRows, stackRows } from './status-deployment.ts';
import { failureRows } from './status-failure.ts';
import { ledgerRows } from './status-ledger.ts';
import { queueRows } from './status-queues.ts';
import { regionRows } from './status-regions.ts';
import { looking, type Row } from './status-row.ts';
import { trailRows } from './status-trail.ts';

/**
 * Looks at every part that a use of root passes. It changes nothing, and shows no value of a secret.
 *
 * @throws {Error} as readStack does: without a stack there is nothing to look at
 */
export async function readStatus(
  options: Deployment,
  nowMs: number,
): Promise<{ accountId: string; isOk: boolean; rows: Row[] }> {
  const { stage, region } = options;
  const stack = await readStack(openClient(CloudFormationClient, region), stage, region);
  const looks = await Promise.all([
    stackRows(stack, stage),
    secretRows(stack, options),
    looking('trail', () => trailRows(stack, region)),
    regionRows(stack, options),
    alarmRows(stack, options),
    queueRows(options),
    failureRows(options, nowMs),
    looking('ledger', () => ledgerRows(stack, options, nowMs)),
  ]);
  const rows = looks.flat();
  return {
    accountId: stack.accountId,
    isOk: rows.every(({ verdict }) => verdict !== 'FIX'),
    rows,
  };
}
