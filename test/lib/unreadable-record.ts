import type { UnreadableRecord } from '../../lib/root-activity.ts';

/** A record in which nothing can be read. */
export const whollyUnreadable: UnreadableRecord = {
  kind: 'unreadable',
  cloud: 'aws',
  id: 'sha256-0',
  isDrill: false,
  eventName: undefined,
  eventId: undefined,
  accountId: undefined,
  region: undefined,
  occurredAt: undefined,
  sourceIp: undefined,
  fault: 'detail is missing',
};
