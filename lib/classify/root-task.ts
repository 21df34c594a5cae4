import type { UseFacts } from '../root-activity.ts';
import type { Severity } from './classes.ts';

/**
 * How bad each task is that `sts:AssumeRoot` can be asked for. AWS has one policy for each, and a session can do nothing
 * else (IAM User Guide, "Perform a privileged task on an AWS Organizations member account").
 */
const severityOfTask = {
  IAMAuditRootUserCredentials: 'low',
  S3UnlockBucketPolicy: 'medium',
  SQSUnlockQueuePolicy: 'medium',
  IAMDeleteRootUserCredentials: 'high',
  IAMCreateRootUserPassword: 'critical',
} as const satisfies Readonly<Record<string, Severity>>;

export type RootTask = keyof typeof severityOfTask;

/** The calls that a task consists of, besides reads. The same page, and the policies themselves. */
const callsOfTask: Readonly<Record<RootTask, readonly string[]>> = {
  IAMAuditRootUserCredentials: [],
  S3UnlockBucketPolicy: ['s3 DeleteBucketPolicy', 's3 PutBucketPolicy'],
  SQSUnlockQueuePolicy: ['sqs SetQueueAttributes'],
  IAMDeleteRootUserCredentials: [
    'iam DeactivateMFADevice',
    'iam DeleteAccessKey',
    'iam DeleteLoginProfile',
    'iam DeleteSigningCertificate',
    'iam DeleteVirtualMFADevice',
  ],
  IAMCreateRootUserPassword: ['iam CreateLoginProfile'],
};

/** The task that a policy's ARN, or its bare name, stands for. Undefined: AWS has no such task, or a new one. */
export function taskOfPolicy(policy: string | undefined): RootTask | undefined {
  const name = policy?.split('/').at(-1);
  return tasks.find((task) => task === name);
}

/** The task that a call belongs to. Undefined: none. A read may belong to any of them. */
export function taskOfCall({ eventSource, eventName }: UseFacts): RootTask | undefined {
  const call = `${eventSource?.replace('.amazonaws.com', '')} ${eventName}`;
  return tasks.find((task) => callsOfTask[task].includes(call));
}

/** A policy that we do not know is as bad as the deletion of credentials: AWS may have made a new one. */
export function severityOfPolicy(policy: string): Severity {
  const task = taskOfPolicy(policy);
  return task === undefined ? 'high' : severityOfTask[task];
}

/**
 * How bad a call in a centralized session is: as bad as its task. A read is an audit. Undefined: it belongs to no task
 * that we know.
 */
export function severityOfTaskCall(use: UseFacts): Severity | undefined {
  const task = taskOfCall(use);
  if (task !== undefined) return severityOfTask[task];
  return use.isReadOnly ? severityOfTask.IAMAuditRootUserCredentials : undefined;
}

/**
 * Whether a use may be a task of a centralized root session that its record does not mark, as AWS's own sample does not
 * (IAM User Guide, "Track privileged tasks in AWS CloudTrail"). Such a session has a temporary key, no MFA, and comes
 * neither from the console nor from a sign-in.
 */
export function mayBeCentralized(use: UseFacts): boolean {
  const { type, accessKeyId, isAssumedRoot, invokedBy, signInSessionArn } = use.identity;
  return (
    use.cloud === 'aws' &&
    type === 'Root' &&
    accessKeyId?.startsWith('ASIA') === true &&
    !isAssumedRoot &&
    invokedBy === undefined &&
    signInSessionArn === undefined &&
    use.hasMfa !== true &&
    !use.isFromConsole &&
    (use.isReadOnly || taskOfCall(use) !== undefined)
  );
}

const tasks = Object.keys(severityOfTask) as readonly RootTask[];
