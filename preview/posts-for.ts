import { randomUUID } from 'node:crypto';
import type { SNSEventRecord, SQSEvent } from 'aws-lambda';
import * as v from 'valibot';
import { isWanted } from '../lib/alarm/is-wanted.ts';
import { createRootAlarmHandler } from '../lib/alarm/root-alarm-handler.ts';
import type { Config } from '../lib/config.ts';
import type { DeliveryDeps } from '../lib/delivery/delivery-deps.ts';
import { createOutboxHandler } from '../lib/delivery/outbox-handler.ts';
import { createRootEventHandler } from '../lib/delivery/root-event-handler.ts';
import { ownDeployment } from '../lib/guard/own-deployment.ts';
import { createMemoryLedger } from '../lib/ledger/memory-ledger.ts';
import { loadWords } from '../lib/messages/load-words.ts';
import { createNcloudSampleHandler } from '../lib/ncloud/ncloud-activity-handler.ts';
import type { RootActivity } from '../lib/root-activity.ts';
import { readEventBridgeEvent } from '../lib/sources/eventbridge-event.ts';
import { readNcloudActivity } from '../lib/sources/ncloud-activity.ts';
import { readNotification } from '../lib/sources/notification.ts';
import { cloudTrailEventsIn } from '../plugin/invoke-local/cloudtrail-events.ts';
import { functionForEvent } from '../plugin/invoke-local/function-for-event.ts';
import { whyNotPassedOn } from '../plugin/invoke-local/why-not-passed-on.ts';
import { type Payloads, payloadsFor } from './payloads-for.ts';
import { withSampleCountries } from './sample-countries.ts';

/** One message, in the JSON that each kind of room is posted. */
export interface Post {
  readonly payloads: Payloads;
  /** In milliseconds since 1970. */
  readonly postedAtMs: number;
  /** A state of an alarm that the settings do not ask for, so that the deployed function stays silent. */
  readonly unaskedState: string | undefined;
}

type FunctionName = NonNullable<ReturnType<typeof functionForEvent>>;

/** What a function is given for one event, or for one record of it. */
interface Preview {
  /** The clock stands still then. */
  readonly nowMs: number;
  readonly config: Config;
  readonly unaskedState?: string | undefined;
  readonly run: (delivery: DeliveryDeps) => Promise<unknown>;
}

/** A use reaches the room this long after it happened, on a fast day. */
const usualDelayMs = 4_000;
/** The outbox delivers a message this long after it was queued. */
const outboxDelayMs = 120_000;

/** There is no queue. */
const nothingHidden = () => Promise.resolve();

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

/** How each function takes its event: the same code as deployed, with a clock that suits the event. */
const previewsOf: Readonly<
  Record<FunctionName, (event: unknown, config: Config) => readonly Preview[]>
> = {
  rootEvent: (content, config) =>
    (cloudTrailEventsIn(content) ?? [])
      .filter((event) => whyNotPassedOn(event, ownDeployment(config)) === undefined)
      .map((event) => ({
        config,
        nowMs: soonAfter(readEventBridgeEvent(event, ownDeployment(config))),
        run: (delivery) => createRootEventHandler(delivery)(event, invocation),
      })),
  ncloudActivity: (event, config) => [
    {
      config,
      nowMs: soonAfter(
        readNcloudActivity(event, {
          name: 'ncloud',
          includesPlatformActions: config.includesPlatformActions,
        }),
      ),
      run: (delivery) => createNcloudSampleHandler(delivery)(event, invocation),
    },
  ],
  outbox: (event, config) => {
    const sentAtMs = v
      .parse(sqsSchema, event)
      .Records.map(({ attributes }) => attributes.SentTimestamp);
    return [
      {
        config,
        nowMs: Math.max(...sentAtMs) + outboxDelayMs,
        run: (delivery) =>
          createOutboxHandler(delivery, nothingHidden)(event as SQSEvent, invocation),
      },
    ];
  },
  rootAlarm: (event, config) =>
    v.parse(snsSchema, event).Records.map((record) => {
      const activity = readNotification(record.Sns, randomUUID);
      const state = activity.kind === 'alarm' ? activity.state : undefined;
      return {
        // A state that nobody asks for is shown, and marked.
        config: state === undefined ? config : { ...config, alarmStates: [state] },
        nowMs: soonAfter(activity),
        unaskedState: isWanted(activity, config) ? undefined : state,
        run: (delivery) => {
          const Records = [record as SNSEventRecord];
          return createRootAlarmHandler(delivery, randomUUID)({ Records }, invocation);
        },
      };
    }),
};

/** In the order in which a reader wants to see their events. */
export const functionNames = Object.keys(previewsOf) as readonly FunctionName[];

/**
 * What the rooms are posted for an event, by the code that the functions run, with a ledger that knows nothing yet and
 * a clock that stands shortly after the event.
 *
 * @returns undefined when no function takes such an event.
 * @throws {Error} when the event has the outline of one that is taken, but nothing in it to post.
 */
export async function postsFor(event: unknown, config: Config): Promise<Post[] | undefined> {
  const name = functionForEvent(event);
  if (name === undefined) return undefined;
  const posts: Post[] = [];
  for (const preview of previewsOf[name](event, config)) {
    await preview.run(deliveryInto(posts, preview));
  }
  return posts;
}

/** Collects what would be posted. AWS is asked for nothing. */
function deliveryInto(posts: Post[], { nowMs, config, unaskedState }: Preview): DeliveryDeps {
  const clock = { now: () => nowMs, sleep: async () => {} };
  return {
    config,
    ledger: createMemoryLedger(clock),
    clock,
    log: () => {},
    postToRooms: async (message, _alreadyTold, _deadlineMs, { id }) => {
      const { countryNames } = (await loadWords(config.locale)).aws;
      posts.push({
        payloads: await payloadsFor(withSampleCountries(message, countryNames), config, id),
        postedAtMs: nowMs,
        unaskedState,
      });
      return {
        reports: [{ room: 'preview', isTold: true, attempts: 0 }],
        accepted: ['preview'],
        faults: [],
      };
    },
  };
}

function soonAfter(activity: RootActivity | undefined): number {
  return (activity?.occurredAt?.getTime() ?? Date.now()) + usualDelayMs;
}
