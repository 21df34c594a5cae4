import { executionRoleName } from '../forwarders/forwarder-template.js';
import { Refusal } from '../user-error.js';

/** Characters in the name of an IAM role (IAM User Guide, "IAM and AWS STS quotas"). */
const mostInRoleName = 64;

/**
 * Refuses a stage that AWS would only refuse in the middle of a deployment: of all names with the stage in them, that of
 * this role comes closest to what AWS takes.
 *
 * @param {string} stage
 * @param {string} home the region that is deployed to
 * @throws {Refusal}
 */
export function checkStage(stage, home) {
  const most = mostInRoleName - executionRoleName('', home).length;
  if (stage.length <= most) return;
  throw new Refusal(
    `stage: expected at most ${most} characters in ${home}; ${stage} has ${stage.length}.`,
  );
}
