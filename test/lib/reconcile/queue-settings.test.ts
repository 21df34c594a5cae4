import { describe, expect, test } from 'vitest';
import { expectedQueues, queueSettingsFindings } from '../../../lib/reconcile/queue-settings.ts';
import { goodQueueSettings } from './good-queue-settings.ts';

const undeliveredArn = 'arn:aws:sqs:eu-west-1:1:undelivered';
const findingsOf = (changes: Readonly<Record<string, string | undefined>>) =>
  queueSettingsFindings(
    'outbox',
    {
      total: 0,
      visible: 0,
      settings: { ...goodQueueSettings('root-alert-outbox-prod', undeliveredArn), ...changes },
    },
    expectedQueues.outbox(undeliveredArn),
  );
const allow = (service: string) => ({
  Effect: 'Allow',
  Principal: { Service: `${service}.amazonaws.com` },
  Action: 'SQS:SendMessage',
});
const policy = (...Statement: readonly object[]) => ({ Policy: JSON.stringify({ Statement }) });

describe('an outbox', () => {
  test('as it was deployed is well', () => {
    expect(findingsOf({})).toEqual([]);
    expect(findingsOf(policy(allow('sns'), allow('events')))).toEqual([]);
    expect(findingsOf({ MaximumMessageSize: '262144' })).toEqual([]);
  });

  test.each<[string, Readonly<Record<string, string | undefined>>, string]>([
    ['forgets', { MessageRetentionPeriod: '60' }, 'MessageRetentionPeriod'],
    ['holds back', { DelaySeconds: '900' }, 'DelaySeconds'],
    ['holds what was taken once', { VisibilityTimeout: '43200' }, 'VisibilityTimeout'],
    ['refuses long events', { MaximumMessageSize: '1024' }, 'MaximumMessageSize'],
    ['hangs on a key', { KmsMasterKeyId: 'theirs' }, 'KmsMasterKeyId'],
    ['never gives up', { RedrivePolicy: undefined }, 'RedrivePolicy'],
    ['gives up elsewhere', { RedrivePolicy: '{"maxReceiveCount":480}' }, 'RedrivePolicy'],
    [
      'gives up at once',
      { RedrivePolicy: `{"deadLetterTargetArn":"${undeliveredArn}","maxReceiveCount":1}` },
      'RedrivePolicy',
    ],
    ['lets nobody in', { Policy: undefined }, 'Policy'],
    ['has a policy that is none', { Policy: 'x' }, 'Policy'],
    ['lets alarms in alone', policy(allow('sns')), 'Policy'],
    [
      'denies',
      policy(allow('sns'), allow('events'), { ...allow('events'), Effect: 'Deny' }),
      'Policy',
    ],
    [
      'lets a stranger read',
      policy(allow('sns'), allow('events'), {
        Effect: 'Allow',
        Principal: '*',
        Action: 'sqs:ReceiveMessage',
      }),
      'Policy',
    ],
  ])('that %s is found', (_, changes, detail) => {
    expect(findingsOf(changes)).toEqual([{ kind: 'queueChanged', place: 'outbox', detail }]);
  });

  test('that is gone is found elsewhere', () => {
    expect(queueSettingsFindings('x', undefined, expectedQueues.unsent)).toEqual([]);
  });
});
