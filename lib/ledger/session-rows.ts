import { type Ledger, rowTtlSeconds } from './ledger.ts';
import { type LedgerTable, number } from './ledger-table.ts';

const sessionKey = (keyId: string) => ({ pk: { S: `session#${keyId}` } });

/** The rows `session#<access key id>`: root sessions that `sts:AssumeRoot` gave out. They expire as an activity does. */
export function createSessionRows({
  update,
  get,
  now,
}: LedgerTable): Pick<Ledger, 'rootSession' | 'rememberRootSession'> {
  return {
    async rootSession(keyId) {
      const row = await get(sessionKey(keyId));
      const accountId = row?.['accountId']?.S;
      return accountId === undefined
        ? undefined
        : { accountId, taskPolicy: row?.['taskPolicy']?.S };
    },

    async rememberRootSession(keyId, { accountId, taskPolicy }) {
      const isKnown = taskPolicy !== undefined;
      await update({
        Key: sessionKey(keyId),
        UpdateExpression: `SET accountId = :account, expiresAt = :expires${isKnown ? ', taskPolicy = :policy' : ''}`,
        ExpressionAttributeValues: {
          ':account': { S: accountId },
          ':expires': number(Math.floor(now() / 1000) + rowTtlSeconds),
          ...(isKnown && { ':policy': { S: taskPolicy } }),
        },
      });
    },
  };
}
