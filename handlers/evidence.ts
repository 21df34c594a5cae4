import { createDynamoDb } from '../lib/aws/dynamodb.ts';
import { systemClock } from '../lib/clock.ts';
import { readConfig } from '../lib/config.ts';
import { openBucket } from '../lib/evidence/bucket.ts';
import { createEvidenceHandler } from '../lib/evidence/evidence-handler.ts';
import { createDynamoDbLedger } from '../lib/ledger/dynamodb-ledger.ts';

const config = readConfig(process.env);

/** Called by a schedule every five minutes. */
export const handler = createEvidenceHandler({
  ledger: createDynamoDbLedger(
    createDynamoDb(process.env, systemClock),
    config.ledgerTable,
    systemClock,
  ),
  openBucket: (account) => openBucket(process.env['EVIDENCE_BUCKET'] ?? '', account),
  clock: systemClock,
  metricsNamespace: config.metricsNamespace,
  log: (line) => console.log(JSON.stringify(line)),
});
