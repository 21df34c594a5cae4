import { executionRoleName } from '../forwarders/forwarder-template.js';
import { UserError } from '../user-error.js';

/** Characters in the name of an IAM role (IAM User Guide, "IAM and AWS STS quotas"). */
const maxRoleNameLength = 64;

/**
 * Refuses a stage that AWS would only refuse in the middle of a deployment: of all names with the stage in them, that of
 * this role comes closest to what AWS takes.
 *
 * @param {string} stage
 * @param {string} home the region that is deployed to
 * @throws {UserError}
 */
export function checkStage(stage, home) {
  const most = maxRoleNameLength - executionRoleName('', home).length;
  if (stage.length <= most) return;
  throw new UserError(
    `stage: expected at most ${most} characters in ${home}; ${stage} has ${stage.length}.`,
  );
}
