import { describe, expect, test } from 'vitest';
import type { Severity } from '../../../lib/classify/classes.ts';
import { judge } from '../../../lib/classify/judge.ts';
import { mayBeCentralized } from '../../../lib/classify/root-task.ts';
import type { UseFacts } from '../../../lib/root-activity.ts';
import { useFacts } from '../root-use.ts';

const { identity } = useFacts();
const call = (service: string, eventName: string, more: Partial<UseFacts> = {}): UseFacts =>
  useFacts({ eventSource: `${service}.amazonaws.com`, eventName, ...more });
const central = { ...identity, isAssumedRoot: true };

describe('AssumeRoot', () => {
  test.each<[string, Severity]>([
    ['IAMAuditRootUserCredentials', 'low'],
    ['S3UnlockBucketPolicy', 'medium'],
    ['SQSUnlockQueuePolicy', 'medium'],
    ['IAMDeleteRootUserCredentials', 'high'],
    ['IAMCreateRootUserPassword', 'critical'],
    ['ATaskThatAwsMayMake', 'high'],
  ])('for the task %s is %s', (task, severity) => {
    const taskPolicyArn = `arn:aws:iam::aws:policy/root-task/${task}`;
    const assumeRoot = { targetPrincipal: '444455556666', taskPolicyArn };
    expect(judge(call('sts', 'AssumeRoot', { assumeRoot })).severity).toBe(severity);
  });
});

describe('a call in a centralized session', () => {
  test.each<[string, string, boolean, Severity]>([
    ['iam', 'CreateLoginProfile', false, 'critical'],
    ['iam', 'DeleteLoginProfile', false, 'high'],
    ['iam', 'DeleteAccessKey', false, 'high'],
    ['iam', 'DeactivateMFADevice', false, 'high'],
    ['s3', 'DeleteBucketPolicy', false, 'medium'],
    ['sqs', 'SetQueueAttributes', false, 'medium'],
    ['iam', 'ListAccessKeys', true, 'low'],
    ['ec2', 'RunInstances', false, 'medium'],
  ])('%s %s is as bad as its task', (service, name, isReadOnly, severity) => {
    const use = call(service, name, { identity: central, isReadOnly, isAboutRootItself: true });
    expect(judge(use)).toMatchObject({ actor: 'centralizedSession', severity });
  });

  test('that belongs to no task is as bad as the policy of its session', () => {
    const taskPolicy = 'arn:aws:iam::aws:policy/root-task/IAMCreateRootUserPassword';
    const use = call('iam', 'TagUser', { identity: { ...central, taskPolicy } });
    expect(judge(use).severity).toBe('critical');
  });
});

describe('a use may be a task of a session that its record does not mark', () => {
  const task = call('iam', 'DeactivateMFADevice', { hasMfa: false });

  test('if it is one of the calls of a task, with a temporary key and without MFA', () => {
    expect(mayBeCentralized(task)).toBe(true);
    expect(mayBeCentralized({ ...task, eventName: 'ListMFADevices', isReadOnly: true })).toBe(true);
  });

  test.each<[string, Partial<UseFacts>]>([
    ['with MFA', { hasMfa: true }],
    ['from the console', { isFromConsole: true }],
    ['with a key of its own', { identity: { ...identity, accessKeyId: 'AKIAQ7RT2MVK4EXAMPLE' } }],
    ['by a sign-in', { identity: { ...identity, signInSessionArn: 'arn:aws:signin:x' } }],
    ['by an agent', { identity: { ...identity, invokedBy: 'aws-mcp.amazonaws.com' } }],
    ['marked already', { identity: central }],
    ['that no task has', { eventName: 'StopLogging', eventSource: 'cloudtrail.amazonaws.com' }],
  ])('and not one %s', (_, changes) => {
    expect(mayBeCentralized({ ...task, ...changes })).toBe(false);
  });
});
