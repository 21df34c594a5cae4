import {
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { EvidenceFault } from '../../lib/evidence/evidence-fault.ts';

/**
 * What is wrong with the settings of the bucket. The objects may be whole all the same.
 *
 * @throws any error of the SDK
 */
export async function bucketFaults(client: S3Client, bucket: string): Promise<EvidenceFault[]> {
  const { Status } = await client.send(new GetBucketVersioningCommand({ Bucket: bucket }));
  const lock = await client
    .send(new GetObjectLockConfigurationCommand({ Bucket: bucket }))
    .catch((error: unknown) => {
      if (error instanceof Error && error.name === 'ObjectLockConfigurationNotFoundError') {
        return undefined;
      }
      throw error;
    });
  const retention = lock?.ObjectLockConfiguration?.Rule?.DefaultRetention;
  return [
    ...(Status === 'Enabled' ? [] : [{ kind: 'noVersions' as const, status: Status }]),
    ...(retention?.Mode === undefined ? [{ kind: 'noLock' as const }] : []),
  ];
}
