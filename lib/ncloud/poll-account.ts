import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import type { Invocation } from '../delivery/invocation.ts';
import type { postJson } from '../post-json.ts';
import type { RootActivity } from '../root-activity.ts';
import { pollReadingEndsAt } from '../time-budget.ts';
import type { DeliverPolled } from './deliver-polled.ts';
import type { NcloudAccount } from './parse-accounts.ts';
import { PollError } from './poll-error.ts';
import { loadPosition, type PollPosition } from './poll-position.ts';
import { type Reading, readRootActivities } from './read-root-activities.ts';
import type { TimeWindow } from './tracer-request.ts';

/** What all accounts of one poll share. */
export interface PollContext {
  readonly delivery: DeliveryDeps;
  readonly post: typeof postJson;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly invocation: Invocation;
  readonly deliverPolled: DeliverPolled;
  /** Takes note that the position of an account, by its name, was not as a poll writes it. */
  readonly noteReplaced: (accountName: string) => void;
}

/** How many activities of an outage are delivered together, as from the outbox. */
const maxBatch = 1_000;
/** Naver Cloud keeps activities for 90 days. */
const retentionMs = 90 * 24 * 3_600_000;

/**
 * Polls one account: first what happens now, then what earlier polls missed, if they did.
 *
 * @param skewMs how far the server's clock is ahead of ours.
 * @throws {PollError} or a TracerError, after what was found is told.
 */
export async function pollAccount(
  account: NcloudAccount,
  skewMs: number,
  { delivery, post, random, invocation, deliverPolled, noteReplaced }: PollContext,
): Promise<void> {
  const { clock, config, ledger } = delivery;
  const { ncloudWindowMs: windowMs, includesPlatformActions } = config;
  const deadlineMs = pollReadingEndsAt(clock.now(), invocation.getRemainingTimeInMillis());
  const nowMs = clock.now() + skewMs;
  const position = await loadPosition(account.name, nowMs, windowMs, ledger);
  if (position.isReplaced) noteReplaced(account.name);
  const steps: PollSteps = {
    position,
    windowMs,
    isTimeLeft: () => clock.now() < deadlineMs,
    read: (window) =>
      readRootActivities({ account, window, skewMs, deadlineMs }, includesPlatformActions, {
        post,
        clock,
        random,
      }),
    async deliver(found, window) {
      position.hold(await deliverPolled(found, invocation), window);
    },
  };

  const failure = await pollFromPosition(nowMs, steps);
  if (failure !== undefined) throw failure.error;
  if (position.heldCount() > 0) {
    throw new PollError(
      `Naver Cloud, account ${account.name}: not told: ${position.heldCount()} of what root did.`,
    );
  }
}

interface PollSteps {
  readonly position: PollPosition;
  readonly windowMs: number;
  /** Whether there is time to read another window. */
  isTimeLeft(): boolean;
  read(window: TimeWindow): Promise<Reading>;
  deliver(found: readonly RootActivity[], window: TimeWindow): Promise<void>;
}

async function pollFromPosition(nowMs: number, steps: PollSteps): Promise<Reading['failure']> {
  const { position, windowMs } = steps;
  const isBehind = position.cursorMs < nowMs - windowMs;
  // What happens now is told first, however much was missed.
  const recent = { fromMs: (isBehind ? nowMs : position.cursorMs) - windowMs, toMs: nowMs };
  const { found, failure } = await steps.read(recent);
  await steps.deliver(found, recent);
  if (failure !== undefined) return failure;
  if (isBehind) return await catchUp(recent.fromMs, nowMs, steps);
  await position.moveTo(nowMs);
  return undefined;
}

/** Reads what was missed up to `untilMs`, a window at a time. What there is no time for is left to the next poll. */
async function catchUp(
  untilMs: number,
  nowMs: number,
  { position, windowMs, isTimeLeft, read, deliver }: PollSteps,
): Promise<Reading['failure']> {
  let fromMs = Math.max(position.cursorMs - windowMs, nowMs - retentionMs);
  let failure: Reading['failure'];
  const isMore = () => failure === undefined && fromMs < untilMs && isTimeLeft();
  while (isMore()) {
    const batch: RootActivity[] = [];
    const batchFromMs = fromMs;
    while (isMore() && batch.length < maxBatch) {
      const window = { fromMs, toMs: Math.min(fromMs + windowMs, untilMs) };
      const reading = await read(window);
      batch.push(...reading.found);
      failure = reading.failure;
      if (failure === undefined) fromMs = window.toMs;
    }
    await deliver(batch, { fromMs: batchFromMs, toMs: fromMs });
    await position.moveTo(fromMs === untilMs ? nowMs : Math.max(position.cursorMs, fromMs));
  }
  return failure;
}
