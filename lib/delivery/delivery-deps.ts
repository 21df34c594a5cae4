import { createDynamoDb } from '../aws/dynamodb.ts';
import { createSecretReader } from '../aws/secret-text.ts';
import { createCachedValue } from '../cached-value.ts';
import { type Clock, systemClock } from '../clock.ts';
import { type Config, readConfig } from '../config.ts';
import { createDynamoDbLedger } from '../ledger/dynamodb-ledger.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { createMemoryLedger } from '../ledger/memory-ledger.ts';
import { isLocalMode } from '../local-mode.ts';
import { createPostToRooms } from '../rooms/create-post-to-rooms.ts';
import { createPacer } from '../rooms/pacer.ts';
import { createLocalPost } from '../rooms/post-locally.ts';
import { DeliveryError, type PostToRooms } from '../rooms/post-to-rooms.ts';
import { readWebhookRooms } from '../rooms/webhook-rooms.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** What a handler needs to let something out: the words' settings, the rooms, and the memory of what was told. */
export interface DeliveryDeps {
  readonly config: Config;
  readonly ledger: Ledger;
  readonly postToRooms: PostToRooms;
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
export function createDeliveryDeps(env: Env): DeliveryDeps {
  const config = readConfig(env);
  const clock = systemClock;
  if (isLocalMode(env)) {
    const postToRooms = createLocalPost(config, env, clock);
    return {
      config,
      ledger: createMemoryLedger(clock),
      postToRooms,
      clock,
      isLocal: true,
      log: () => {},
    };
  }
  return {
    config,
    ledger: createDynamoDbLedger(createDynamoDb(env, clock), config.ledgerTable, clock),
    postToRooms: postToSecretRooms(config, clock),
    clock,
    isLocal: false,
    log: (line) => console.log(JSON.stringify(line)),
  };
}

function postToSecretRooms(config: Config, clock: Clock): PostToRooms {
  const readSecret = createSecretReader(config.webhookSecretId);
  const readRooms = async () => {
    const setting = readWebhookRooms(await readSecret(), config.webhookExtraHosts);
    // A secret that names no room at all is like a failed read: never kept.
    if (setting.rooms.length === 0) throw new DeliveryError(setting.faults.join(' '));
    return setting;
  };
  const webhooks = createCachedValue(readRooms, { maxAgeMs: config.webhookCacheMs, clock });
  return createPostToRooms(webhooks, config, createPacer(clock), clock);
}
