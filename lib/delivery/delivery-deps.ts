import { createDynamoDb } from '../aws/dynamodb.ts';
import { createSecretReader } from '../aws/secret-text.ts';
import { createAgedValue } from '../cached-value.ts';
import { type Clock, systemClock } from '../clock.ts';
import { type Config, readConfig } from '../config.ts';
import { createDynamoDbLedger } from '../ledger/dynamodb-ledger.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { createMemoryLedger } from '../ledger/memory-ledger.ts';
import { isLocalMode } from '../local-mode.ts';
import { postJson } from '../post-json.ts';
import { createPacer } from '../rooms/pacer.ts';
import { payloadFor } from '../rooms/payload.ts';
import { createLocalTell } from '../rooms/post-locally.ts';
import type { Tell } from '../rooms/post-to-rooms.ts';
import { DeliveryError, tellRooms } from '../rooms/post-to-rooms.ts';
import { readWebhookRooms } from '../rooms/webhook-rooms.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** What a handler needs to let something out: the words' settings, the rooms, and the memory of what was told. */
export interface WayOut {
  readonly config: Config;
  readonly ledger: Ledger;
  readonly tell: Tell;
  readonly clock: Clock;
  /** No AWS is there. */
  readonly isLocal: boolean;
  /** Writes a line for machines. */
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

/**
 * Made once while a function loads, so that the webhook secret is being read before the first event
 * is there.
 *
 * @throws {ConfigError} when the environment is not as it should be.
 */
export function createWayOut(env: Env): WayOut {
  const config = readConfig(env);
  const clock = systemClock;
  if (isLocalMode(env)) {
    const tell = createLocalTell(config, env, clock);
    return { config, ledger: createMemoryLedger(clock), tell, clock, isLocal: true, log: () => {} };
  }
  return {
    config,
    ledger: createDynamoDbLedger(createDynamoDb(env, clock), config.ledgerTable, clock),
    tell: createTell(config, clock),
    clock,
    isLocal: false,
    log: (line) => console.log(JSON.stringify(line)),
  };
}

function createTell(config: Config, clock: Clock): Tell {
  const readSecret = createSecretReader(config.webhookSecretId);
  const readRooms = async () => {
    const setting = readWebhookRooms(await readSecret(), config.webhookExtraHosts);
    // A secret that names no room at all is like a failed read: never kept.
    if (setting.rooms.length === 0) throw new DeliveryError(setting.faults.join(' '));
    return setting;
  };
  const deps = {
    webhooks: createAgedValue(readRooms, { maxAgeMs: config.webhookCacheMs, clock }),
    post: postJson,
    paceMs: createPacer(clock),
    clock,
    random: Math.random,
  };
  return (message, alreadyTold, deadlineMs, triedOnce) =>
    tellRooms(
      (room) => JSON.stringify(payloadFor(room.kind, message, config)),
      alreadyTold,
      deadlineMs,
      deps,
      triedOnce,
    );
}
