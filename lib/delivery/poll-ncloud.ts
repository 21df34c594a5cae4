import * as v from 'valibot';
import { jsonOrText } from '../json-or-text.ts';
import type { NcloudAccount, NcloudAccounts } from '../ncloud-accounts.ts';
import { OperationalError } from '../operational-error.ts';
import type { RootActivity } from '../root-activity.ts';
import { readNcloudActivity } from '../sources/ncloud-activity.ts';
import { readActivities, type TimeWindow, TracerError } from './activity-tracer.ts';
import type { AgedValue } from './aged-value.ts';
import { embeddedMetrics } from './embedded-metrics.ts';
import { type Invocation, reserveMs } from './notify.ts';
import type { postJson } from './post-json.ts';
import { createTellPolled, type TellPolled } from './tell-polled.ts';
import type { WayOut } from './way-out.ts';

/**
 * Thrown when an account could not be polled to the end, or something was not told. The sentences name the
 * account and what was wrong. Let the invocation fail: a dead monitor must not look healthy.
 */
export class PollError extends OperationalError {
  override name = 'PollError' as const;
}

export interface PollDeps {
  readonly wayOut: WayOut;
  readonly accounts: Pick<AgedValue<NcloudAccounts>, 'get' | 'reread'>;
  readonly post: typeof postJson;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** Kept back from an invocation's time for telling what was read. */
const tellingMs = 12_000;
/** A clock that is less far off than this is not why a signature was refused; five minutes are allowed. */
const leastSkewMs = 60_000;
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
  const { wayOut, accounts } = deps;
  const { clock, log, config } = wayOut;
  const tellPolled = createTellPolled(wayOut);

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
        pollWithFreshKey(account, rereadOnce, invocation, tellPolled, deps),
      ),
    );
    const failures = [
      ...setting.faults,
      ...results.flatMap((result) => (result.status === 'rejected' ? [reasonOf(result)] : [])),
    ];
    log({
      level: failures.length > 0 ? 'ERROR' : 'INFO',
      message: 'poll',
      accounts: setting.accounts.map(({ name }) => name),
      reasons: failures,
      ...embeddedMetrics(config.metricsNamespace, clock.now(), {
        [failures.length > 0 ? 'NcloudFailed' : 'NcloudPolled']: { value: 1, unit: 'Count' },
      }),
    });
    if (failures.length > 0) throw new PollError(failures.join(' '));
  };
}

/** When the key is refused, the secret is read again and the server's clock taken, and the poll begun once more. */
async function pollWithFreshKey(
  account: NcloudAccount,
  rereadOnce: () => Promise<NcloudAccounts | undefined>,
  invocation: Invocation,
  tellPolled: TellPolled,
  deps: PollDeps,
): Promise<void> {
  try {
    return await pollAccount(account, 0, invocation, tellPolled, deps);
  } catch (error) {
    if (!(error instanceof TracerError) || !error.isRefusal) throw error;
    const { skewMs = 0 } = error;
    const others = (await rereadOnce())?.accounts ?? [];
    const fresh = others.find(({ name }) => name === account.name) ?? account;
    const isSameKey =
      fresh.accessKey === account.accessKey && fresh.secretKey === account.secretKey;
    const isSkewed = Math.abs(skewMs) > leastSkewMs;
    if (isSameKey && !isSkewed) throw error;
    return await pollAccount(fresh, isSkewed ? skewMs : 0, invocation, tellPolled, deps);
  }
}

async function pollAccount(
  account: NcloudAccount,
  skewMs: number,
  invocation: Invocation,
  tellPolled: TellPolled,
  { wayOut, post, random }: PollDeps,
): Promise<void> {
  const { config, ledger, clock } = wayOut;
  const { ncloudWindowMs: windowMs } = config;
  const readingEndsMs = clock.now() + invocation.getRemainingTimeInMillis() - reserveMs - tellingMs;
  const nowMs = clock.now() + skewMs;
  const stateName = `ncloud-${account.name}`;
  const { isKnown, toMs = nowMs } = await ledger.state(stateName).then(
    (text) => ({ isKnown: true, ...positionIn(text) }),
    // Without it the window is read as if it were the first time, and what was kept is left as it is.
    () => ({ isKnown: false, toMs: nowMs }),
  );
  const cursorMs = Math.min(toMs, nowMs);
  const untoldMs: number[] = [];

  const readAndTell = async (window: TimeWindow): Promise<void> => {
    const found: RootActivity[] = [];
    const reading = await readActivities(
      account,
      window,
      (item) => {
        const activity = readNcloudActivity(item, {
          name: account.name,
          isSystemTold: config.ncloudSystem,
        });
        if (activity !== undefined) found.push(activity);
      },
      skewMs,
      readingEndsMs,
      { post, clock, random },
    ).then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    // What came before an error is told all the same.
    for (const { occurredAt } of await tellPolled(found, invocation)) {
      const atMs = occurredAt?.getTime() ?? Number.NaN;
      const isInside = atMs >= window.fromMs && atMs <= window.toMs;
      // The next poll looks back a window from here.
      untoldMs.push(isInside ? atMs : Math.min(window.fromMs + windowMs, window.toMs));
    }
    if (reading !== undefined) throw reading.error;
  };
  const keep = async (reachedMs: number): Promise<void> => {
    const state = { toMs: Math.min(reachedMs, ...untoldMs) };
    // A position that is not kept makes the next poll read more, and nothing worse.
    if (isKnown) await ledger.keepState(stateName, JSON.stringify(state)).catch(() => undefined);
  };

  // What happens now is told now, whatever lies behind.
  const isBehind = cursorMs < nowMs - windowMs;
  const recentMs = isBehind ? nowMs - windowMs : cursorMs - windowMs;
  await readAndTell({ fromMs: recentMs, toMs: nowMs });
  if (!isBehind) await keep(nowMs);

  let fromMs = Math.max(cursorMs - windowMs, nowMs - retentionMs);
  while (isBehind && fromMs < recentMs && clock.now() < readingEndsMs) {
    const stepMs = Math.min(fromMs + windowMs, recentMs);
    await readAndTell({ fromMs, toMs: stepMs });
    fromMs = stepMs;
    await keep(stepMs === recentMs ? nowMs : Math.max(cursorMs, stepMs));
  }

  if (untoldMs.length > 0) {
    throw new PollError(
      `Naver Cloud, account ${account.name}: not told: ${untoldMs.length} of what root did.`,
    );
  }
}

function positionIn(text: string | undefined): { readonly toMs?: number } {
  const parsed = v.safeParse(position, jsonOrText(text ?? ''));
  return parsed.success ? parsed.output : {};
}

function reasonOf({ reason }: PromiseRejectedResult): string {
  return reason instanceof OperationalError
    ? reason.message
    : `The poll failed: ${reason instanceof Error ? reason.name : 'unknown error'}.`;
}
