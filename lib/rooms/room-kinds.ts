/** Every kind of room, in the order in which rooms are read from the secret, posted to and reported. */
export const roomKinds = [
  'dooray',
  'slack',
  'webhook',
  'googleChat',
  'teams',
  'mattermost',
  'discord',
  'telegram',
  'jandi',
  'naverWorks',
  'kakaoWork',
  'pagerDuty',
  'jsm',
  'doorayDirect',
  'slackBot',
] as const;

/** A kind of room, by its name in the webhook secret. */
export type RoomKind = (typeof roomKinds)[number];

/** The kinds that the secret may name by a key of their own, as it could before it had a list of rooms. */
export const keyedKinds = ['dooray', 'slack'] as const satisfies readonly RoomKind[];

/** The kind of a room that neither its URL nor its key in the secret tells, and the one that local mode prints. */
export const defaultRoomKind: RoomKind = 'dooray';
