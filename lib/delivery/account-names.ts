import type { AccountNames } from '../messages/compose.ts';
import type { RootActivity } from '../root-activity.ts';
import type { WayOut } from './way-out.ts';

/** Accounts that this process has asked about, so that a refusal is not asked for again. */
const tried = new Set<string>();

/** More accounts than these are not looked up in one invocation. */
const mostLookedUp = 5;

/**
 * The names of the accounts in these activities: those of the settings, those in the ledger, and
 * those that can be looked up, which the ledger keeps for the next alert. Only the outbox asks, when
 * all that was due at once is out: no alert waits for a name, and none fails for it.
 *
 * @param ownAccountId the account that this runs in.
 */
export async function learnAccountNames(
  activities: readonly RootActivity[],
  ownAccountId: string | undefined,
  { config, ledger, isLocal }: WayOut,
): Promise<AccountNames> {
  const names = new Map(config.accounts);
  const ids = new Set(activities.map(({ accountId }) => accountId ?? ''));
  const unnamed = [...ids].filter((id) => /^\d{12}$/.test(id) && !names.has(id));
  for (const id of unnamed.slice(0, mostLookedUp)) {
    try {
      const known = await ledger.accountName(id);
      const name = known ?? (isLocal ? undefined : await lookUp(id, ownAccountId));
      if (name === undefined) continue;
      names.set(id, name);
      if (known === undefined) await ledger.nameAccount(id, name);
    } catch {
      // The number says it all the same.
    }
  }
  return names;
}

async function lookUp(id: string, ownAccountId: string | undefined): Promise<string | undefined> {
  if (tried.has(id)) return undefined;
  tried.add(id);
  // Loaded only when needed.
  const { lookUpAccountName } = await import('./look-up-account-name.ts');
  return lookUpAccountName(id, ownAccountId);
}
