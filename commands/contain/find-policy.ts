import {
  DescribePolicyCommand,
  type OrganizationsClient,
  type PolicySummary,
  paginateListPolicies,
  paginateListPoliciesForTarget,
  paginateListTagsForResource,
} from '@aws-sdk/client-organizations';
import {
  containNamePrefix,
  isMadeByContain,
  type NamedContainPolicy,
} from '../../lib/contain/contain-policy.ts';
import { UserError } from '../../plugin/user-error.ts';

/** A policy that `npm run contain` made. */
export interface FoundPolicy {
  readonly id: string;
  readonly isAttached: boolean;
}

const Filter = 'SERVICE_CONTROL_POLICY';

/** The policies of `npm run contain` that are attached to an account, by their names, whoever made them. */
export async function attachedContainPolicies(
  client: OrganizationsClient,
  accountId: string,
): Promise<readonly PolicySummary[]> {
  const found: PolicySummary[] = [];
  const pages = paginateListPoliciesForTarget({ client }, { TargetId: accountId, Filter });
  for await (const { Policies = [] } of pages) found.push(...Policies);
  return found.filter(({ Name }) => Name?.startsWith(containNamePrefix));
}

/**
 * Finds the policy where it is attached to the account.
 *
 * @returns undefined: there is none of that name
 * @throws {UserError} when there is one that `npm run contain` did not make so
 */
export async function findAttached(
  client: OrganizationsClient,
  accountId: string,
  policy: NamedContainPolicy,
): Promise<FoundPolicy | undefined> {
  const attached = await attachedContainPolicies(client, accountId);
  const found = attached.find(({ Name }) => Name === policy.name);
  return foundPolicy(client, found, policy, true);
}

/** The same among all policies of the organization, which may be thousands: five calls a second bring twenty each. */
export async function findAnywhere(
  client: OrganizationsClient,
  policy: NamedContainPolicy,
): Promise<FoundPolicy | undefined> {
  return foundPolicy(client, await findByName(client, policy.name), policy, false);
}

async function foundPolicy(
  client: OrganizationsClient,
  summary: PolicySummary | undefined,
  policy: NamedContainPolicy,
  isAttached: boolean,
): Promise<FoundPolicy | undefined> {
  if (summary?.Id === undefined) return undefined;
  await checkIsOurs(client, summary.Id, policy);
  return { id: summary.Id, isAttached };
}

async function findByName(
  client: OrganizationsClient,
  name: string,
): Promise<PolicySummary | undefined> {
  for await (const { Policies = [] } of paginateListPolicies({ client }, { Filter })) {
    const found = Policies.find(({ Name }) => Name === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function checkIsOurs(
  client: OrganizationsClient,
  id: string,
  policy: NamedContainPolicy,
): Promise<void> {
  const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId: id }));
  const tags: unknown[] = [];
  for await (const page of paginateListTagsForResource({ client }, { ResourceId: id })) {
    tags.push(...(page.Tags ?? []));
  }
  if (isMadeByContain(policy, { content: Policy?.Content, tags })) return;
  throw new UserError(
    `There is a policy ${policy.name} (${id}) that does not say what npm run contain would have it say, or lacks its tags: somebody made or changed it. Nothing was changed. Look at it, and delete it: aws organizations describe-policy --policy-id ${id}`,
  );
}
