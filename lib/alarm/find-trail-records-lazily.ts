import type { LookUps } from '../delivery/delivery-deps.ts';

/** Loads CloudWatch Logs' client only when it is asked: an alarm without a log to look into does not pay for it. */
export const findTrailRecordsLazily: Required<LookUps>['findTrailRecords'] = async (...query) => {
  const { findTrailRecords } = await import('./trail-records.ts');
  return await findTrailRecords(...query);
};
