import type { CachedValue } from '../cached-value.ts';
import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import type { Invocation } from '../delivery/invocation.ts';
import { errorName } from '../error-text.ts';
import { OperationalError } from '../operational-error.ts';
import type { postJson } from '../post-json.ts';
import { TracerError } from './activity-tracer.ts';
import { createDeliverPolled } from './deliver-polled.ts';
import type { NcloudAccount, NcloudAccounts } from './parse-accounts.ts';
import { type PollContext, pollAccount } from './poll-account.ts';
import { PollError } from './poll-error.ts';
import { pollLine } from './poll-line.ts';
import { keepReplaced } from './replaced-positions.ts';

export interface PollDeps {
  readonly delivery: DeliveryDeps;
  readonly accounts: Pick<CachedValue<NcloudAccounts>, 'get' | 'reread'>;
  readonly post: typeof postJson;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** A smaller difference of clocks is not why a signature was refused: five minutes are allowed. */
const minSkewMs = 60_000;

/**
 * Makes the poll that tells each minute what root did in the accounts of Naver Cloud.
 *
 * Activities of an account show up in no order, and some late. So each poll begins one window before the position
 * where the last one ended, and the ledger knows what was told. After an outage it first reads what happens now, then
 * what was missed, one window at a time. The ledger keeps the position under the account's name in the secret; it
 * never passes what was not told.
 *
 * The returned function rejects with {@link PollError}. An account that fails does not stop the others.
 */
export function createNcloudPoll(deps: PollDeps): (invocation: Invocation) => Promise<void> {
  const { delivery, accounts, post, random } = deps;
  const { clock, log, config } = delivery;
  const deliverPolled = createDeliverPolled(delivery);

  return async (invocation) => {
    let setting = await accounts.get();
    // A fault in the secret may have been repaired since.
    if (setting.faults.length > 0) setting = await accounts.reread();
    let rereading: Promise<NcloudAccounts | undefined> | undefined;
    const rereadOnce = () => {
      rereading ??= accounts.reread().catch(() => undefined);
      return rereading;
    };
    const replaced = new Set<string>();
    const noteReplaced = (name: string) => replaced.add(name);
    const context = { delivery, post, random, invocation, deliverPolled, noteReplaced };
    const results = await Promise.allSettled(
      setting.accounts.map((account) => pollWithFreshKey(account, rereadOnce, context)),
    );
    if (replaced.size > 0) await keepReplaced(delivery.ledger, [...replaced], clock.now());
    const reasons = [
      ...setting.faults,
      ...results.flatMap((result) => (result.status === 'rejected' ? [reasonOf(result)] : [])),
    ];
    const names = setting.accounts.map(({ name }) => name);
    log(
      pollLine(
        { accounts: names, reasons, replaced: [...replaced] },
        config.metricsNamespace,
        clock.now(),
      ),
    );
    if (reasons.length > 0) throw new PollError(reasons.join(' '));
  };
}

/** If the key or the clock is refused, polls once more, with the key that the secret has now and the server's time. */
async function pollWithFreshKey(
  account: NcloudAccount,
  rereadOnce: () => Promise<NcloudAccounts | undefined>,
  context: PollContext,
): Promise<void> {
  try {
    return await pollAccount(account, 0, context);
  } catch (error) {
    if (!(error instanceof TracerError) || !error.isRefusal) throw error;
    const { skewMs = 0 } = error;
    const inSecret = (await rereadOnce())?.accounts ?? [];
    const fresh = inSecret.find(({ name }) => name === account.name) ?? account;
    const isSameKey =
      fresh.accessKey === account.accessKey && fresh.secretKey === account.secretKey;
    const isSkewed = Math.abs(skewMs) > minSkewMs;
    if (isSameKey && !isSkewed) throw error;
    return await pollAccount(fresh, isSkewed ? skewMs : 0, context);
  }
}

function reasonOf({ reason }: PromiseRejectedResult): string {
  return reason instanceof OperationalError
    ? reason.message
    : `The poll failed: ${errorName(reason)}.`;
}
