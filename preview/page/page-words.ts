import type { Locale } from '../../lib/config.ts';

interface PageWords {
  readonly title: string;
  readonly about: string;
  readonly settings: string;
  readonly show: string;
  readonly screens: Readonly<Record<'phone' | 'desktop', string>>;
  readonly themes: Readonly<Record<'light' | 'dark', string>>;
  readonly unasked: (state: string) => string;
  readonly silent: string;
  readonly unknownEvent: string;
  readonly failed: (reason: string) => string;
}

/** The page's own text around the messages. */
export const pageWords: Readonly<Record<Locale, PageWords>> = {
  ko: {
    title: 'root-alert 미리보기',
    about:
      '채팅방에 보이는 모습을 휴대폰(360px), 밝은 화면과 어두운 화면으로 나란히 그렸습니다. Dooray와 Slack은 데스크톱 화면도 볼 수 있습니다. 실제로 보내는 JSON을 비슷하게 그린 것이며 링크는 열리지 않습니다. 예제의 IP는 문서용이라 속한 국가가 없어, 미리보기에서만 국가를 붙였습니다. 새로 고치면 코드와 이벤트를 다시 읽습니다. 설정은 환경 변수로 바꿉니다. Slack의 보낸 사람 이름은 웹훅을 소유한 앱의 이름입니다.',
    settings: '설정',
    show: '보기',
    screens: { phone: '휴대폰', desktop: '데스크톱' },
    themes: { light: '밝게', dark: '어둡게' },
    unasked: (state) =>
      `지금 설정으로는 알리지 않습니다. 받으려면 ALARM_STATES에 ${state}를 더하세요.`,
    silent: 'root 사용 기록이 없습니다. 이 이벤트로는 아무것도 알리지 않습니다.',
    unknownEvent:
      '함수가 받는 이벤트가 아닙니다(CloudTrail 기록이나 로그 파일, EventBridge 이벤트, SNS 알림, SQS 배치, 네이버 클라우드 활동 중 하나여야 합니다).',
    failed: (reason) => `보여 줄 수 없습니다: ${reason}`,
  },
  en: {
    title: 'root-alert preview',
    about:
      'As the rooms show it on a phone (360 px), side by side, light and dark, drawn from the JSON that is posted; Dooray and Slack on a desktop, too. The drawing comes close; its links lead nowhere. The samples have addresses for documentation, which are in no country: the preview gives them one. Reloading reads code and events again. Settings are environment variables. In Slack the sender has the name of the app that owns the webhook.',
    settings: 'Settings',
    show: 'Show',
    screens: { phone: 'Phone', desktop: 'Desktop' },
    themes: { light: 'Light', dark: 'Dark' },
    unasked: (state) => `Not told with these settings: add ${state} to ALARM_STATES to get it.`,
    silent: 'No use of root is in it: nothing is sent for this event.',
    unknownEvent:
      'No event that a function takes (CloudTrail records, an EventBridge event, an SNS notification, an SQS batch, an activity of Naver Cloud).',
    failed: (reason) => `Cannot be shown: ${reason}`,
  },
};
