import type { SecretVersion, VersionStage } from '../aws/secret-version.ts';
import { fixedValue } from '../cached-value.ts';
import type { Locale } from '../config.ts';
import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import { errorName } from '../error-text.ts';
import type { Deployment } from '../messages/compose-ops-mail.ts';
import { composeGoneWebhook, composeWebhookMail } from '../messages/compose-webhook-change.ts';
import { withWords } from '../messages/load-words.ts';
import type { Message } from '../messages/message.ts';
import type { AwsAccount } from '../reconcile/aws-account.ts';
import type { ConfiguredRoom } from '../rooms/configured-room.ts';
import { createPostToRooms } from '../rooms/create-post-to-rooms.ts';
import { createPacer } from '../rooms/pacer.ts';
import { describeFailures } from '../rooms/post-to-rooms.ts';
import { readWebhookRooms } from '../rooms/webhook-rooms.ts';
import { openChange, type RoomsOfVersion, rememberedRooms } from './compare-rooms.ts';
import { findSecretWriters, type SecretWriter } from './find-secret-writers.ts';
import {
  hashesOfRoute,
  hashOfRoom,
  type OpenChange,
  parseSeenRooms,
  type SeenRooms,
  seenRoomsName,
  writeSeenRooms,
} from './seen-rooms.ts';

/** What telling a change of the webhook secret needs from outside. */
export interface WebhookChangeDeps {
  readonly delivery: Pick<DeliveryDeps, 'config' | 'ledger' | 'clock'>;
  readonly aws: Pick<AwsAccount, 'events' | 'publish'>;
  /** Reads a version of the webhook secret; undefined: there is none. */
  readonly readVersion: (stage: VersionStage) => Promise<SecretVersion | undefined>;
  readonly names: Deployment & { readonly opsTopicArn: string };
  /** Nothing was watched before: what was in the secret until now is nobody's change. */
  readonly isFirstRun: boolean;
  /** Takes note of what failed without being in the way of the rest. */
  readonly note: (failure: string) => void;
}

/** Time limit for one run's posts. Nothing waits for them but the run. */
const maxPostingMs = 15_000;

/** As long as one run holds a change, so that a second delivery of the schedule's event does not tell it too. */
const leaseMs = 45_000;

/** A room that is down is tried again by this many runs: a day. */
const maxRuns = 96;

/** CloudTrail has an event after a quarter of an hour, as a rule. */
const maxRunsForWho = 4;

interface Version extends RoomsOfVersion {
  readonly rooms: readonly ConfiguredRoom[];
}

/**
 * Compares the rooms in the webhook secret with those of the last run. When they changed, tells each room that is no longer
 * there so by its old webhook, once, and mails the change, with who made it when CloudTrail knows. What did not work is
 * tried again by the next runs. Nothing of it is in the way of an alert.
 *
 * @returns the rooms that the secret has now; undefined: it has no value, or cannot be read.
 * @throws whatever the ledger, Secrets Manager, CloudTrail or SNS rejects with. What was done by then is remembered.
 */
export async function tellWebhookChange(
  deps: WebhookChangeDeps,
): Promise<readonly Pick<ConfiguredRoom, 'name' | 'kind'>[] | undefined> {
  const { delivery, readVersion, isFirstRun } = deps;
  const { ledger, clock, config } = delivery;
  // A secret that has no value or cannot be read is a finding of its own: the same run checks it.
  const read = await readVersion('AWSCURRENT').catch(() => undefined);
  const current = versionOf(read, config.webhookExtraHosts);
  if (current === undefined) return undefined;

  const kept = await ledger.state(seenRoomsName);
  const seen = parseSeenRooms(kept, clock.now());
  const isQuiet = seen?.open === undefined && seen?.versionId === current.versionId;
  const isSame = isQuiet && current.hashes.join() === seen?.rooms.join();
  if (isSame) return current.rooms;

  const isBeginning = isFirstRun && seen === undefined;
  const before = isBeginning
    ? undefined
    : versionOf(await readVersion('AWSPREVIOUS'), config.webhookExtraHosts);
  const remembered = rememberedRooms(seen, current, before, clock.now());
  const change = openChange(remembered, current, before, clock.now());
  const base: SeenRooms = {
    rooms: [...current.hashes],
    ...(current.versionId !== undefined && { versionId: current.versionId }),
  };
  const keep = (open: OpenChange | undefined): Promise<void> =>
    ledger.keepState(seenRoomsName, writeSeenRooms({ ...base, ...(open && { open }) }));
  // Before anything is told, so that a run that breaks off neither forgets the change nor begins to count anew.
  await keep(change && { ...change, runs: change.runs + 1 });
  if (change !== undefined) await keep(await workOn(change, current, before, deps));
  return current.rooms;
}

