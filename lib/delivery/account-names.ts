import { targetAccountOf } from '../classify/target-account.ts';
import { inParallel } from '../in-parallel.ts';
import type { AccountNames } from '../messages/message-context.ts';
import type { RootActivity } from '../root-activity.ts';
import type { DeliveryDeps } from './delivery-deps.ts';

/** Accounts that this process has asked about, so that a refusal is not asked for again. */
const tried = new Set<string>();

/** More accounts than these are not looked up in one invocation. */
const maxLookUps = 5;

/** The names of the accounts in these activities, as far as the settings and the ledger know them. */
export async function knownAccountNames(
  activities: readonly RootActivity[],
  { config, ledger }: DeliveryDeps,
): Promise<AccountNames> {
  const names = new Map(config.accountNames);
  await inParallel(maxLookUps, unnamed(activities, names), async (id) => {
    const name = await ledger.accountName(id).catch(() => undefined);
    if (name !== undefined) names.set(id, name);
  });
  return names;
}

/**
 * Looks up the names that are not known yet, and keeps them in the ledger for the next alert. Only
 * who tells leftovers does, and when everything is out: no alert waits for a name, and none fails for it.
 *
 * @param ownAccountId the account that this runs in.
 */
export async function learnAccountNames(
  activities: readonly RootActivity[],
  known: AccountNames,
  ownAccountId: string | undefined,
  { ledger, isLocal }: DeliveryDeps,
): Promise<void> {
  const ids = unnamed(activities, known).filter((id) => !tried.has(id));
  if (isLocal || ids.length === 0) return;
  // Loaded only when needed.
  const { lookUpAccountName } = await import('../aws/look-up-account-name.ts');
  await inParallel(maxLookUps, ids, async (id) => {
    tried.add(id);
    try {
      const name = await lookUpAccountName(id, ownAccountId);
      if (name !== undefined) await ledger.nameAccount(id, name);
    } catch {
      // The number says it all the same.
    }
  });
}

function unnamed(activities: readonly RootActivity[], known: AccountNames): string[] {
  const ids = new Set(activities.flatMap((it) => [it.accountId ?? '', targetAccountOf(it) ?? '']));
  return [...ids].filter((id) => /^\d{12}$/.test(id) && !known.has(id)).slice(0, maxLookUps);
}
