import { findTrailRecordsLazily } from '../lib/alarm/find-trail-records-lazily.ts';
import { createHideMessage } from '../lib/aws/hide-message.ts';
import { createAccountNameLookUp } from '../lib/delivery/account-name-look-up.ts';
import { createFindSignIns } from '../lib/delivery/create-find-sign-ins.ts';
import { createDeliveryDeps } from '../lib/delivery/delivery-deps.ts';
import { createOutboxHandler } from '../lib/delivery/outbox-handler.ts';

/** Called by SQS two minutes after each use of root or alarm, with whatever else has gathered. */
export const handler = createOutboxHandler(
  createDeliveryDeps(process.env, {
    lookUpAccountName: createAccountNameLookUp(),
    findTrailRecords: findTrailRecordsLazily,
    findSignIns: createFindSignIns(process.env),
  }),
  createHideMessage(process.env),
);
