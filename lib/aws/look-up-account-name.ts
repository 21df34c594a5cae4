import { IAMClient, ListAccountAliasesCommand } from '@aws-sdk/client-iam';
import { DescribeAccountCommand, OrganizationsClient } from '@aws-sdk/client-organizations';

const settings = { maxAttempts: 1, requestHandler: { connectionTimeout: 1_000 } };

/**
 * Limits a call to the last byte of its answer. Without it, a call that hangs would keep a batch from being recorded
 * that was posted already.
 */
const withinTwoSeconds = () => ({ abortSignal: AbortSignal.timeout(2_000) });

/**
 * The name that people know an account by: its name in the organization, or else, for the account that this runs in,
 * its alias. Undefined when there is neither, or none that we may read: Organizations answers only in the
 * management account and to delegated administrators. Never rejects.
 *
 * @param accountId 12 digits.
 * @param ownAccountId the account that this runs in, if that is known.
 */
export async function lookUpAccountName(
  accountId: string,
  ownAccountId: string | undefined,
): Promise<string | undefined> {
  const named = await new OrganizationsClient(settings)
    .send(new DescribeAccountCommand({ AccountId: accountId }), withinTwoSeconds())
    .catch(() => undefined);
  const name = named?.Account?.Name;
  if (name || accountId !== ownAccountId) return name;
  const aliased = await new IAMClient(settings)
    .send(new ListAccountAliasesCommand({}), withinTwoSeconds())
    .catch(() => undefined);
  return aliased?.AccountAliases?.[0];
}
