import { describe, expect, test } from 'vitest';
import {
  functionForEvent,
  requireEventFor,
} from '../../../plugin/invoke-local/function-for-event.ts';
import { UserError } from '../../../plugin/user-error.ts';

describe('the function is told by the shape of the event', () => {
  test('a CloudTrail event in an EventBridge envelope is for rootEvent', () => {
    const event = { source: 'aws.signin', detail: { eventName: 'ConsoleLogin' } };
    expect(functionForEvent(event)).toBe('rootEvent');
  });

  test.each([
    { eventName: 'ConsoleLogin' },
    { Records: [{ eventName: 'ConsoleLogin' }] },
    { Events: [{ CloudTrailEvent: '{}' }] },
    [{ CloudTrailEvent: '{}' }],
  ])('so are CloudTrail records by themselves: %j', (event) => {
    expect(functionForEvent(event)).toBe('rootEvent');
  });

  test('so is an envelope whose detail is not readable, for a record is never dropped', () => {
    expect(functionForEvent({ source: 'aws.signin', detail: {} })).toBe('rootEvent');
  });

  test.each([
    { Records: [{ EventSource: 'aws:sns', Sns: { Message: '{}' } }] },
    { Records: [{ Sns: { Message: '{}' } }] },
    { Records: [{ EventSource: 'aws:sns' }] },
  ])('an SNS notification is for rootAlarm: %j', (event) => {
    expect(functionForEvent(event)).toBe('rootAlarm');
  });

  test('a batch from SQS is for outbox', () => {
    const event = { Records: [{ eventSource: 'aws:sqs', body: '{}' }] };
    expect(functionForEvent(event)).toBe('outbox');
  });

  test.each([{ actionUserType: 'Customer', eventTime: 1 }, { historyId: 'x' }])(
    'an activity of Naver Cloud is for ncloudActivity: %j',
    (event) => {
      expect(functionForEvent(event)).toBe('ncloudActivity');
    },
  );

  test('a schedule is for none: it does not say whose schedule it is', () => {
    const event = { 'detail-type': 'Scheduled Event', source: 'aws.events', detail: {} };
    expect(functionForEvent(event)).toBeUndefined();
  });

  test.each([
    [null],
    [[]],
    ['detail'],
    [7],
    [{}],
    [{ detail: 'text' }],
    [{ detail: [] }],
    [{ detail: null }],
    [{ Records: [] }],
    [{ Records: {} }],
    [{ Records: [null] }],
    [{ Records: [{ eventSource: 'aws:s3', s3: {} }] }],
  ])('any other shape is for none: %j', (event) => {
    expect(functionForEvent(event)).toBeUndefined();
  });
});

describe('the function that is named takes', () => {
  const notification = { Records: [{ Sns: { Message: '{}' } }] };
  const batch = { Records: [{ eventSource: 'aws:sqs', body: '{}' }] };

  test.each([
    ['rootAlarm', notification],
    ['outbox', batch],
    ['rootEvent', { detail: {} }],
    ['rootEvent', { Records: [{ eventName: 'ConsoleLogin' }] }],
    ['reconcile', {}],
  ])('%s: %j', (name, event) => {
    expect(() => requireEventFor(name, event, 'some.json')).not.toThrow();
  });

  test.each([
    [
      'rootEvent',
      batch,
      'some.json is not a CloudTrail record, a log file of a trail, or an EventBridge event with one, which is what rootEvent takes.',
    ],
    [
      'rootEvent',
      null,
      'some.json is not a CloudTrail record, a log file of a trail, or an EventBridge event with one, which is what rootEvent takes.',
    ],
    ['rootAlarm', batch, 'some.json is not an SNS notification, which is what rootAlarm takes.'],
    ['outbox', notification, 'some.json is not an SQS batch, which is what outbox takes.'],
    ['outbox', null, 'some.json is not an SQS batch, which is what outbox takes.'],
  ])('but %s not %j', (name, event, sentence) => {
    expect(() => requireEventFor(name, event, 'some.json')).toThrow(new UserError(sentence));
  });
});
