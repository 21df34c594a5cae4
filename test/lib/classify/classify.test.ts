import { describe, expect, test } from 'vitest';
import type { EventClass } from '../../../lib/classify/classes.ts';
import { classify } from '../../../lib/classify/classify.ts';
import type { UseFacts } from '../../../lib/root-activity.ts';
import { effectsOf } from '../../../lib/sources/effects/effects-of.ts';
import { useFacts } from '../root-use.ts';

const call = (service: string, eventName: string, more: Partial<UseFacts> = {}): UseFacts =>
  useFacts({ eventSource: `${service}.amazonaws.com`, eventName, ...more });

describe('the class of an event', () => {
  test('is that of its name in the table', () => {
    expect(classify(call('cloudtrail', 'StopLogging'))).toBe('loggingOff');
  });

  test.each<[string, string, EventClass]>([
    ['quicksight', 'DeleteDashboard', 'deletion'],
    ['robomaker', 'BatchDeleteWorlds', 'deletion'],
    ['emr', 'TerminateJobFlows', 'deletion'],
    ['quicksight', 'UpdateTheme', 'action'],
    ['quicksight', 'Deletevil', 'action'],
  ])('that is not in the table is judged by its name: %s %s is %s', (service, name, eventClass) => {
    expect(classify(call(service, name))).toBe(eventClass);
  });

  test('with the name of one at another service is action', () => {
    expect(classify(call('evil', 'ConsoleLogin'))).toBe('action');
  });

  test('with a name that every object has is action', () => {
    expect(classify(useFacts({ eventSource: undefined, eventName: 'constructor' }))).toBe('action');
  });
});

describe('a sign-in', () => {
  test.each<[Partial<UseFacts>, EventClass]>([
    [{ outcome: 'success', hasMfa: false }, 'signInWithoutMfa'],
    [{ outcome: 'success', hasMfa: true }, 'signInWithMfa'],
    [{ outcome: 'success', hasMfa: undefined }, 'signInMfaUnknown'],
    [{ outcome: 'unknown', hasMfa: false }, 'signInUnclear'],
    [{ outcome: 'failure', hasMfa: false }, 'signInFailed'],
  ])('with %j is %s', (more, eventClass) => {
    expect(classify(call('signin', 'ConsoleLogin', more))).toBe(eventClass);
  });
});

describe('rights given', () => {
  const attach = (policyArn: string, eventName = 'AttachUserPolicy') => {
    const effects = effectsOf({ service: 'iam', eventName, request: { policyArn } });
    return classify(call('iam', eventName, { effects }));
  };

  test.each(['AdministratorAccess', 'IAMFullAccess'])('by %s are administrator rights', (name) => {
    expect(attach(`arn:aws:iam::aws:policy/${name}`)).toBe('adminGranted');
  });

  test.each([
    'arn:aws:iam::aws:policy/ReadOnlyAccess',
    'arn:aws:iam::aws:policy/AdministratorAccess-Amplify',
    'AdministratorAccess',
  ])('by %s are not administrator rights', (arn) => {
    expect(attach(arn)).toBe('identity');
  });

  test('are not given by taking them away', () => {
    expect(attach('arn:aws:iam::aws:policy/AdministratorAccess', 'DetachUserPolicy')).toBe(
      'identity',
    );
  });
});

describe('a read', () => {
  test('is one because the record says so', () => {
    expect(classify(call('s3', 'ListBuckets', { isReadOnly: true }))).toBe('read');
  });

  test('is not one because of its name', () => {
    expect(classify(call('s3', 'ListBuckets'))).toBe('action');
  });

  test('whose name says that it deletes is a deletion', () => {
    expect(classify(call('quicksight', 'DeleteDashboard', { isReadOnly: true }))).toBe('deletion');
  });

  test('with a class of its own stays in that class', () => {
    expect(classify(call('signin', 'ConsoleLogin', { isReadOnly: true }))).toBe('signInWithMfa');
  });
});
