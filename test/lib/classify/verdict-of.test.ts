import { expect, test } from 'vitest';
import { verdictOf } from '../../../lib/classify/verdict-of.ts';
import { readAlarmNotification } from '../../../lib/sources/alarm-notification.ts';
import { rootUse } from '../root-use.ts';
import { readSampleNotification } from '../sample-notifications.ts';
import { whollyUnreadable } from '../unreadable-record.ts';

const alarm = (file: string) => readAlarmNotification(readSampleNotification(file), () => 'unique');

test('a use carries its verdict', () => {
  const use = rootUse({ eventName: 'CreateAccessKey' });
  expect(verdictOf(use)).toBe(use.verdict);
  expect(use.verdict).toMatchObject({ severity: 'critical', runbookSection: 'access-key' });
});

test('a record that cannot be read is high, since it may be anything', () => {
  const verdict = (changes: object) => verdictOf({ ...whollyUnreadable, ...changes });
  expect(verdict({})).toEqual({ severity: 'high', runbookSection: 'unreadable' });
  expect(verdict({ cloud: 'ncloud' }).runbookSection).toBe('naver-cloud');
  expect(verdict({ cloud: 'ncloud', isDrill: true }).runbookSection).toBe('drill');
});

test.each([
  ['alarm.json', { severity: 'high', runbookSection: 'alarm' }],
  ['alarm-ok.json', { severity: 'low', runbookSection: 'alarm' }],
  ['alarm-insufficient-data.json', { severity: 'low', runbookSection: 'alarm' }],
  ['alarm-drill.json', { severity: 'high', runbookSection: 'drill' }],
])('an alarm is as bad as its state: %s', (file, verdict) => {
  expect(verdictOf(alarm(file))).toEqual(verdict);
});
