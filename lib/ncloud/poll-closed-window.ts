import * as v from 'valibot';
import { fixedValue } from '../cached-value.ts';
import { systemClock } from '../clock.ts';
import { type Config, ConfigError, readConfig } from '../config.ts';
import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import { createMemoryLedger } from '../ledger/memory-ledger.ts';
import { postJson } from '../post-json.ts';
import { createPostToRooms } from '../rooms/create-post-to-rooms.ts';
import { createPacer } from '../rooms/pacer.ts';
import { readWebhookRooms } from '../rooms/webhook-rooms.ts';
import type { RootActivity } from '../root-activity.ts';
import { readNcloudActivity } from '../sources/ncloud-activity.ts';
import { readActivities } from './activity-tracer.ts';
import { closedWindow } from './closed-window.ts';
import { createDeliverPolled } from './deliver-polled.ts';
import { PollError } from './poll.ts';
import { type NcloudAccount, readNcloudParameters } from './read-accounts.ts';

/** The action's time, less a little for its start; 60 seconds is what an action has by default. */
const invocationMs = 50_000;
/** Kept back from it for telling what was read. */
const tellingMs = 15_000;
/** Whether a moment at the edge belongs to what was asked for is not documented; we decide for ourselves. */
const marginMs = 1_000;
const minuteMs = 60_000;

const clock = systemClock;
/** A warm process remembers what it told, should a tick come twice. */
const ledger = createMemoryLedger(clock);
const paceMs = createPacer(clock);

const delay = v.pipe(
  v.optional(v.union([v.string(), v.number()]), '3'),
  v.transform(String),
  v.regex(/^\d{1,2}$/, 'expected a whole number of minutes from 1 to 60'),
  v.transform(Number),
  v.minValue(1, 'expected a whole number of minutes from 1 to 60'),
  v.maxValue(60, 'expected a whole number of minutes from 1 to 60'),
);

/**
 * Tells what root did in Naver Cloud in one closed minute, some minutes ago. Nothing is kept between two
 * calls: a missed tick is a minute that nobody looks at, and what a room does not take in time is lost.
 *
 * @param parameters of the action: `WEBHOOK_URL`, `NCLOUD_ACCESS_KEY`, `NCLOUD_SECRET_KEY`, and the optional
 *   ones of docs/ncloud.md.
 * @throws {ConfigError}, {@link PollError} or a TracerError: the action must fail, and be seen to.
 */
export async function pollClosedWindow(parameters: unknown): Promise<{ readonly message: string }> {
  const { config, account, delayMs, tell } = settingsIn(parameters);
  const endsMs = clock.now() + invocationMs;
  const invocation = { getRemainingTimeInMillis: () => endsMs - clock.now() };
  const window = closedWindow(clock.now(), delayMs);

  const found: RootActivity[] = [];
  const reading = await readActivities(
    account,
    { fromMs: window.fromMs - marginMs, toMs: window.toMs + marginMs },
    (item) => {
      const { name } = account;
      const activity = readNcloudActivity(item, {
        name,
        includesPlatformActions: config.includesPlatformActions,
      });
      const atMs = activity?.occurredAt?.getTime() ?? window.fromMs;
      const isInside = atMs >= window.fromMs && atMs < window.toMs;
      // What is of a neighbour's minute is told with that one; a time that was not asked for is odd, and told now.
      const isNeighbours = Math.abs(atMs - window.fromMs) < 2 * minuteMs;
      if (activity !== undefined && (isInside || !isNeighbours)) found.push(activity);
    },
    0,
    endsMs - tellingMs,
    { post: postJson, clock, random: Math.random },
  ).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );

  const delivery: DeliveryDeps = {
    config,
    ledger,
    clock,
    postToRooms: tell,
    isLocal: true,
    log: (line) => console.log(JSON.stringify(line)),
  };
  // Nothing is late only because we wait for the minute to be whole.
  const deliverPolled = createDeliverPolled(delivery, delayMs + 3 * minuteMs);
  const untold = await deliverPolled(found, invocation);
  if (reading !== undefined) throw reading.error;
  if (untold.length > 0) {
    throw new PollError(`Not told: ${untold.length} of what root did. The log says why.`);
  }
  const minute = new Date(window.fromMs).toISOString();
  return { message: `Polled the minute from ${minute}; root did ${found.length} things.` };
}

interface Settings {
  readonly config: Config;
  readonly account: NcloudAccount;
  readonly delayMs: number;
  readonly tell: DeliveryDeps['postToRooms'];
}

function settingsIn(parameters: unknown): Settings {
  const given = Object.fromEntries(
    Object.entries(Object(parameters))
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  );
  // Neither is there: the webhook is a parameter, and the ledger this process.
  const config = readConfig({ ...given, WEBHOOK_SECRET_ID: '-', LEDGER_TABLE: '-' });
  const { accounts, faults } = readNcloudParameters(given, config.ncloudApiUrl);
  const rooms = readWebhookRooms(given['WEBHOOK_URL'] ?? '', config.webhookExtraHosts);
  const minutes = v.safeParse(delay, given['NCLOUD_DELAY_MINUTES']);
  const [account] = accounts;
  const wrong = [
    ...rooms.faults.map((fault) => fault.replace(/^webhook secret/, 'WEBHOOK_URL')),
    ...faults,
    ...(minutes.issues ?? []).map(({ message }) => `NCLOUD_DELAY_MINUTES: ${message}.`),
  ];
  if (account === undefined || !minutes.success || wrong.length > 0) {
    throw new ConfigError(wrong.join(' '));
  }
  const post = createPostToRooms(fixedValue(rooms), config, paceMs, clock);
  return {
    config,
    account,
    delayMs: minutes.output * minuteMs,
    // No room is limited to one attempt: there is no later run that would try again.
    tell: (message, alreadyTold, deadlineMs) => post(message, alreadyTold, deadlineMs),
  };
}
