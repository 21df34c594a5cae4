import { CloudFormationClient, DescribeStackResourceCommand } from '@aws-sdk/client-cloudformation';
import { resourceNames } from '../lib/resource-names.ts';
import { UserError } from '../plugin/user-error.ts';
import { openClient } from './aws-client.ts';

/** The bucket of the evidence, as CloudFormation knows it. */
export interface EvidenceBucketPlace {
  readonly name: string;
  /** When CloudFormation made it, or changed it last: before it was made, nothing was kept. */
  readonly changedAtMs: number | undefined;
}

/** @throws {UserError} where the deployment has no evidence; and any error of the SDK */
export async function evidenceBucketOf(
  stage: string,
  region: string,
): Promise<EvidenceBucketPlace> {
  const client = openClient(CloudFormationClient, region);
  const { stack } = resourceNames(stage);
  const answer = await client
    .send(
      new DescribeStackResourceCommand({ StackName: stack, LogicalResourceId: 'EvidenceBucket' }),
    )
    .catch((error: unknown) => {
      if (error instanceof Error && error.name === 'ValidationError') return undefined;
      throw error;
    });
  const resource = answer?.StackResourceDetail;
  if (resource?.PhysicalResourceId === undefined) {
    throw new UserError(
      `The stack ${stack} in ${region} has no bucket of evidence: deploy with evidence=on, or name one with --bucket.`,
    );
  }
  return {
    name: resource.PhysicalResourceId,
    changedAtMs: resource.LastUpdatedTimestamp?.getTime(),
  };
}
