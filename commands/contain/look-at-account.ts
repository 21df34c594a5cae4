import {
  DescribeAccountCommand,
  DescribeOrganizationCommand,
  ListRootsCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { UserError } from '../../plugin/user-error.ts';
import { printable } from '../printable.ts';

/** The account that is to be contained. */
export interface MemberAccount {
  readonly id: string;
  readonly name: string;
  readonly organizationId: string;
  readonly managementAccountId: string;
}

const runbook = 'docs/runbook.md, "Minute 1 to 4: contain"';

/**
 * Looks whether a service control policy would bind this account.
 *
 * @throws {UserError} when none would: outside of an organization, in the management account, in another organization, and where
 *   such policies are not enabled; and any other error of the SDK
 */
export async function lookAtAccount(
  client: OrganizationsClient,
  accountId: string,
): Promise<MemberAccount> {
  const { Organization = {} } = await client
    .send(new DescribeOrganizationCommand({}))
    .catch((error) => {
      if (error.name !== 'AWSOrganizationsNotInUseException') throw error;
      throw new UserError(
        `These credentials belong to no organization. No policy binds the root of an account outside of one: ${runbook}.`,
      );
    });
  const { Id = '', MasterAccountId = '', FeatureSet } = Organization;
  if (accountId === MasterAccountId) {
    throw new UserError(
      `${accountId} is the management account, whose root no service control policy binds. Change its password, and deactivate its keys: ${runbook}.`,
    );
  }
  if (FeatureSet !== 'ALL') {
    throw new UserError(
      `The organization ${Id} has consolidated billing only, and so no service control policies: ${runbook}.`,
    );
  }
  const { Account = {} } = await client
    .send(new DescribeAccountCommand({ AccountId: accountId }))
    .catch((error) => {
      if (error.name !== 'AccountNotFoundException') throw error;
      throw new UserError(`${accountId} is no account of the organization ${Id}.`);
    });
  await checkPoliciesAreOn(client);
  return {
    id: accountId,
    name: printable(Account.Name ?? ''),
    organizationId: Id,
    managementAccountId: MasterAccountId,
  };
}

async function checkPoliciesAreOn(client: OrganizationsClient): Promise<void> {
  const { Roots: [root] = [] } = await client.send(new ListRootsCommand({}));
  const isOn = root?.PolicyTypes?.some(
    ({ Type, Status }) => Type === 'SERVICE_CONTROL_POLICY' && Status === 'ENABLED',
  );
  if (isOn) return;
  throw new UserError(
    `Service control policies are not enabled in this organization: aws organizations enable-policy-type --root-id ${root?.Id ?? '<ROOT>'} --policy-type SERVICE_CONTROL_POLICY`,
  );
}
