import type { Item } from '../aws/dynamodb.ts';
import { type Ledger, rowTtlSeconds } from './ledger.ts';
import { isConditionFailed, type LedgerTable, number } from './ledger-table.ts';

const prefix = 'evidence#';
const evidenceKey = (id: string) => ({ pk: { S: `${prefix}${id}` } });

/** The rows `evidence#<id>`: what waits to be written as evidence, and what was, so that it is written once. */
export function createEvidenceRows({
  update,
  get,
  scan,
  now,
}: LedgerTable): Pick<
  Ledger,
  'toldRow' | 'addEvidence' | 'pendingEvidence' | 'evidence' | 'endEvidence'
> {
  const expiresAt = () => number(Math.floor(now() / 1000) + rowTtlSeconds);
  return {
    async toldRow(id) {
      const row = await get({ pk: { S: `event#${id}` } });
      return (
        row && {
          seenAtMs: timeOf(row, 'seenAt'),
          toldAtMs: timeOf(row, 'toldAt'),
          rooms: row['told']?.SS ?? [],
        }
      );
    },

    async addEvidence(id, text) {
      try {
        await update({
          Key: evidenceKey(id),
          UpdateExpression: 'SET evidence = :text, waitsSince = :now',
          ConditionExpression: 'attribute_not_exists(waitsSince)',
          ExpressionAttributeValues: { ':text': { S: text }, ':now': number(now()) },
        });
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
      }
    },

    async pendingEvidence(limit) {
      const found: { id: string; sinceMs: number }[] = [];
      const rows = scan({
        FilterExpression: 'begins_with(pk, :prefix) AND attribute_exists(evidence)',
        // The texts are read one by one: a page with them would hold hardly any.
        ProjectionExpression: 'pk, waitsSince',
        ExpressionAttributeValues: { ':prefix': { S: prefix } },
      });
      for await (const row of rows) {
        const id = row['pk']?.S?.slice(prefix.length);
        if (id !== undefined) found.push({ id, sinceMs: timeOf(row, 'waitsSince') ?? 0 });
      }
      const oldest = found.toSorted((a, b) => a.sinceMs - b.sinceMs || (a.id < b.id ? -1 : 1));
      return { pending: oldest.slice(0, limit), isWhole: oldest.length <= limit };
    },

    async evidence(id) {
      return (await get(evidenceKey(id)))?.['evidence']?.S;
    },

    async endEvidence(id, objectNumber) {
      await update({
        Key: evidenceKey(id),
        UpdateExpression: 'SET objectNumber = :number, expiresAt = :expires REMOVE evidence',
        ExpressionAttributeValues: { ':number': number(objectNumber), ':expires': expiresAt() },
      });
    },
  };
}

function timeOf(row: Item, name: string): number | undefined {
  const ms = Number(row[name]?.N ?? Number.NaN);
  return Number.isFinite(ms) ? ms : undefined;
}
