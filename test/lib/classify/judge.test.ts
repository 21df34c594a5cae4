import { describe, expect, test } from 'vitest';
import type { Severity } from '../../../lib/classify/classes.ts';
import { judge } from '../../../lib/classify/judge.ts';
import type { RunbookSection } from '../../../lib/classify/runbook-section.ts';
import type { UseFacts } from '../../../lib/root-activity.ts';
import { useFacts } from '../root-use.ts';

const call = (service: string, eventName: string, more: Partial<UseFacts> = {}): UseFacts =>
  useFacts({ eventSource: `${service}.amazonaws.com`, eventName, ...more });
const { identity } = useFacts();

describe('the verdict', () => {
  test('says what a use is, who did it, how bad it is and where the runbook has it', () => {
    expect(judge(call('cloudtrail', 'StopLogging'))).toMatchObject({
      eventClass: 'loggingOff',
      actor: 'direct',
      severity: 'critical',
      runbookSection: 'logging',
    });
  });

  test('keeps the class and is milder for an actor with less of root', () => {
    const byService = { ...identity, invokedBy: 'cloudformation.amazonaws.com' };
    expect(judge(call('cloudtrail', 'StopLogging', { identity: byService }))).toMatchObject({
      eventClass: 'loggingOff',
      actor: 'service',
      severity: 'low',
      runbookSection: 'service',
    });
  });

  test('on a role that asks for a root session is not made milder by what the role is', () => {
    const role = { ...identity, type: 'AssumedRole', isAssumedRoot: true };
    expect(judge(call('sts', 'AssumeRoot', { identity: role }))).toMatchObject({
      eventClass: 'assumeRoot',
      actor: 'direct',
      severity: 'medium',
      runbookSection: 'centralized-session',
    });
  });

  test.each<[string, string, Severity]>([
    ['iam', 'CreateAccessKey', 'critical'],
    ['iam', 'DeleteAccessKey', 'high'],
    ['iam', 'EnableMFADevice', 'high'],
    ['iam', 'DeactivateMFADevice', 'critical'],
    ['signin', 'PasswordRecoveryRequested', 'high'],
    ['signin', 'PasswordRecoveryCompleted', 'critical'],
    ['signin', 'PasswordUpdated', 'critical'],
    ['signin', 'EmailUpdated', 'critical'],
    ['cloudtrail', 'StopLogging', 'critical'],
    ['cloudtrail', 'DeleteTrail', 'critical'],
    ['sts', 'AssumeRoot', 'medium'],
    ['quicksight', 'UpdateTheme', 'high'],
  ])('on %s %s is %s, refused or not', (service, name, severity) => {
    expect(judge(call(service, name, { outcome: 'success' })).severity).toBe(severity);
    expect(judge(call(service, name, { outcome: 'failure' })).severity).toBe(severity);
  });

  test('on a read whose name says that it deletes is as bad as a deletion', () => {
    const use = call('quicksight', 'DeleteDashboard', { isReadOnly: true });
    expect(judge(use)).toMatchObject({ eventClass: 'deletion', severity: 'high' });
  });

  test('on another read is medium', () => {
    expect(judge(call('s3', 'ListBuckets', { isReadOnly: true })).severity).toBe('medium');
  });

  test.each<[string, Partial<UseFacts>, RunbookSection]>([
    ['a drill', { isDrill: true }, 'drill'],
    [
      'a drill by a service',
      { isDrill: true, identity: { ...identity, isAssumedRoot: true } },
      'drill',
    ],
    ['a use in Naver Cloud', { cloud: 'ncloud' }, 'naver-cloud'],
    [
      'a federated session',
      { identity: { ...identity, type: 'FederatedUser' } },
      'federated-session',
    ],
  ])('on %s leads to its section of the runbook', (_, changes, section) => {
    expect(judge(useFacts(changes)).runbookSection).toBe(section);
  });
});
