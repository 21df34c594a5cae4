import { discordRules } from './discord/discord-rules.ts';
import { doorayRules } from './dooray/dooray-rules.ts';
import { doorayDirectRules } from './dooray-direct/dooray-direct-rules.ts';
import { googleChatRules } from './google-chat/google-chat-rules.ts';
import { jandiRules } from './jandi/jandi-rules.ts';
import { jsmRules } from './jsm/jsm-rules.ts';
import { kakaoWorkRules } from './kakao-work/kakao-work-rules.ts';
import { mattermostRules } from './mattermost/mattermost-rules.ts';
import { naverWorksRules } from './naver-works/naver-works-rules.ts';
import { pagerDutyRules } from './pager-duty/pager-duty-rules.ts';
import type { RoomRules } from './room-rules.ts';
import type { RoomType } from './room-type.ts';
import { slackRules } from './slack/slack-rules.ts';
import { slackBotRules } from './slack-bot/slack-bot-rules.ts';
import { teamsRules } from './teams/teams-rules.ts';
import { telegramRules } from './telegram/telegram-rules.ts';
import { webhookRules } from './webhook/webhook-rules.ts';

/** A kind of room, by its name in the webhook secret. */
export type RoomKind =
  | 'dooray'
  | 'slack'
  | 'webhook'
  | 'googleChat'
  | 'teams'
  | 'mattermost'
  | 'discord'
  | 'telegram'
  | 'jandi'
  | 'naverWorks'
  | 'kakaoWork'
  | 'pagerDuty'
  | 'jsm'
  | 'doorayDirect'
  | 'slackBot';

interface RoomKindEntry {
  readonly rules: RoomRules;
  /** Loads what tells such a room: only that of the rooms that the secret names is read at a cold start. */
  readonly load: () => Promise<RoomType>;
}

/** Every kind of room. To add one: its name above, its folder, and its row here. */
export const roomTypes: Readonly<Record<RoomKind, RoomKindEntry>> = {
  dooray: {
    rules: doorayRules,
    load: async () => (await import('./dooray/dooray-room.ts')).dooray,
  },
  slack: { rules: slackRules, load: async () => (await import('./slack/slack-room.ts')).slack },
  webhook: {
    rules: webhookRules,
    load: async () => (await import('./webhook/webhook-room.ts')).webhook,
  },
  googleChat: {
    rules: googleChatRules,
    load: async () => (await import('./google-chat/google-chat-room.ts')).googleChat,
  },
  teams: { rules: teamsRules, load: async () => (await import('./teams/teams-room.ts')).teams },
  mattermost: {
    rules: mattermostRules,
    load: async () => (await import('./mattermost/mattermost-room.ts')).mattermost,
  },
  discord: {
    rules: discordRules,
    load: async () => (await import('./discord/discord-room.ts')).discord,
  },
  telegram: {
    rules: telegramRules,
    load: async () => (await import('./telegram/telegram-room.ts')).telegram,
  },
  jandi: { rules: jandiRules, load: async () => (await import('./jandi/jandi-room.ts')).jandi },
  naverWorks: {
    rules: naverWorksRules,
    load: async () => (await import('./naver-works/naver-works-room.ts')).naverWorks,
  },
  kakaoWork: {
    rules: kakaoWorkRules,
    load: async () => (await import('./kakao-work/kakao-work-room.ts')).kakaoWork,
  },
  pagerDuty: {
    rules: pagerDutyRules,
    load: async () => (await import('./pager-duty/pager-duty-room.ts')).pagerDuty,
  },
  jsm: { rules: jsmRules, load: async () => (await import('./jsm/jsm-room.ts')).jsm },
  doorayDirect: {
    rules: doorayDirectRules,
    load: async () => (await import('./dooray-direct/dooray-direct-room.ts')).doorayDirect,
  },
  slackBot: {
    rules: slackBotRules,
    load: async () => (await import('./slack-bot/slack-bot-room.ts')).slackBot,
  },
};

/** In the order in which rooms are read from the secret, posted to and reported. */
export const roomKinds = Object.keys(roomTypes) as readonly RoomKind[];

/** The kinds that the secret may name by a key of their own, as it could before it had a list of rooms. */
export const keyedKinds = ['dooray', 'slack'] as const satisfies readonly RoomKind[];

/** The kind of a room that neither its URL nor its key in the secret tells, and the one that local mode prints. */
export const defaultRoomKind: RoomKind = 'dooray';

/** Loads what tells these rooms, once. */
export async function loadRoomTypes(rooms: readonly { readonly kind: RoomKind }[]): Promise<void> {
  await Promise.all(rooms.map(({ kind }) => roomTypes[kind].load()));
}
