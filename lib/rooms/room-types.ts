import type { RoomKind } from './room-kinds.ts';
import type { RoomType } from './room-type.ts';

interface RoomKindEntry {
  /** Loads what tells such a room: only that of the rooms that the secret names is read at a cold start. */
  readonly load: () => Promise<RoomType>;
  /** Time between two posts to one webhook, so that the room does not answer 429. */
  readonly minIntervalMs: number;
  /** It wakes people: what is nothing to do is not posted to it, unless there is no other room. */
  readonly isPager?: true;
}

/** Every kind of room. To add one: its name in `room-kinds.ts`, its folder, its row here, and its rules in `rules-by-kind.ts`. */
export const roomTypes: Readonly<Record<RoomKind, RoomKindEntry>> = {
  dooray: {
    load: async () => (await import('./dooray/dooray-room.ts')).dooray,
    // "One send a second" for each hook. Dooray counts from arrival to arrival, and the time on the way there varies.
    minIntervalMs: 1_100,
  },
  slack: {
    load: async () => (await import('./slack/slack-room.ts')).slack,
    // One message a second for each channel. Slack counts from arrival to arrival, and the time on the way there varies.
    minIntervalMs: 1_100,
  },
  webhook: {
    load: async () => (await import('./webhook/webhook-room.ts')).webhook,
    minIntervalMs: 0,
  },
  googleChat: {
    load: async () => (await import('./google-chat/google-chat-room.ts')).googleChat,
    // One write a second for each space (not read at Google).
    minIntervalMs: 1_100,
  },
  teams: {
    load: async () => (await import('./teams/teams-room.ts')).teams,
    // More than four requests a second are throttled (learn.microsoft.com, "Create an Incoming Webhook").
    minIntervalMs: 500,
  },
  mattermost: {
    load: async () => (await import('./mattermost/mattermost-room.ts')).mattermost,
    minIntervalMs: 1_100,
  },
  discord: {
    load: async () => (await import('./discord/discord-room.ts')).discord,
    // Five requests in two seconds (unsourced); its 429 says how long to wait.
    minIntervalMs: 500,
  },
  telegram: {
    load: async () => (await import('./telegram/telegram-room.ts')).telegram,
    // 20 messages a minute in a group (core.telegram.org/bots/faq); its 429 says how long to wait.
    minIntervalMs: 1_100,
  },
  jandi: {
    load: async () => (await import('./jandi/jandi-room.ts')).jandi,
    // Its guide names no pace.
    minIntervalMs: 1_100,
  },
  naverWorks: {
    load: async () => (await import('./naver-works/naver-works-room.ts')).naverWorks,
    minIntervalMs: 1_100,
  },
  kakaoWork: {
    load: async () => (await import('./kakao-work/kakao-work-room.ts')).kakaoWork,
    minIntervalMs: 1_100,
  },
  pagerDuty: {
    load: async () => (await import('./pager-duty/pager-duty-room.ts')).pagerDuty,
    minIntervalMs: 500,
    isPager: true,
  },
  jsm: {
    load: async () => (await import('./jsm/jsm-room.ts')).jsm,
    minIntervalMs: 500,
    isPager: true,
  },
  doorayDirect: {
    load: async () => (await import('./dooray-direct/dooray-direct-room.ts')).doorayDirect,
    // A bucket of tokens of a size that is not documented; its 429 says so.
    minIntervalMs: 1_100,
  },
  slackBot: {
    load: async () => (await import('./slack-bot/slack-bot-room.ts')).slackBot,
    // One message a second for each channel. Slack counts from arrival to arrival, and the time on the way there varies.
    minIntervalMs: 1_100,
  },
};

/** Loads what tells these rooms, once. */
export async function loadRoomTypes(rooms: readonly { readonly kind: RoomKind }[]): Promise<void> {
  await Promise.all(rooms.map(({ kind }) => roomTypes[kind].load()));
}
