import { describe, expect, it } from 'vitest';
import { describeMessage } from '../../../commands/redrive/redrive-message.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const sentAtMs = Date.parse('2026-11-22T11:00:00Z');

const describeBody = (body: unknown, errorCode?: string) =>
  describeMessage(
    { body: typeof body === 'string' ? body : JSON.stringify(body), errorCode, sentAtMs },
    now,
  );

const use = {
  source: 'aws.iam',
  account: '999900001111',
  time: '2026-11-20T10:00:00Z',
  detail: {
    eventName: 'CreateAccessKey',
    eventTime: '2026-11-20T08:30:00Z',
    userIdentity: { type: 'Root', accountId: '111122223333', accessKeyId: 'AKIAEXAMPLE' },
    requestParameters: { password: 'hunter2' },
  },
};

describe('a message, in one line', () => {
  it('is event name, account, time and how long ago, and nothing else of what it holds', () => {
    expect(describeBody(use)).toBe(
      'CreateAccessKey  111122223333  2026-11-20T08:30:00.000Z  2 d 3 h ago',
    );
  });

  it('ends with the error code if EventBridge put it there', () => {
    expect(describeBody(use, 'NO_PERMISSIONS')).toMatch(/ago {2}EventBridge: NO_PERMISSIONS$/);
  });

  it.each([
    ['2026-11-22T11:59:30Z', 'less than a minute ago'],
    ['2026-11-22T11:01:00Z', '59 min ago'],
    ['2026-11-22T11:00:00Z', '1 h ago'],
    ['2026-11-21T12:00:01Z', '23 h ago'],
    ['2026-11-08T12:00:00Z', '14 d 0 h ago'],
    ['2026-11-22T12:00:30Z', 'less than a minute ago'],
  ])('that happened at %s is %s', (eventTime, ago) => {
    expect(describeBody({ detail: { eventName: 'X', eventTime } })).toMatch(
      new RegExp(`  ${ago}$`),
    );
  });

  it('names the account and time of the envelope when the record has none', () => {
    expect(describeBody({ ...use, detail: { eventName: 'X' } })).toBe(
      'X  999900001111  2026-11-20T10:00:00.000Z  2 d 2 h ago',
    );
  });

  it('names the alarm of a notification, its account and its time', () => {
    const notification = {
      Type: 'Notification',
      Subject: 'ALARM: "root-alert" in Asia Pacific (Seoul)',
      Timestamp: '2026-11-22T10:00:00.000Z',
      Message: JSON.stringify({ AlarmName: 'root-alert', AWSAccountId: '111122223333' }),
    };
    expect(describeBody(notification)).toBe(
      'alarm root-alert  111122223333  2026-11-22T10:00:00.000Z  2 h ago',
    );
    expect(describeBody({ ...notification, Message: 'plain text' })).toBe(
      'alarm ALARM: "root-alert" in Asia Pacific (Seoul)  -  2026-11-22T10:00:00.000Z  2 h ago',
    );
    expect(describeBody({ Type: 'Notification' })).toBe(
      '(unreadable)  -  2026-11-22T11:00:00.000Z  1 h ago',
    );
  });

  it.each([
    ['no JSON', 'not { json'],
    ['a JSON text', '"text"'],
    ['null', 'null'],
    ['nothing', ''],
    ['odd types', { account: 5, time: {}, detail: { eventName: 1, userIdentity: null } }],
  ])('that cannot be read (%s) stands there all the same, with the time it was sent', (_, body) => {
    expect(describeBody(body)).toBe('(unreadable)  -  2026-11-22T11:00:00.000Z  1 h ago');
  });

  it('holds nothing that a terminal would obey', () => {
    const line = describeBody({
      account: '1\n2',
      detail: { eventName: `\u001b[2J\r\u202e\u200b${'x'.repeat(200)}` },
    });
    expect(line).toMatch(/^\?\[2J\?\?\?x+ {2}1\?2 {2}/);
    expect(line.length).toBeLessThan(180);
  });
});
