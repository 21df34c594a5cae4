import { describe, expect, test } from 'vitest';
import { readEventBridgeEvent } from '../../../lib/sources/eventbridge-event.ts';
import { readNotification } from '../../../lib/sources/notification.ts';
import { readSampleEvent } from '../sample-events.ts';
import { readSampleNotification } from '../sample-notifications.ts';

const around = (message: unknown, rest: object = {}): object => ({
  Type: 'Notification',
  MessageId: 'one',
  TopicArn: 'arn:aws:sns:ap-northeast-2:111122223333:root-alert',
  Message: typeof message === 'string' ? message : JSON.stringify(message),
  ...rest,
});
const read = (sns: unknown) => readNotification(sns, () => 'unique');
const login = readSampleEvent('root-login.json');

describe('an event of EventBridge that comes by SNS', () => {
  test.each([
    'root-login.json',
    'root-agent-access-key.json',
    'root-sign-in-anomaly.json',
    'assume-root.json',
    'root-drill.json',
  ])('%s is read as by the fast path, with the same id', (file) => {
    const event = readSampleEvent(file);
    expect(read(around(event))).toEqual(readEventBridgeEvent(event));
  });

  test('about an alarm has the id that the notification of CloudWatch has', () => {
    const event = readSampleNotification('sns-alarm-event.json');
    const direct = around({
      AlarmName: 'root-alert',
      AlarmArn: 'arn:aws:cloudwatch:ap-northeast-2:111122223333:alarm:root-alert',
      NewStateValue: 'ALARM',
      StateChangeTime: '2026-11-21T02:15:40.604+0000',
    });
    expect(read(event)).toMatchObject({ kind: 'alarm', isNotice: false, alarmName: 'root-alert' });
    expect(read(event).id).toBe(read(direct).id);
  });

  test.each<[string, object]>([
    ['of an application', { ...login, source: 'custom.app' }],
    ['about somebody else', { ...login, detail: { userIdentity: { type: 'IAMUser' } } }],
    ['of another service', { source: 'aws.guardduty', detail: { severity: 8 } }],
    ['without a source', { detail: login.detail }],
  ])('%s is a notice', (_, event) => {
    expect(read(around(event))).toMatchObject({ kind: 'alarm', isNotice: true });
  });
});

test.each(['null', '7', '[]', '{}', '{"source":"aws.x"}', 'plain text'])(
  'any other text is a notice, and never throws: %s',
  (text) => {
    expect(read(around(text))).toMatchObject({ kind: 'alarm', isNotice: true });
  },
);

test.each([null, undefined, 7, {}, { Message: 7 }])(
  'what says nothing may be an alarm: %j',
  (sns) => {
    expect(read(sns)).toMatchObject({ kind: 'alarm', isNotice: false });
  },
);
