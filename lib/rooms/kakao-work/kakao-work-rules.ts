import type { RoomRules } from '../room-rules.ts';

/** An incoming webhook of KakaoWork (public code). */
export const kakaoWorkRules: RoomRules = {
  isWebhookUrl: ({ hostname, pathname }) =>
    hostname === 'kakaowork.com' && /^\/bots\/hook\/[0-9a-f]{32}\/?$/.test(pathname),
  expectedUrl:
    'expected the https URL of a KakaoWork incoming webhook (https://kakaowork.com/bots/hook/…)',
};
