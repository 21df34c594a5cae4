import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alarmLink } from '../../../lib/messages/alarm-link.ts';
import { hostileText } from '../hostile-text.ts';

describe('the link to an alarm', () => {
  test('leads to it in the CloudWatch console of its region', () => {
    expect(alarmLink('ap-northeast-2', 'root-alert')).toBe(
      'https://ap-northeast-2.console.aws.amazon.com/cloudwatch/home?region=ap-northeast-2#alarmsV2:alarm/root-alert',
    );
  });

  test.each([
    ['us-gov-west-1', 'https://us-gov-west-1.console.amazonaws-us-gov.com/'],
    ['cn-north-1', 'https://cn-north-1.console.amazonaws.cn/'],
  ])('of %s leads to the console of that partition', (region, start) => {
    expect(alarmLink(region, 'root-alert')?.startsWith(start)).toBe(true);
  });

  test.each([
    ['CIS 1.1/root', 'CIS%201.1%2Froot'],
    ['a_b.c-d', 'a_b.c-d'],
    ['..', '..'],
    ['경보', '%EA%B2%BD%EB%B3%B4'],
    ["a|b>(c)*'!~", 'a%7Cb%3E%28c%29%2A%27%21%7E'],
  ])('writes the name %s so that it ends nowhere else', (name, written) => {
    expect(alarmLink('us-east-1', name)).toMatch(new RegExp(`#alarmsV2:alarm/${written}$`));
  });

  test.each([
    [undefined, 'root-alert'],
    ['Asia Pacific (Seoul)', 'root-alert'],
    ['evil.example/', 'root-alert'],
    ['us-east-1', ''],
    ['us-east-1', '\ud800'],
    ['us-east-1', 'a'.repeat(256)],
  ])('is left out for the region %j and the name %j', (region, name) => {
    expect(alarmLink(region, name)).toBeUndefined();
  });

  test('never leaves the console, whatever the region and the name are', () => {
    fc.assert(
      fc.property(
        fc.oneof(hostileText, fc.constant('us-east-1')),
        fc.oneof(hostileText, fc.string({ minLength: 1 })),
        (region, name) => {
          const url = alarmLink(region, name);
          if (url === undefined) return;
          expect(new URL(url).host).toMatch(
            /\.console\.(aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)$/,
          );
          expect(url).not.toMatch(/[\s<>|()[\]]/);
        },
      ),
    );
  });
});
