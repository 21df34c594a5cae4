import type { LookUps } from './delivery-deps.ts';

/**
 * Makes a look-up of account names in AWS that asks for each account once in the life of a process: a refusal is not
 * asked for again. The clients are loaded only when they are needed.
 */
export function createAccountNameLookUp(): Required<LookUps>['lookUpAccountName'] {
  const tried = new Set<string>();
  return async (id, ownAccountId) => {
    if (tried.has(id)) return undefined;
    tried.add(id);
    const { lookUpAccountName } = await import('../aws/look-up-account-name.ts');
    return await lookUpAccountName(id, ownAccountId);
  };
}
