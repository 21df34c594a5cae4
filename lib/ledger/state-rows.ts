import type { Ledger } from './ledger.ts';
import { type LedgerTable, number } from './ledger-table.ts';

const stateKey = (name: string) => ({ pk: { S: `state#${name}` } });

/** The rows `state#<name>`: what a function keeps for its next run. */
export function createStateRows({
  update,
  get,
  now,
}: LedgerTable): Pick<Ledger, 'state' | 'keepState'> {
  return {
    async state(name) {
      const row = await get(stateKey(name));
      return row?.['text']?.S;
    },

    async keepState(name, text) {
      await update({
        Key: stateKey(name),
        UpdateExpression: 'SET #text = :text, keptAt = :now',
        ExpressionAttributeNames: { '#text': 'text' },
        ExpressionAttributeValues: { ':text': { S: text }, ':now': number(now()) },
      });
    },
  };
}
