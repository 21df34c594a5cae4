import type { LookUps } from './delivery-deps.ts';

type LookUpAccountName = Required<LookUps>['lookUpAccountName'];

/** Loads the clients only when a name is needed. */
const lookUpLazily: LookUpAccountName = async (...account) => {
  const { lookUpAccountName } = await import('../aws/look-up-account-name.ts');
  return await lookUpAccountName(...account);
};

/**
 * Makes a look-up of account names that asks AWS for each account once in the life of a process: a refusal is not asked
 * for again. Afterwards it resolves with undefined.
 */
export function createAccountNameLookUp(
  lookUp: LookUpAccountName = lookUpLazily,
): LookUpAccountName {
  const tried = new Set<string>();
  return async (id, ownAccountId) => {
    if (tried.has(id)) return undefined;
    tried.add(id);
    return await lookUp(id, ownAccountId);
  };
}
