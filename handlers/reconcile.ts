import { createSecretReader } from '../lib/aws/secret-text.ts';
import { readSecretVersion } from '../lib/aws/secret-version.ts';
import { createAccountNameLookUp } from '../lib/delivery/account-name-look-up.ts';
import { createFindSignIns } from '../lib/delivery/create-find-sign-ins.ts';
import { createDeliveryDeps } from '../lib/delivery/delivery-deps.ts';
import { isLocalMode } from '../lib/local-mode.ts';
import { openAwsAccount } from '../lib/reconcile/aws-account.ts';
import { readMemberCallAs } from '../lib/reconcile/member-posture.ts';
import { createReconcileHandler } from '../lib/reconcile/reconcile-handler.ts';

const aws = {
  openAccount: openAwsAccount,
  readSecret: (secretId: string) => createSecretReader(secretId)(),
  readVersion: readSecretVersion,
};

/** Called by a schedule every fifteen minutes. */
export const handler = createReconcileHandler(
  createDeliveryDeps(process.env, {
    lookUpAccountName: createAccountNameLookUp(),
    findSignIns: createFindSignIns(process.env),
  }),
  isLocalMode(process.env) ? undefined : aws,
  process.env['STAGE'] ?? '',
  readMemberCallAs(process.env),
);
