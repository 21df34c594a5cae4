import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import type { NamedContainPolicy } from '../../lib/contain/contain-policy.ts';
import { UserError } from '../../plugin/user-error.ts';
import { describeAwsFailure } from '../aws-failure.ts';
import { attachedContainPolicies, findAnywhere } from './find-policy.ts';

/**
 * Makes the policy, where it is not there from an earlier attempt, and attaches it to the account.
 *
 * @returns the id of the policy
 * @throws {UserError} that says what was done by then; and any error of the SDK before anything was
 */
export async function attachPolicy(
  client: OrganizationsClient,
  accountId: string,
  policy: NamedContainPolicy,
): Promise<string> {
  const id = await makePolicy(client, policy);
  try {
    await client.send(new AttachPolicyCommand({ PolicyId: id, TargetId: accountId }));
  } catch (error) {
    if (error instanceof Error && error.name === 'DuplicatePolicyAttachmentException') return id;
    const isAttached = await isNowAttached(client, accountId, policy.name);
    if (isAttached) return id;
    const is = isAttached === undefined ? 'it is not known whether it is' : 'it is NOT';
    throw new UserError(
      `The policy ${policy.name} (${id}) is there, but ${is} attached${isAttached === false ? ': nothing is denied' : ''}. ${reasonOf(error)} Run the same command again to attach it, or with --release to delete it.`,
    );
  }
  return id;
}

async function makePolicy(
  client: OrganizationsClient,
  policy: NamedContainPolicy,
): Promise<string> {
  const { name, description, content, tags } = policy;
  try {
    const { Policy } = await client.send(
      new CreatePolicyCommand({
        Type: 'SERVICE_CONTROL_POLICY',
        Name: name,
        Description: description,
        Content: content,
        Tags: [...tags],
      }),
    );
    const id = Policy?.PolicySummary?.Id;
    if (id !== undefined) return id;
  } catch (error) {
    // It is there from an attempt that went no further, or an answer was lost and the SDK asked again.
    if (!(error instanceof Error) || error.name !== 'DuplicatePolicyException') throw error;
  }
  const found = await findAnywhere(client, policy);
  if (found !== undefined) return found.id;
  throw new UserError(
    `Organizations says that there is a policy ${name}, and does not list it. Nothing was attached: run the same command again.`,
  );
}

/** Undefined: Organizations does not say. */
async function isNowAttached(
  client: OrganizationsClient,
  accountId: string,
  name: string,
): Promise<boolean | undefined> {
  try {
    const attached = await attachedContainPolicies(client, accountId);
    return attached.some(({ Name }) => Name === name);
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  const isFull =
    error instanceof Error &&
    'Reason' in error &&
    error.Reason === 'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED';
  if (isFull) {
    return 'The account has as many service control policies attached as AWS allows: detach one that it can do without.';
  }
  return describeAwsFailure(error) ?? String(error);
}
