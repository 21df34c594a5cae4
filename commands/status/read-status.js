import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { openClient } from '../aws-client.js';
import { readStack } from '../stack.js';
import { alarmRows } from './status-alarms.js';
import { secretRows, stackRows } from './status-deployment.js';
import { ledgerRows } from './status-ledger.js';
import { queueRows } from './status-queues.js';
import { regionRows } from './status-regions.js';
import { looking } from './status-row.js';
import { trailRows } from './status-trail.js';

/**
 * Looks at all that a use of root has to pass. Changes nothing, and reads no value of a secret.
 *
 * @param {{ stage: string, region: string }} options
 * @param {number} nowMs
 * @returns {Promise<{ accountId: string, isOk: boolean, rows: import('./status-row.js').Row[] }>}
 * @throws {Error} as readStack does: without a stack there is nothing to look at
 */
export async function readStatus(options, nowMs) {
  const { stage, region } = options;
  const stack = await readStack(openClient(CloudFormationClient, region), stage, region);
  const looks = await Promise.all([
    stackRows(stack, stage),
    secretRows(stack, options),
    looking('trail', () => trailRows(region)),
    regionRows(stack, options),
    alarmRows(stack, options),
    queueRows(options),
    looking('ledger', () => ledgerRows(stack, options, nowMs)),
  ]);
  const rows = looks.flat();
  return {
    accountId: stack.accountId,
    isOk: rows.every(({ verdict }) => verdict !== 'FIX'),
    rows,
  };
}
