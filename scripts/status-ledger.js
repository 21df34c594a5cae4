import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { openClient } from './aws-client.js';
import { duration } from './duration.js';
import { printable } from './printable.js';
import { note, ok } from './status-row.js';

const staleDrillMs = 100 * 24 * 3_600_000;

/**
 * What the ledger keeps beside the events: when root was last used, when there was a drill, how the polls stand.
 *
 * @param {{ stage: string, region: string }} options
 * @param {number} nowMs
 */
export async function ledgerRows({ stage, region }, nowMs) {
  const { lastUse, lastDrill } = await readLedger(region, `root-alert-ledger-${stage}`);
  const ago = (/** @type {number} */ ms) =>
    `${new Date(ms).toISOString()}, ${duration(nowMs - ms)} ago`;
  const rows = [
    ok(
      'last root use',
      lastUse === undefined ? 'none yet' : `${ago(lastUse.ms)} (${lastUse.account})`,
    ),
    lastDrill === undefined || nowMs - lastDrill.ms > staleDrillMs
      ? note(
          'last drill',
          lastDrill === undefined ? 'none yet' : ago(lastDrill.ms),
          `npm run drill -- --stage ${stage}`,
        )
      : ok('last drill', ago(lastDrill.ms)),
  ];
  return rows;
}

/**
 * @param {string} region
 * @param {string} table
 */
async function readLedger(region, table) {
  /** @type {{ account: string, ms: number }[]} */
  const uses = [];
  /** @type {Map<string, { text: string, keptMs: number }>} */
  const states = new Map();
  const pages = paginateScan(
    { client: openClient(DynamoDBClient, region) },
    {
      TableName: table,
      FilterExpression: 'begins_with(pk, :account) OR begins_with(pk, :state)',
      ProjectionExpression: 'pk, lastUseAt, #text, keptAt',
      ExpressionAttributeNames: { '#text': 'text' },
      ExpressionAttributeValues: { ':account': { S: 'account#' }, ':state': { S: 'state#' } },
    },
  );
  for await (const { Items = [] } of pages) {
    for (const { pk, lastUseAt, text, keptAt } of Items) {
      const [kind, name = ''] = (pk?.S ?? '').split('#');
      if (kind === 'state') states.set(name, { text: text?.S ?? '', keptMs: Number(keptAt?.N) });
      else if (lastUseAt?.N !== undefined) {
        uses.push({ account: printable(name), ms: Number(lastUseAt.N) });
      }
    }
  }
  const latest = uses.toSorted((a, b) => b.ms - a.ms);
  return {
    lastUse: latest.find(({ account }) => !account.startsWith('drill-')),
    lastDrill: latest.find(({ account }) => account.startsWith('drill-')),
    states,
  };
}
