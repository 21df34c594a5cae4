import type { RoomKind } from '../../lib/rooms/room-kinds.ts';
import { drawDiscord } from './draw-discord.ts';
import { drawDooray } from './draw-dooray.ts';
import { drawDoorayDirect } from './draw-dooray-direct.ts';
import { drawGoogleChat } from './draw-google-chat.ts';
import { drawJandi } from './draw-jandi.ts';
import { drawJsm } from './draw-jsm.ts';
import { drawKakaoWork } from './draw-kakao-work.ts';
import { drawMattermost } from './draw-mattermost.ts';
import { drawNaverWorks } from './draw-naver-works.ts';
import { drawPagerDuty } from './draw-pager-duty.ts';
import { drawSlack } from './draw-slack.ts';
import { drawSlackBot } from './draw-slack-bot.ts';
import { drawTeams } from './draw-teams.ts';
import { drawTelegram } from './draw-telegram.ts';
import { drawWebhook } from './draw-webhook.ts';
import type { Html } from './html.ts';

/** How the preview shows one kind of room. */
export interface Drawing {
  /** As its makers write it. */
  readonly name: string;
  /**
   * Draws one request as the room shows it.
   *
   * @param time clock time, for people
   * @throws {v.ValiError} when the room would not take the payload.
   */
  readonly draw: (payload: unknown, time: string) => Html;
}

/** A kind without a drawing does not compile. */
export const drawings: Readonly<Record<RoomKind, Drawing>> = {
  dooray: { name: 'Dooray', draw: drawDooray },
  slack: { name: 'Slack', draw: (payload, time) => drawSlack(payload, time, 'root-alert') },
  webhook: { name: 'Webhook', draw: drawWebhook },
  googleChat: { name: 'Google Chat', draw: drawGoogleChat },
  teams: { name: 'Microsoft Teams', draw: drawTeams },
  mattermost: { name: 'Mattermost', draw: drawMattermost },
  discord: { name: 'Discord', draw: drawDiscord },
  telegram: { name: 'Telegram', draw: drawTelegram },
  jandi: { name: 'JANDI', draw: drawJandi },
  naverWorks: { name: 'NAVER WORKS', draw: drawNaverWorks },
  kakaoWork: { name: 'KakaoWork', draw: drawKakaoWork },
  pagerDuty: { name: 'PagerDuty', draw: drawPagerDuty },
  jsm: { name: 'JSM Operations', draw: drawJsm },
  slackBot: { name: 'Slack (bot)', draw: drawSlackBot },
  doorayDirect: { name: 'Dooray 1:1', draw: drawDoorayDirect },
};
