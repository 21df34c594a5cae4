import { expect, test } from 'vitest';
import type { RoomKind } from '../../../lib/rooms/room-kinds.ts';
import { message } from '../plain-message.ts';
import { loadedRoomTypes, sampleEnvelope } from '../room-payload.ts';

const sender = { botName: 'root-alert', botIcon: undefined };
const incident = { incidentId: '7F3K2M9QXA', pageKey: '7F3K2M9QXA-critical-1' };
const payloadOf = (kind: RoomKind, more: object, told = message) =>
  loadedRoomTypes[kind].requestsFor(told, { ...sampleEnvelope(kind, sender), ...more })[0]?.payload;

test('an incident is one thread in Google Chat but for what is critical or calls, and has its id in a webhook', () => {
  expect(payloadOf('googleChat', incident)).toMatchObject({ thread: { threadKey: '7F3K2M9QXA' } });
  const apart = [{ severity: 'critical' as const }, { isCall: true }];
  for (const more of apart) {
    expect(payloadOf('googleChat', incident, { ...message, ...more })).toMatchObject({
      thread: { threadKey: 'sample-id' },
    });
  }
  expect(payloadOf('webhook', incident)).toMatchObject({ incident: '7F3K2M9QXA', id: 'sample-id' });
});

test('pagers join it by the key that the message has, and what has none pages by itself', () => {
  expect(payloadOf('pagerDuty', incident)).toMatchObject({ dedup_key: '7F3K2M9QXA-critical-1' });
  expect(payloadOf('jsm', incident)).toMatchObject({ alias: '7F3K2M9QXA-critical-1' });
  const escalation = { incidentId: '7F3K2M9QXA' };
  expect(payloadOf('pagerDuty', escalation)).toMatchObject({ dedup_key: 'sample-id' });
  expect(payloadOf('jsm', escalation)).toMatchObject({ alias: 'sample-id' });
});

test('Slack by a bot goes below the first message, whose place it tells, and by itself without one', () => {
  const thread = '1503435956.000247';
  expect(payloadOf('slackBot', { thread })).toMatchObject({ thread_ts: thread });
  expect(payloadOf('slackBot', {})).not.toHaveProperty('thread_ts');
  const { threadIn } = loadedRoomTypes.slackBot;
  expect(threadIn?.(`{"ok":true,"ts":"${thread}"}`)).toBe(thread);
  for (const odd of ['', '{"ok":true}', '{"ts":"<!here>"}', '{"ts":7}']) {
    expect(threadIn?.(odd)).toBeUndefined();
  }
});

test('without incidents nothing is different', () => {
  expect(payloadOf('googleChat', {})).toMatchObject({ thread: { threadKey: 'sample-id' } });
  expect(payloadOf('webhook', {})).not.toHaveProperty('incident');
});
