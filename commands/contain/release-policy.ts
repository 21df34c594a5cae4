import {
  DeletePolicyCommand,
  DetachPolicyCommand,
  type OrganizationsClient,
  paginateListTargetsForPolicy,
} from '@aws-sdk/client-organizations';
import { UserError } from '../../plugin/user-error.ts';
import { describeAwsFailure } from '../aws-failure.ts';
import type { FoundPolicy } from './find-policy.ts';

/**
 * Takes the policy off the account, and deletes it.
 *
 * @returns why it was left though it was taken off, if it was
 * @throws {UserError} when it could not be taken off: it is still attached
 */
export async function releasePolicy(
  client: OrganizationsClient,
  accountId: string,
  { id, isAttached }: FoundPolicy,
): Promise<string | undefined> {
  if (isAttached) await detach(client, accountId, id);
  try {
    const others: string[] = [];
    for await (const { Targets = [] } of paginateListTargetsForPolicy(
      { client },
      { PolicyId: id },
    )) {
      others.push(...Targets.flatMap(({ TargetId }) => TargetId ?? []));
    }
    // Organizations may still list what was just taken off.
    const elsewhere = others.filter((target) => target !== accountId);
    if (elsewhere.length > 0) {
      return `somebody attached it to ${elsewhere.slice(0, 3).join(', ')} as well`;
    }
    await client.send(new DeletePolicyCommand({ PolicyId: id }));
    return undefined;
  } catch (error) {
    const sentence = describeAwsFailure(error);
    if (sentence === undefined) throw error;
    return sentence.replace(/\.$/, '');
  }
}

async function detach(client: OrganizationsClient, accountId: string, id: string): Promise<void> {
  try {
    await client.send(new DetachPolicyCommand({ PolicyId: id, TargetId: accountId }));
  } catch (error) {
    if (error instanceof Error && error.name === 'PolicyNotAttachedException') return;
    const sentence = describeAwsFailure(error);
    if (sentence === undefined) throw error;
    throw new UserError(`The policy ${id} could not be taken off and may still deny. ${sentence}`);
  }
}
