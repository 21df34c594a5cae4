import type { findTrailRecords } from '../alarm/trail-records.ts';
import { createDynamoDb } from '../aws/dynamodb.ts';
import type { SignInHistory, SignInQuery } from '../aws/find-sign-ins.ts';
import type { lookUpAccountName } from '../aws/look-up-account-name.ts';
import { createSecretReader } from '../aws/secret-text.ts';
import { createCachedValue } from '../cached-value.ts';
import { type Clock, systemClock } from '../clock.ts';
import { type Config, readConfig } from '../config.ts';
import { createDynamoDbLedger } from '../ledger/dynamodb-ledger.ts';
import { createLateMemoryLedger } from '../ledger/late-memory-ledger.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { isLocalMode } from '../local-mode.ts';
import { loadWords } from '../messages/load-words.ts';
import { createAnswerLinks } from '../respond/answer-links.ts';
import type { ConfiguredRoom } from '../rooms/configured-room.ts';
import { createPostToRooms } from '../rooms/create-post-to-rooms.ts';
import { createPacer } from '../rooms/pacer.ts';
import { createLocalPost } from '../rooms/post-locally.ts';
import { DeliveryError, type PostToRooms } from '../rooms/post-to-rooms.ts';
import { readWebhookSecret } from '../rooms/read-webhook-secret.ts';
import { loadRoomTypes } from '../rooms/room-types.ts';
import { withUnclearAnswers } from './with-unclear-answers.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** What AWS can be asked about an activity. A function hands in what it needs; without AWS there is none of it. */
export interface LookUps {
  readonly lookUpAccountName?: typeof lookUpAccountName;
  readonly findTrailRecords?: typeof findTrailRecords;
  /** Who signed in to the console of the account that this runs in. */
  readonly findSignIns?: (
    query: Omit<SignInQuery, 'homeRegion'>,
    clock: Clock,
  ) => Promise<SignInHistory>;
}

/** What delivery needs: settings, rooms, the ledger, the clock, the log. */
export interface DeliveryDeps extends LookUps {
  readonly config: Config;
  readonly ledger: Ledger;
  readonly postToRooms: PostToRooms;
  /** Begins to read the secrets, if it is time to, so that `postToRooms` need not wait for them. Never throws. */
  readonly refreshRooms?: () => void;
  /** The rooms that the webhook secret names. Rejects when it cannot be read. */
  readonly rooms?: () => Promise<readonly ConfiguredRoom[]>;
  readonly clock: Clock;
  /** Writes a line for machines. */
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
  /** The event is a sample from a file, which was recorded at any time: how long it took to deliver it says nothing. */
  readonly isSample?: boolean;
  /** Tells a person at a terminal why nothing is posted. */
  readonly explain?: (sentence: string) => void;
}

/**
 * Called once, while a function loads, so that the webhook secret is read before the first event arrives.
 *
 * @param lookUps that the function may ask AWS for. In local mode there is no AWS, so they are left out.
 * @throws {ConfigError} when the environment is not as it should be.
 */
export function createDeliveryDeps(env: Env, lookUps: LookUps = {}): DeliveryDeps {
  const config = readConfig(env);
  const clock = systemClock;
  if (isLocalMode(env)) {
    return {
      config,
      ledger: createLateMemoryLedger(clock),
      postToRooms: createLocalPost(config, env, clock),
      clock,
      log: () => {},
      isSample: true,
      explain: (sentence) => console.log(sentence),
    };
  }
  const ledger = createDynamoDbLedger(createDynamoDb(env, clock), config.ledgerTable, clock);
  const log: DeliveryDeps['log'] = (line) => console.log(JSON.stringify(line));
  const { postToRooms, refreshRooms, rooms } = postToSecretRooms(config, clock);
  // Not at the first alert, but while the secret is on its way. Whoever words a message hears of a failure.
  void loadWords(config.locale).catch(() => undefined);
  return {
    config,
    ledger,
    postToRooms: withUnclearAnswers(postToRooms, { ledger, config, clock, log }),
    refreshRooms,
    rooms,
    clock,
    ...lookUps,
    log,
  };
}

function postToSecretRooms(
  config: Config,
  clock: Clock,
): Required<Pick<DeliveryDeps, 'postToRooms' | 'refreshRooms' | 'rooms'>> {
  const readSecret = createSecretReader(config.webhookSecretId);
  const readRooms = async () => {
    const setting = await readWebhookSecret(await readSecret(), config.webhookExtraHosts);
    // A secret without any room counts as a failed read: the cache keeps the last good one.
    if (setting.rooms.length === 0) throw new DeliveryError(setting.faults.join(' '));
    // Not at the first alert. Whoever posts hears of a failure.
    void loadRoomTypes(setting.rooms).catch(() => undefined);
    return setting;
  };
  const options = { maxAgeMs: config.webhookCacheMs, clock };
  const webhooks = createCachedValue(readRooms, options);
  const { respond } = config;
  const linkSecret = respond && createCachedValue(createSecretReader(respond.secretId), options);
  const answerLinks =
    linkSecret && createAnswerLinks({ locale: config.locale, respond }, linkSecret, clock);
  return {
    postToRooms: createPostToRooms(webhooks, config, createPacer(clock), clock, answerLinks),
    refreshRooms: () => {
      webhooks.refresh();
      linkSecret?.refresh();
    },
    rooms: async () => (await webhooks.get()).rooms,
  };
}