/** @returns what is still open; undefined: nothing. */
async function workOn(
  change: OpenChange,
  current: Version,
  before: Version | undefined,
  deps: WebhookChangeDeps,
): Promise<OpenChange | undefined> {
  const { delivery, aws, names, note } = deps;
  const { config, clock } = delivery;
  const secretId = config.webhookSecretId;
  const { sinceMs } = change;
  // Who it was must not keep anybody from hearing that it was.
  const writers = await findSecretWriters(
    aws,
    names.homeRegion,
    secretId,
    sinceMs,
    clock.now(),
  ).catch((error: unknown): readonly SecretWriter[] => {
    note(`who changed the webhook secret: ${errorName(error)}`);
    return [];
  });
  const mayTry = change.runs < maxRuns;
  const rooms =
    (mayTry && before?.rooms.filter((it) => change.untold.includes(hashOfRoom(it)))) || [];
  const { told, failures, over } = await tellGoneRooms(change, rooms, writers, deps);
  const runs = change.runs + 1;
  const left = rooms.map(hashOfRoom).filter((hash) => !over.includes(hash));

  const isSecond = change.isMailed;
  const isMailDue = !isSecond || (change.isWhoOpen && writers.length > 0);
  if (isMailDue) {
    const { subject, text } = composeWebhookMail(
      {
        secretId,
        writers,
        rooms: current.rooms.length,
        told: told.map(({ name }) => name),
        failures,
        unreachable: change.untold.length - rooms.length,
      },
      isSecond,
      names,
      config,
    );
    await aws.publish(names.opsTopicArn, subject, text);
  }
  const isWhoOpen = writers.length === 0 && runs < maxRunsForWho;
  const untold = runs < maxRuns ? left : [];
  return untold.length > 0 || isWhoOpen
    ? { ...change, untold, isMailed: true, isWhoOpen, runs }
    : undefined;
}

interface Telling {
  readonly told: readonly ConfiguredRoom[];
  /** Sentences, for the mail. */
  readonly failures: readonly string[];
  /** Hashes of the rooms that no other run has to tell: each was told, or refused for good. */
  readonly over: readonly string[];
}

/** Posts to the old webhooks. Only rooms that root-alert itself told before are posted to, whatever the secret says now. */
async function tellGoneRooms(
  { id }: OpenChange,
  rooms: readonly ConfiguredRoom[],
  writers: readonly SecretWriter[],
  { delivery: { config, ledger, clock } }: WebhookChangeDeps,
): Promise<Telling> {
  if (rooms.length === 0) return { told: [], failures: [], over: [] };
  const claimId = `webhook-${id}`;
  const claim = await ledger.claim(claimId, leaseMs);
  if (claim.state !== 'claimed') {
    const over = claim.state === 'told' ? rooms.map(hashOfRoom) : [];
    return { told: [], failures: [], over };
  }
  // Whatever its route says: each of them is to hear it.
  const byHash = rooms.map((room) => ({ ...room, ledgerKey: hashOfRoom(room), route: {} }));
  const post = createPostToRooms(
    fixedValue({ rooms: byHash, faults: [] }),
    config,
    createPacer(clock),
    clock,
  );
  const nowMs = clock.now();
  const gone = { secretId: config.webhookSecretId, writers };
  const messageIn = async (locale: Locale): Promise<Message> =>
    composeGoneWebhook(gone, nowMs, await withWords({ ...config, locale }));
  // Once a run: the runs are the retries.
  const triedOnce = byHash.map(({ name }) => name);
  const endsAtMs = clock.now() + maxPostingMs;
  const { reports, accepted } = await post(
    await messageIn(config.locale),
    claim.told,
    endsAtMs,
    { id: claimId, uses: [], messageIn },
    triedOnce,
  );
  const refused = reports.filter(({ isRefusal }) => isRefusal).map(({ room }) => room);
  const toldKeys = [...accepted, ...claim.told];
  const told = byHash.filter(({ ledgerKey }) => toldKeys.includes(ledgerKey));
  const over = byHash.filter((room) => told.includes(room) || refused.includes(room.name));
  await ledger.recordTold(claimId, accepted, over.length === byHash.length);
  const failure = describeFailures(reports, []);
  return {
    told,
    failures: failure === undefined ? [] : [failure],
    over: over.map(({ ledgerKey }) => ledgerKey),
  };
}

function versionOf(
  version: SecretVersion | undefined,
  extraHosts: readonly string[],
): Version | undefined {
  if (version === undefined) return undefined;
  const { rooms } = readWebhookRooms(version.text, extraHosts);
  const hashes = [
    ...new Set(rooms.flatMap((room) => [hashOfRoom(room), ...hashesOfRoute(room)])),
  ].sort();
  const { versionId, createdAtMs } = version;
  return { rooms, hashes, versionId, createdAtMs };
}
