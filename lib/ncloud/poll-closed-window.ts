import { fixedValue } from '../cached-value.ts';
import { systemClock } from '../clock.ts';
import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import { createMemoryLedger } from '../ledger/memory-ledger.ts';
import { postJson } from '../post-json.ts';
import { createPostToRooms } from '../rooms/create-post-to-rooms.ts';
import { createPacer } from '../rooms/pacer.ts';
import type { RootActivity } from '../root-activity.ts';
import { actionMs, actionReadingEndsAt } from '../time-budget.ts';
import { type ActionSettings, readActionSettings } from './action-settings.ts';
import { closedWindow } from './closed-window.ts';
import { createDeliverPolled } from './deliver-polled.ts';
import { PollError } from './poll-error.ts';
import { readRootActivities } from './read-root-activities.ts';
import type { TimeWindow } from './tracer-request.ts';

/** Whether a moment at the edge of a window belongs to it is not documented, so more is read and sorted out here. */
const marginMs = 1_000;
const minuteMs = 60_000;
/** What is told later than this after its minute could be polled is called late. */
const lateAfterMs = 3 * minuteMs;

const clock = systemClock;
/** A warm process remembers what it told, should a tick come twice. */
const ledger = createMemoryLedger(clock);
const paceMs = createPacer(clock);

/**
 * Tells what root did in Naver Cloud in one closed minute, some minutes ago. Nothing is kept between two calls:
 * nobody looks at the minute of a missed tick, and what a room does not accept in time is lost.
 *
 * @param parameters of the action: `WEBHOOK_URL`, `NCLOUD_ACCESS_KEY`, `NCLOUD_SECRET_KEY`, and the optional ones of
 *   docs/ncloud.md.
 * @throws {ConfigError}, {@link PollError} or a TracerError: the action must fail visibly.
 */
export async function pollClosedWindow(parameters: unknown): Promise<{ readonly message: string }> {
  const settings = readActionSettings(parameters);
  const { config, account, delayMs } = settings;
  const endsAtMs = clock.now() + actionMs;
  const minute = closedWindow(clock.now(), delayMs);

  const reading = await readRootActivities(
    {
      account,
      window: { fromMs: minute.fromMs - marginMs, toMs: minute.toMs + marginMs },
      skewMs: 0,
      deadlineMs: actionReadingEndsAt(endsAtMs),
    },
    config.includesPlatformActions,
    { post: postJson, clock, random: Math.random },
  );
  const found = reading.found.filter((activity) => isToldWith(minute, activity));

  // The time that we wait for the minute to be over does not make an activity late.
  const deliverPolled = createDeliverPolled(deliveryDepsFor(settings), delayMs + lateAfterMs);
  const untold = await deliverPolled(found, {
    getRemainingTimeInMillis: () => endsAtMs - clock.now(),
  });
  if (reading.failure !== undefined) throw reading.failure.error;
  if (untold.length > 0) {
    throw new PollError(`Not told: ${untold.length} of what root did. The log says why.`);
  }
  const from = new Date(minute.fromMs).toISOString();
  return { message: `Polled the minute from ${from}; root did ${found.length} things.` };
}

/** The minutes beside this one are told with their own tick. A time that was not asked for is odd, so it is told now. */
function isToldWith({ fromMs, toMs }: TimeWindow, { occurredAt }: RootActivity): boolean {
  const atMs = occurredAt?.getTime() ?? fromMs;
  const isInside = atMs >= fromMs && atMs < toMs;
  const isOfMinuteBeside = Math.abs(atMs - fromMs) < 2 * minuteMs;
  return isInside || !isOfMinuteBeside;
}

function deliveryDepsFor({ config, rooms }: ActionSettings): DeliveryDeps {
  const post = createPostToRooms(fixedValue(rooms), config, paceMs, clock);
  return {
    config,
    ledger,
    clock,
    // No room is limited to one attempt: there is no later run that would try again.
    postToRooms: (message, alreadyTold, deadlineMs, about) =>
      post(message, alreadyTold, deadlineMs, about),
    log: (line) => console.log(JSON.stringify(line)),
  };
}
