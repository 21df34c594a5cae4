import { expect, test } from 'vitest';
import { cloudTrailEventsIn } from '../../../plugin/invoke-local/cloudtrail-events.ts';

const record = {
  eventSource: 'iam.amazonaws.com',
  eventName: 'CreateUser',
  eventTime: '2026-11-20T01:02:03Z',
  awsRegion: 'us-east-1',
  recipientAccountId: '111122223333',
  userIdentity: { type: 'Root' },
};
const wrapped = {
  source: 'aws.iam',
  account: '111122223333',
  region: 'us-east-1',
  time: '2026-11-20T01:02:03Z',
  detail: record,
};
const envelope = { source: 'root-alert.drill.prod', account: '444455556666', detail: record };
const lookedUp = { EventName: 'CreateUser', CloudTrailEvent: JSON.stringify(record) };

test.each([
  ['an EventBridge event, as it is', envelope, [envelope]],
  ['a bare record, in an envelope', record, [wrapped]],
  ['a log file of a trail', { Records: [record, record] }, [wrapped, wrapped]],
  ['an empty list of a lookup', { Events: [] }, undefined],
  ['what lookup-events prints', { Events: [lookedUp] }, [wrapped]],
  ['its list alone', [lookedUp, lookedUp], [wrapped, wrapped]],
  ['one of its entries', lookedUp, [wrapped]],
  ['a list of records', [record], [wrapped]],
  ['a list of texts with a record each', [JSON.stringify(record), envelope], [wrapped, envelope]],
  ['one text with a record', JSON.stringify(record), [wrapped]],
  ['a list of EventBridge events', [envelope, envelope], [envelope, envelope]],
  ['a mixed list', [envelope, record], [envelope, wrapped]],
])('%s is taken', (_, content, events) => {
  expect(cloudTrailEventsIn(content)).toEqual(events);
});

test('what is no record, among records, stays in the list, so that it is named', () => {
  expect(cloudTrailEventsIn({ Records: [record, 7, { hello: 1 }] })).toMatchObject([
    wrapped,
    { detail: 7 },
    { detail: { hello: 1 } },
  ]);
  expect(cloudTrailEventsIn([{ CloudTrailEvent: 'cut o' }])).toMatchObject([{ detail: 'cut o' }]);
});

test.each([
  [null],
  [undefined],
  [[]],
  ['text'],
  ['"text"'],
  [['text', '7']],
  [7],
  [{}],
  [{ Records: [] }],
  [{ Records: [{ Sns: { Message: '{}' } }] }],
  [{ Records: [{ eventSource: 'aws:sqs', body: '{}' }] }],
  [{ Records: [{ eventSource: 'aws:s3', s3: {} }] }],
  [{ 'detail-type': 'Scheduled Event', detail: {} }],
  [{ detail: 'text' }],
])('%j holds no CloudTrail record', (content) => {
  expect(cloudTrailEventsIn(content)).toBeUndefined();
});
