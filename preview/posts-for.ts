import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { deliverAlarm } from '../lib/alarm/deliver-alarm.ts';
import type { Config } from '../lib/config.ts';
import { deliverBatch } from '../lib/delivery/deliver-batch.ts';
import type { DeliveryDeps } from '../lib/delivery/delivery-deps.ts';
import { notify } from '../lib/delivery/notify.ts';
import { createMemoryLedger } from '../lib/ledger/memory-ledger.ts';
import { payloadFor } from '../lib/rooms/payload.ts';
import { type RoomKind, roomKinds } from '../lib/rooms/room-types.ts';
import { readAlarmNotification } from '../lib/sources/alarm-notification.ts';
import { readCloudTrailEvent } from '../lib/sources/cloudtrail-event.ts';
import { readNcloudActivity } from '../lib/sources/ncloud-activity.ts';
import { readOutboxMessage } from '../lib/sources/outbox-message.ts';
import { functionForEvent } from '../plugin/invoke-local/function-for-event.js';

/** One message, in the JSON that each kind of room is posted. */
export interface Post {
  readonly payloads: Readonly<Record<RoomKind, string>>;
  /** In milliseconds since 1970. */
  readonly postedAtMs: number;
  /** A state of an alarm that the settings do not ask for, so that the deployed function stays silent. */
  readonly unaskedState: string | undefined;
}

type FunctionName = NonNullable<ReturnType<typeof functionForEvent>>;
/** A way out whose clock stands still at `nowMs`. */
type DeliveryAt = (nowMs: number, unaskedState?: string) => DeliveryDeps;

/** As long as a fast day takes from the call to the room. */
const usualDelayMs = 4_000;
/** The outbox holds a message back for so long. */
const outboxDelayMs = 120_000;

const invocation = { getRemainingTimeInMillis: () => 60_000 };

const snsSchema = v.object({ Records: v.array(v.object({ Sns: v.unknown() })) });
const sqsSchema = v.object({
  Records: v.array(
    v.object({
      messageId: v.string(),
      body: v.string(),
      attributes: v.object({ SentTimestamp: v.pipe(v.string(), v.transform(Number), v.finite()) }),
    }),
  ),
});

/** What each function does with its event once it is read: what it tells goes through the way out. */
const tellWith: Readonly<
  Record<FunctionName, (event: unknown, config: Config, deliveryAt: DeliveryAt) => Promise<unknown>>
> = {
  rootEvent: (event, _, deliveryAt) => {
    const activity = readCloudTrailEvent(event);
    const happenedAtMs = activity.occurredAt?.getTime() ?? Date.now();
    return notify(activity, invocation, deliveryAt(happenedAtMs + usualDelayMs));
  },
  ncloudActivity: async (event, { includesPlatformActions }, deliveryAt) => {
    const account = { name: 'ncloud', includesPlatformActions };
    const activity = readNcloudActivity(event, account);
    // Of what root did not do, nothing is told.
    if (activity === undefined) return;
    const happenedAtMs = activity.occurredAt?.getTime() ?? Date.now();
    await notify(activity, invocation, deliveryAt(happenedAtMs + usualDelayMs));
  },
  outbox: (event, _, deliveryAt) => {
    const entries = v.parse(sqsSchema, event).Records.map(({ messageId, body, attributes }) => ({
      messageId,
      sentAtMs: attributes.SentTimestamp,
      activity: readOutboxMessage(body, () => messageId),
    }));
    const lastMs = Math.max(...entries.map(({ sentAtMs }) => sentAtMs));
    return deliverBatch(entries, invocation, deliveryAt(lastMs + outboxDelayMs));
  },
  rootAlarm: async (event, { alarmStates }, deliveryAt) => {
    for (const { Sns } of v.parse(snsSchema, event).Records) {
      const alarm = readAlarmNotification(Sns, randomUUID);
      const changedAtMs = alarm.occurredAt?.getTime() ?? Date.now();
      const unaskedState = alarmStates.includes(alarm.state) ? undefined : alarm.state;
      await deliverAlarm(alarm, invocation, deliveryAt(changedAtMs + usualDelayMs, unaskedState));
    }
  },
};

/** In the order in which a reader wants to see their events. */
export const functionNames = Object.keys(tellWith) as readonly FunctionName[];

/**
 * What the rooms are posted for an event, by the code that the functions run, with a ledger that knows nothing yet
 * and a clock that stands shortly after the event.
 *
 * @returns undefined when no function takes such an event.
 * @throws {Error} when the event has the outline of one that is taken, but nothing in it to tell of.
 */
export async function postsFor(event: unknown, config: Config): Promise<Post[] | undefined> {
  const name = functionForEvent(event);
  if (name === undefined) return undefined;
  const posts: Post[] = [];
  await tellWith[name](event, config, (nowMs, unaskedState) => {
    const clock = { now: () => nowMs, sleep: async () => {} };
    return {
      config,
      ledger: createMemoryLedger(clock),
      clock,
      // As deployed, each says how long it took; but these two would then ask AWS for more.
      isLocal: name === 'outbox' || name === 'rootAlarm',
      log: () => {},
      postToRooms: async (message) => {
        const payloads = Object.fromEntries(
          roomKinds.map((kind) => [kind, JSON.stringify(payloadFor(kind, message, config))]),
        ) as Post['payloads'];
        posts.push({ payloads, postedAtMs: nowMs, unaskedState });
        return {
          reports: [{ room: 'preview', isTold: true, attempts: 0 }],
          accepted: ['preview'],
          faults: [],
        };
      },
    };
  });
  return posts;
}
