import { expect, test } from 'vitest';
import { linkToRootHistory } from '../../../lib/messages/root-history-link.ts';
import { wordsIn } from '../words-in.ts';

const at = new Date('2026-11-03T17:51:21.604Z');
const words = wordsIn.en.aws;

test.each([
  ['ap-northeast-2', 'us-east-1', 'us-east-1.console.aws.amazon.com'],
  ['us-gov-east-1', 'us-gov-west-1', 'us-gov-west-1.console.amazonaws-us-gov.com'],
  ['cn-north-1', 'cn-north-1', 'cn-north-1.console.amazonaws.cn'],
])(
  'for an alarm in %s opens the half hour before it in %s, where root signs in',
  (region, home, host) => {
    expect(linkToRootHistory(region, at, words)).toEqual({
      opens: 'console',
      title: `CloudTrail event history (${home})`,
      url: `https://${host}/cloudtrailv2/home?region=${home}#/events?Username=root&StartTime=2026-11-03T17:21:21.604Z&EndTime=2026-11-03T17:51:21.604Z`,
    });
  },
);

test.each(['evil.example', '', undefined])('is none where the region is %j', (region) => {
  expect(linkToRootHistory(region, at, words)).toBeUndefined();
});

test('is none without a time', () => {
  expect(linkToRootHistory('ap-northeast-2', undefined, words)).toBeUndefined();
});
