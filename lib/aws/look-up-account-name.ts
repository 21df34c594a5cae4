import { IAMClient, ListAccountAliasesCommand } from '@aws-sdk/client-iam';
import { DescribeAccountCommand, OrganizationsClient } from '@aws-sdk/client-organizations';

const settings = { maxAttempts: 1, requestHandler: { connectionTimeout: 1_000 } };

/** To the last byte of an answer: the batch that is told already must not be kept because this hangs. */
const inTime = () => ({ abortSignal: AbortSignal.timeout(2_000) });

/**
 * What people call an account: its name in the organization, else, for the account this runs in, its
 * alias. Undefined where neither is there or ours to read: Organizations answers only in the
 * management account and to delegated administrators.
 */
export async function lookUpAccountName(
  accountId: string,
  ownAccountId: string | undefined,
): Promise<string | undefined> {
  const named = await new OrganizationsClient(settings)
    .send(new DescribeAccountCommand({ AccountId: accountId }), inTime())
    .catch(() => undefined);
  const name = named?.Account?.Name;
  if (name || accountId !== ownAccountId) return name;
  const aliased = await new IAMClient(settings)
    .send(new ListAccountAliasesCommand({}), inTime())
    .catch(() => undefined);
  return aliased?.AccountAliases?.[0];
}
