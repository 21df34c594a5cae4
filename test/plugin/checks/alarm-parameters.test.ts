import { describe, expect, test } from 'vitest';
import { checkAlarmParameters } from '../../../plugin/checks/alarm-parameters.ts';
import { UserError } from '../../../plugin/user-error.ts';

const home = 'ap-northeast-2';
const check = (parameters: Partial<Parameters<typeof checkAlarmParameters>[0]>) => () =>
  checkAlarmParameters({ topicArn: '', trailLogGroup: '', states: 'ALARM', ...parameters }, home);

test('nothing said is accepted', () => {
  expect(check({})).not.toThrow();
});

test.each([
  ['alarmTopicArn', { topicArn: ['arn:aws:sns:ap-northeast-2:111122223333:root-alert'] }],
  ['trailLogGroup', { trailLogGroup: 7 }],
  ['alarmStates', { states: ['ALARM', 'OK'] }],
])('%s that is no text, as YAML may have it, is refused', (name, parameters) => {
  expect(check(parameters)).toThrow(new UserError(`${name}: expected text.`));
});

describe('alarmTopicArn', () => {
  test.each([
    'arn:aws:sns:ap-northeast-2:111122223333:root-alert',
    'arn:aws:sns:ap-northeast-2:111122223333:Root_Alert-2',
    'arn:aws-cn:sns:ap-northeast-2:111122223333:root-alert',
  ])('%s is accepted', (topicArn) => {
    expect(check({ topicArn })).not.toThrow();
  });

  test.each([
    'root-alert',
    'arn:aws:sns:ap-northeast-2:111122223333:root-alert.fifo',
    'arn:aws:sns:ap-northeast-2:1111:root-alert',
    'arn:aws:sqs:ap-northeast-2:111122223333:root-alert',
    'arn:aws:sns:ap-northeast-2:111122223333:root-alert:5c1f2a8e-3f0b-4b68-9d53-6f1f0d6f4f11',
    ' arn:aws:sns:ap-northeast-2:111122223333:root-alert',
  ])('%j is refused: no topic', (topicArn) => {
    expect(check({ topicArn })).toThrow(
      new UserError('alarmTopicArn: expected the ARN of an SNS topic (not a FIFO topic).'),
    );
  });

  test('of another region is refused, since a queue there could not be subscribed', () => {
    expect(check({ topicArn: 'arn:aws:sns:us-east-1:111122223333:root-alert' })).toThrow(
      new UserError('alarmTopicArn: expected a topic in the home region ap-northeast-2.'),
    );
  });
});

describe('trailLogGroup', () => {
  test.each(['aws-cloudtrail-logs-111122223333-a1b2c3d4', '/trail/org.log#1_x'])(
    '%s is accepted',
    (trailLogGroup) => {
      expect(check({ trailLogGroup })).not.toThrow();
    },
  );

  test.each([
    'arn:aws:logs:ap-northeast-2:111122223333:log-group:trail:*',
    'trail:*',
    '*',
    'two groups',
    '추적',
    'a'.repeat(513),
  ])('%j is refused: no name of a log group', (trailLogGroup) => {
    expect(check({ trailLogGroup })).toThrow(/^trailLogGroup: expected the name of the log group/);
  });
});

describe('alarmStates', () => {
  test.each(['ALARM', 'ALARM,OK', 'OK, ALARM', ' ALARM '])('%j is accepted', (states) => {
    expect(check({ states })).not.toThrow();
  });

  test.each(['OK', 'INSUFFICIENT_DATA,OK', 'NOALARM'])(
    '%j is refused: the alarm itself would not be told',
    (states) => {
      expect(check({ states })).toThrow(
        new UserError('alarmStates: expected ALARM, alone or before others, such as ALARM,OK.'),
      );
    },
  );
});
