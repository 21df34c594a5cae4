import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEventBridgeEvent } from '../../../lib/sources/eventbridge-event.ts';
import { readNotification } from '../../../lib/sources/notification.ts';
import { readOutboxMessage } from '../../../lib/sources/outbox-message.ts';
import { anyCharacter } from '../hostile-text.ts';
import { readSampleEvent, sampleEventFiles } from '../sample-events.ts';
import { readSampleNotifications, sampleNotificationFiles } from '../sample-notifications.ts';

const uniqueId = (): string => 'the only one';
const read = (body: string) => readOutboxMessage(body, uniqueId);

describe('the body of a message', () => {
  test.each(sampleEventFiles)('is read as rootEvent reads the event itself: %s', (file) => {
    const event = readSampleEvent(file);
    expect(read(JSON.stringify(event))).toEqual(readEventBridgeEvent(event));
  });

  test.each(['no JSON at all {', '', '{"detail":', '\u0000'])(
    'that is not JSON is unreadable: %j',
    (body) => {
      expect(read(body)).toMatchObject({
        kind: 'unreadable',
        isDrill: false,
        fault: 'detail is missing',
      });
    },
  );

  test.each(['null', '7', '"text"', '[]', '{}', '{"detail":null}'])(
    'that is JSON but not an event is unreadable: %s',
    (body) => {
      expect(read(body)).toMatchObject({ kind: 'unreadable' });
    },
  );

  test('that is not JSON has an id of its own, which is the same each time', () => {
    expect(read('one {').id).toBe(read('one {').id);
    expect(read('one {').id).not.toBe(read('other {').id);
  });

  test('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: anyCharacter }), fc.json()), (body) => {
        expect(['use', 'unreadable']).toContain(read(body).kind);
      }),
    );
  });
});

describe('a notification of an alarm', () => {
  test.each(sampleNotificationFiles)('is read as rootAlarm reads it: %s', (file) => {
    for (const sns of readSampleNotifications(file)) {
      expect(read(JSON.stringify(sns))).toEqual(readNotification(sns, uniqueId));
    }
  });

  const alarm = { AlarmName: 'root-alert', NewStateValue: 'ALARM' };
  const notification = (message: object, rest: object = {}): string =>
    JSON.stringify({ Type: 'Notification', Message: JSON.stringify(message), ...rest });

  test('is an alarm with an id for its transition', () => {
    const [one, other] = ['2026-11-22T00:00:00Z', '2026-11-22T00:05:00Z'].map((StateChangeTime) =>
      read(notification({ ...alarm, StateChangeTime })),
    );
    expect(one).toMatchObject({ kind: 'alarm', alarmName: 'root-alert', state: 'ALARM' });
    expect(one?.id).not.toBe(other?.id);
  });

  test('that has nothing to tell it from another gets a unique id', () => {
    expect(read(notification(alarm)).id).toContain('the only one');
  });

  test('that is not about an alarm leads to an alert all the same', () => {
    expect(read(notification({ hello: 1 })).kind).toMatch(/^(alarm|unreadable)$/);
  });
});
