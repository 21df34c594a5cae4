import { describe, expect, test } from 'vitest';
import { isDenialSaid, isSaidInFull } from '../../../lib/messages/said-elsewhere.ts';
import { rootUse } from '../root-use.ts';

const here = { accountId: '111122223333', region: 'ap-northeast-2' };

describe('a sentence that names a thing by the last part of its name says all of it', () => {
  test.each([
    ['the name is that part', 'orders'],
    ['it is in this account and region', 'arn:aws:sns:ap-northeast-2:111122223333:orders'],
    ['it is in this account, and in no region', 'arn:aws:iam::111122223333:user/orders'],
    ['it is in no account', 'arn:aws:s3:::orders'],
    ['it is a queue here', 'https://sqs.ap-northeast-2.amazonaws.com/111122223333/orders'],
  ])('where %s', (_, value) => {
    expect(isSaidInFull('root deleted orders', value, here)).toBe(true);
  });

  test.each([
    ['of another account', 'arn:aws:sns:ap-northeast-2:444455556666:orders'],
    ['of another region', 'arn:aws:sns:us-east-1:111122223333:orders'],
    ['of AWS', 'arn:aws:iam::aws:policy/orders'],
    ['a queue of another account', 'https://sqs.ap-northeast-2.amazonaws.com/444455556666/orders'],
    ['an address of something else', 'https://example.com/orders'],
  ])('but not where it is %s', (_, value) => {
    expect(isSaidInFull('root deleted orders', value, here)).toBe(false);
  });
});

test('nor where the record says neither account nor region, and the name is another', () => {
  const nowhere = { accountId: undefined, region: undefined };
  expect(isSaidInFull('root deleted orders', 'https://example.com/orders', nowhere)).toBe(false);
});

describe('AWS’s sentence about a denied call says nothing that the message does not', () => {
  const happened = 'root tried to stop the trail workload-audit';
  const said =
    'User: arn:aws:iam::111122223333:root is not authorized to perform: cloudtrail:StopLogging on resource: arn:aws:cloudtrail:us-east-1:111122223333:trail/workload-audit with an explicit deny in a service control policy';
  const denied = (errorMessage: string) =>
    isDenialSaid(
      happened,
      rootUse({
        eventName: 'StopLogging',
        eventSource: 'cloudtrail.amazonaws.com',
        outcome: 'failure',
        errorCode: 'AccessDenied',
        errorMessage,
      }),
    );

  test('where it is about this root, this event and what the headline names', () => {
    expect(denied(said)).toBe(true);
    expect(denied(said.replace(/ on resource: \S+/, ''))).toBe(true);
  });

  test.each([
    ['somebody else', said.replace(':root', ':user/deploy')],
    ['the root of another account', said.replace('iam::111122223333', 'iam::444455556666')],
    ['another action', said.replace('StopLogging', 'DeleteTrail')],
    ['another thing', said.replace('workload-audit', 'other-trail')],
    ['the same thing elsewhere', said.replace('us-east-1', 'eu-west-1')],
    ['which policy it was', `${said}: arn:aws:organizations::1:policy/p-1`],
    ['that nothing allows it', said.replace('with an explicit deny in a', 'because no')],
    ['anything else', 'Rate exceeded'],
  ])('but not where it says %s', (_, errorMessage) => {
    expect(denied(errorMessage)).toBe(false);
  });
});
