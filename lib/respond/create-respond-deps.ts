import { randomBytes } from 'node:crypto';
import { createDynamoDb } from '../aws/dynamodb.ts';
import { createSecretReader } from '../aws/secret-text.ts';
import { createCachedValue } from '../cached-value.ts';
import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import { createLedgerTable } from '../ledger/ledger-table.ts';
import { createRecentIncidents } from '../ledger/recent-incidents.ts';
import { OperationalError } from '../operational-error.ts';
import { postJson } from '../post-json.ts';
import { tokenLifetimeMs } from './answer-token.ts';
import type { RespondDeps } from './respond-deps.ts';
import { readRespondSecret } from './respond-secret.ts';

/** Thrown when the secret has no key to sign with. */
class LinkKeyError extends OperationalError {
  override name = 'LinkKeyError' as const;
}

/** Called once, while the function loads, so that the key is read before the first request arrives. */
export function createRespondDeps(
  delivery: DeliveryDeps,
  escalate: RespondDeps['escalate'],
  env: Readonly<Record<string, string | undefined>>,
): RespondDeps {
  const { config, clock } = delivery;
  const table = createLedgerTable(createDynamoDb(env, clock), config.ledgerTable, clock);
  const readText = createSecretReader(config.respond?.secretId ?? '');
  const secret = createCachedValue(
    async () => {
      const read = readRespondSecret(await readText());
      if (read === undefined) throw new LinkKeyError('The secret has no linkKey.');
      return read;
    },
    { maxAgeMs: config.webhookCacheMs, clock },
  );
  return {
    ...delivery,
    secret: () => secret.get(),
    post: postJson,
    newFormId: () => randomBytes(16).toString('base64url'),
    escalate,
    recentIncidents: createRecentIncidents(table, tokenLifetimeMs),
  };
}
