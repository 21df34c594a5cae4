import { discordRules } from './discord/discord-rules.ts';
import { doorayDirectRules } from './dooray-direct/dooray-direct-rules.ts';
import { googleChatRules } from './google-chat/google-chat-rules.ts';
import { jandiRules } from './jandi/jandi-rules.ts';
import { jsmRules } from './jsm/jsm-rules.ts';
import { kakaoWorkRules } from './kakao-work/kakao-work-rules.ts';
import { keyedRules } from './keyed-rules.ts';
import { mattermostRules } from './mattermost/mattermost-rules.ts';
import { naverWorksRules } from './naver-works/naver-works-rules.ts';
import { pagerDutyRules } from './pager-duty/pager-duty-rules.ts';
import type { RoomKind } from './room-kinds.ts';
import type { RoomRules } from './room-rules.ts';
import { slackBotRules } from './slack-bot/slack-bot-rules.ts';
import { teamsRules } from './teams/teams-rules.ts';
import { telegramRules } from './telegram/telegram-rules.ts';
import { webhookRules } from './webhook/webhook-rules.ts';

/** What each kind of room expects of the secret. An alert loads it only where the secret is no plain one: `read-webhook-secret.ts`. */
export const rulesByKind: Readonly<Record<RoomKind, RoomRules>> = {
  ...keyedRules,
  webhook: webhookRules,
  googleChat: googleChatRules,
  teams: teamsRules,
  mattermost: mattermostRules,
  discord: discordRules,
  telegram: telegramRules,
  jandi: jandiRules,
  naverWorks: naverWorksRules,
  kakaoWork: kakaoWorkRules,
  pagerDuty: pagerDutyRules,
  jsm: jsmRules,
  doorayDirect: doorayDirectRules,
  slackBot: slackBotRules,
};
