import * as v from 'valibot';
import type { CachedValue } from '../cached-value.ts';
import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import type { Invocation } from '../delivery/invocation.ts';
import { jsonOrText } from '../json.ts';
import { OperationalError } from '../operational-error.ts';
import type { postJson } from '../post-json.ts';
import type { RootActivity } from '../root-activity.ts';
import { readNcloudActivity } from '../sources/ncloud-activity.ts';
import { pollReadingEndsAt } from '../time-budget.ts';
import { readActivities, type TimeWindow, TracerError } from './activity-tracer.ts';
import { createDeliverPolled, type DeliverPolled } from './deliver-polled.ts';
import { pollLine } from './poll-line.ts';
import type { NcloudAccount, NcloudAccounts } from './read-accounts.ts';

/**
 * Thrown when an account could not be polled to the end, or something was not told. The sentences name the
 * account and what was wrong. Let the invocation fail: a dead monitor must not look healthy.
 */
export class PollError extends OperationalError {
  override name = 'PollError' as const;
}

export interface PollDeps {
  readonly delivery: DeliveryDeps;
  readonly accounts: Pick<CachedValue<NcloudAccounts>, 'get' | 'reread'>;
  readonly post: typeof postJson;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** A clock that is less far off than this is not why a signature was refused; five minutes are allowed. */
const minSkewMs = 60_000;
/** So many activities of an outage are told together, as the outbox does. */
const maxConcurrency = 1_000;
/** Naver Cloud keeps activities for 90 days. */
const retentionMs = 90 * 24 * 3_600_000;

const position = v.object({ toMs: v.pipe(v.number(), v.minValue(0)) });

/**
 * Makes the poll that each minute tells what root did in the accounts of Naver Cloud.
 *
 * An account's activities show up in no order, and some late, so each poll looks back a window further
 * than where the last one ended; the ledger knows what was told. After an outage it first reads what
 * happens now, then what was missed, a window at a time. Where it stands is kept in the ledger under
 * the name that the account has in the secret, and never passes what was not told.
 *
 * The function that it gives rejects with {@link PollError}; an account that fails does not stop the others.
 */
export function createNcloudPoll(deps: PollDeps): (invocation: Invocation) => Promise<void> {
  const { delivery, accounts } = deps;
  const { clock, log, config } = delivery;
  const deliverPolled = createDeliverPolled(delivery);

  return async (invocation) => {
    let setting = await accounts.get();
    // A fault may have been mended since.
    if (setting.faults.length > 0) setting = await accounts.reread();
    let rereading: Promise<NcloudAccounts | undefined> | undefined;
    const rereadOnce = () => {
      rereading ??= accounts.reread().catch(() => undefined);
      return rereading;
    };
    const results = await Promise.allSettled(
      setting.accounts.map((account) =>
        pollWithFreshKey(account, rereadOnce, invocation, deliverPolled, deps),
      ),
    );
    const failures = [
      ...setting.faults,
      ...results.flatMap((result) => (result.status === 'rejected' ? [reasonOf(result)] : [])),
    ];
    const names = setting.accounts.map(({ name }) => name);
    log(pollLine({ accounts: names, reasons: failures }, config.metricsNamespace, clock.now()));
    if (failures.length > 0) throw new PollError(failures.join(' '));
  };
}

/** When the key is refused, the secret is read again and the server's clock taken, and the poll begun once more. */
async function pollWithFreshKey(
  account: NcloudAccount,
  rereadOnce: () => Promise<NcloudAccounts | undefined>,
  invocation: Invocation,
  deliverPolled: DeliverPolled,
  deps: PollDeps,
): Promise<void> {
  try {
    return await pollAccount(account, 0, invocation, deliverPolled, deps);
  } catch (error) {
    if (!(error instanceof TracerError) || !error.isRefusal) throw error;
    const { skewMs = 0 } = error;
    const others = (await rereadOnce())?.accounts ?? [];
    const fresh = others.find(({ name }) => name === account.name) ?? account;
    const isSameKey =
      fresh.accessKey === account.accessKey && fresh.secretKey === account.secretKey;
    const isSkewed = Math.abs(skewMs) > minSkewMs;
    if (isSameKey && !isSkewed) throw error;
    return await pollAccount(fresh, isSkewed ? skewMs : 0, invocation, deliverPolled, deps);
  }
}

interface Reading {
  readonly found: readonly RootActivity[];
  readonly failure: { readonly error: unknown } | undefined;
}

async function pollAccount(
  account: NcloudAccount,
  skewMs: number,
  invocation: Invocation,
  deliverPolled: DeliverPolled,
  { delivery, post, random }: PollDeps,
): Promise<void> {
  const { config, ledger, clock } = delivery;
  const { ncloudWindowMs: windowMs } = config;
  const readingEndsMs = pollReadingEndsAt(clock.now(), invocation.getRemainingTimeInMillis());
  const nowMs = clock.now() + skewMs;
  const stateName = `ncloud-${account.name}`;
  const { isKnown, toMs } = await ledger.state(stateName).then(
    (text) => ({ isKnown: true, ...positionIn(text) }),
    // Without it the window is read as if it were the first time, and what was kept is left as it is.
    () => ({ isKnown: false, toMs: undefined }),
  );
  const cursorMs = Math.min(toMs ?? nowMs, nowMs);
  const untoldMs: number[] = [];

  /** What came before an error is told all the same, so both come back. */
  const read = async (window: TimeWindow): Promise<Reading> => {
    const found: RootActivity[] = [];
    const deps = { post, clock, random };
    const onItem = (item: unknown): void => {
      const { name } = account;
      const activity = readNcloudActivity(item, {
        name,
        includesPlatformActions: config.includesPlatformActions,
      });
      if (activity !== undefined) found.push(activity);
    };
    return await readActivities(account, window, onItem, skewMs, readingEndsMs, deps).then(
      () => ({ found, failure: undefined }),
      (error: unknown) => ({ found, failure: { error } }),
    );
  };
  const tell = async (found: readonly RootActivity[], window: TimeWindow): Promise<void> => {
    for (const { occurredAt } of await deliverPolled(found, invocation)) {
      const atMs = occurredAt?.getTime() ?? Number.NaN;
      const isInside = atMs >= window.fromMs && atMs <= window.toMs;
      // The next poll looks back a window from here.
      untoldMs.push(isInside ? atMs : Math.min(window.fromMs + windowMs, window.toMs));
    }
  };
  const keep = async (reachedMs: number): Promise<void> => {
    const state = { toMs: untoldMs.reduce((one, other) => Math.min(one, other), reachedMs) };
    // A position that is not kept makes the next poll read more, and nothing worse.
    if (isKnown) await ledger.keepState(stateName, JSON.stringify(state)).catch(() => undefined);
  };

  // Should the first poll fail, the next ones begin where it would have.
  if (toMs === undefined) await keep(nowMs);

  // What happens now is told now, whatever lies behind.
  const isBehind = cursorMs < nowMs - windowMs;
  const recent = { fromMs: (isBehind ? nowMs : cursorMs) - windowMs, toMs: nowMs };
  let { found, failure } = await read(recent);
  await tell(found, recent);
  if (!isBehind && failure === undefined) await keep(nowMs);

  let fromMs = Math.max(cursorMs - windowMs, nowMs - retentionMs);
  const isMore = () =>
    isBehind && failure === undefined && fromMs < recent.fromMs && clock.now() < readingEndsMs;
  while (isMore()) {
    const batch: RootActivity[] = [];
    const batchFromMs = fromMs;
    while (isMore() && batch.length < maxConcurrency) {
      const toMs = Math.min(fromMs + windowMs, recent.fromMs);
      ({ found, failure } = await read({ fromMs, toMs }));
      batch.push(...found);
      if (failure === undefined) fromMs = toMs;
    }
    await tell(batch, { fromMs: batchFromMs, toMs: fromMs });
    await keep(fromMs === recent.fromMs ? nowMs : Math.max(cursorMs, fromMs));
  }

  if (failure !== undefined) throw failure.error;
  if (untoldMs.length > 0) {
    throw new PollError(
      `Naver Cloud, account ${account.name}: not told: ${untoldMs.length} of what root did.`,
    );
  }
}

function positionIn(text: string | undefined): { readonly toMs: number | undefined } {
  const parsed = v.safeParse(position, jsonOrText(text ?? ''));
  return { toMs: parsed.success ? parsed.output.toMs : undefined };
}

function reasonOf({ reason }: PromiseRejectedResult): string {
  return reason instanceof OperationalError
    ? reason.message
    : `The poll failed: ${reason instanceof Error ? reason.name : 'unknown error'}.`;
}
