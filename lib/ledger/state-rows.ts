import type { Ledger } from './ledger.ts';
import { isConditionFailed, type LedgerTable, number } from './ledger-table.ts';

const stateKey = (name: string) => ({ pk: { S: `state#${name}` } });

/** The rows `state#<name>`: what a function keeps for its next run. */
export function createStateRows({
  update,
  get,
  now,
}: LedgerTable): Pick<Ledger, 'state' | 'keepState' | 'replaceState'> {
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

    async replaceState(name, before, text) {
      const isSame = before === undefined ? 'attribute_not_exists(#text)' : '#text = :before';
      try {
        await update({
          Key: stateKey(name),
          UpdateExpression: 'SET #text = :text, keptAt = :now',
          // The second try of a call finds what the first one wrote.
          ConditionExpression: `${isSame} OR #text = :text`,
          ExpressionAttributeNames: { '#text': 'text' },
          ExpressionAttributeValues: {
            ':text': { S: text },
            ':now': number(now()),
            ...(before !== undefined && { ':before': { S: before } }),
          },
        });
        return true;
      } catch (error) {
        if (isConditionFailed(error)) return false;
        throw error;
      }
    },
  };
}
