import { randomUUID } from 'node:crypto';
import { findTrailRecordsLazily } from '../lib/alarm/find-trail-records-lazily.ts';
import { createRootAlarmHandler } from '../lib/alarm/root-alarm-handler.ts';
import { createAccountNameLookUp } from '../lib/delivery/account-name-look-up.ts';
import { createDeliveryDeps } from '../lib/delivery/delivery-deps.ts';

/** Called by SNS for each change of the alarm `root-alert`. */
export const handler = createRootAlarmHandler(
  createDeliveryDeps(process.env, {
    lookUpAccountName: createAccountNameLookUp(),
    findTrailRecords: findTrailRecordsLazily,
  }),
  randomUUID,
);
