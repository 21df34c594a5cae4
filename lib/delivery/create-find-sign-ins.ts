import type { LookUps } from './delivery-deps.ts';

type FindSignIns = Required<LookUps>['findSignIns'];

/** Loads CloudTrail's client only when it is asked: most batches of the outbox have no follow-up in them. */
export function createFindSignIns(env: Readonly<Record<string, string | undefined>>): FindSignIns {
  const homeRegion = env['AWS_REGION'] ?? '';
  return async (query, clock) => {
    const { findSignIns } = await import('../aws/find-sign-ins.ts');
    return await findSignIns({ ...query, homeRegion }, clock);
  };
}
