import { targetAccountOf } from '../classify/target-account.ts';
import { inParallel } from '../in-parallel.ts';
import type { AccountNames } from '../messages/message-context.ts';
import type { RootActivity } from '../root-activity.ts';
import type { DeliveryDeps } from './delivery-deps.ts';

/** No more accounts than this are looked up in one invocation. */
const maxLookUps = 5;

/** The names of the accounts in these activities, as far as the settings and the ledger know them. */
export async function knownAccountNames(
  activities: readonly RootActivity[],
  deps: KnownNamesDeps,
): Promise<AccountNames> {
  return await knownNames(idsIn(activities), deps);
}

type KnownNamesDeps = Pick<DeliveryDeps, 'config' | 'ledger'>;

/** The names of these accounts, as far as the settings and the ledger know them. */
export async function knownNames(
  accountIds: readonly string[],
  { config, ledger }: KnownNamesDeps,
): Promise<AccountNames> {
  const names = new Map(config.accountNames);
  await inParallel(maxLookUps, unnamed(accountIds, names), async (id) => {
    const name = await ledger.accountName(id).catch(() => undefined);
    if (name !== undefined) names.set(id, name);
  });
  return names;
}

/**
 * Looks up the names that are not known yet, and keeps them in the ledger for the next alert. It runs only after a
 * batch is posted: no alert waits for a name, and none fails for it.
 *
 * @param ownAccountId the account that this runs in.
 */
export async function learnAccountNames(
  activities: readonly RootActivity[],
  known: AccountNames,
  ownAccountId: string | undefined,
  { ledger, lookUpAccountName }: DeliveryDeps,
): Promise<void> {
  if (lookUpAccountName === undefined) return;
  await inParallel(maxLookUps, unnamed(idsIn(activities), known), async (id) => {
    try {
      const name = await lookUpAccountName(id, ownAccountId);
      if (name !== undefined) await ledger.nameAccount(id, name);
    } catch {
      // The message shows the number of the account without its name.
    }
  });
}

function idsIn(activities: readonly RootActivity[]): string[] {
  return activities.flatMap((it) => [it.accountId ?? '', targetAccountOf(it) ?? '']);
}

function unnamed(accountIds: readonly string[], known: AccountNames): string[] {
  const ids = new Set(accountIds);
  return [...ids].filter((id) => /^\d{12}$/.test(id) && !known.has(id)).slice(0, maxLookUps);
}
