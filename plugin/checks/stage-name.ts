import { executionRoleName } from '../../lib/resource-names.ts';
import { UserError } from '../user-error.ts';

/**
 * Checks that every name with the stage in it can be one. Capitals are refused, since `PROD` would be another deployment
 * beside `prod`.
 *
 * @throws {UserError}
 */
export function checkStageName(stage: string): void {
  if (/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(stage)) return;
  const cannotBe = stage.length > 40 ? 'this' : JSON.stringify(stage);
  throw new UserError(
    `stage: expected small letters, digits and hyphens, with a letter first, such as prod; ${cannotBe} is none.`,
  );
}

/** Characters in the name of an IAM role (IAM User Guide, "IAM and AWS STS quotas"). */
const maxRoleNameLength = 64;

/**
 * Checks the length of the stage's name, which AWS would only refuse in the middle of a deployment. Of all names that
 * hold the stage, this role's comes closest to its limit.
 *
 * @param home the region that is deployed to
 * @throws {UserError}
 */
export function checkStage(stage: string, home: string): void {
  const maxLength = maxRoleNameLength - executionRoleName('', home).length;
  if (stage.length <= maxLength) return;
  throw new UserError(
    `stage: expected at most ${maxLength} characters in ${home}; ${stage} has ${stage.length}.`,
  );
}
