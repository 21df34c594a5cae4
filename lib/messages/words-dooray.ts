import type { Locale } from '../config.ts';

/** Text of the Dooray app: what rooms hear of it, and what it answers. */
export interface DoorayWords {
  /** Told in the rooms of alerts. */
  readonly connected: string;
  readonly disconnected: string;
  readonly connectedAdvice: string;
  readonly room: (name: string) => string;
  /** By the number that Dooray gives. */
  readonly by: (member: string) => string;
  readonly count: (rooms: number) => string;
  /** Answers to a command. */
  readonly isConnected: string;
  readonly wasConnected: string;
  readonly isDisconnected: string;
  readonly notConnected: string;
  readonly notTold: string;
  readonly tooMany: (most: number) => string;
  readonly busy: string;
  readonly failed: string;
  readonly help: string;
  readonly noDomain: string;
  /** The list of incidents. */
  readonly none: string;
  readonly list: string;
  readonly more: (others: number) => string;
  readonly incident: (id: string) => string;
  /** The dialog that asks what the work is for. */
  readonly dialogTitle: string;
  readonly why: string;
  readonly whyHint: string;
  readonly send: string;
}

export const doorayWords: Readonly<Record<Locale, DoorayWords>> = {
  ko: {
    connected: 'Dooray 대화방이 root-alert에 연결되었습니다',
    disconnected: 'Dooray 대화방의 root-alert 연결이 해제되었습니다',
    connectedAdvice:
      '이제 그 대화방의 누구나 사건을 보고 답할 수 있습니다. 모르는 연결이라면 Dooray 앱의 토큰을 다시 만들어(Regenerate) 보안 암호에 넣으세요. 그러면 모든 연결이 끊깁니다.',
    room: (name) => `대화방 ‘${name}’`,
    by: (member) => `멤버 번호 ${member}`,
    count: (rooms) => `연결된 대화방 ${rooms}곳`,
    isConnected:
      '이 대화방을 root-alert에 연결했습니다. /root-alert를 입력하면 최근 사건과 답변 버튼이 나옵니다. 알림은 지금까지처럼 인커밍 훅으로 옵니다.',
    wasConnected: '이 대화방은 이미 연결되어 있습니다.',
    isDisconnected: '이 대화방의 연결을 해제했습니다. 여기서는 더 이상 답할 수 없습니다.',
    notConnected: '이 대화방은 연결되어 있지 않습니다. /root-alert 연결로 먼저 연결하세요.',
    notTold:
      '알림을 받는 모든 채팅방에 연결 사실을 알리지 못해 연결하지 않았습니다. 잠시 뒤 다시 시도하세요.',
    tooMany: (most) =>
      `이미 대화방 ${most}곳이 연결되어 있습니다. 쓰지 않는 대화방에서 /root-alert 해제를 먼저 입력하세요.`,
    busy: '방금 다른 연결이 바뀌었습니다. 10초 뒤에 다시 시도하세요.',
    failed: '지금은 처리할 수 없습니다. 잠시 뒤 다시 시도하고, 급하면 알림의 링크로 답하세요.',
    help: '/root-alert: 최근 사건과 답변 버튼 · /root-alert 연결: 이 대화방 연결 · /root-alert 해제: 연결 해제',
    noDomain:
      'respond 보안 암호에 doorayDomain이 없습니다. example.dooray.com처럼 우리 조직의 Dooray 주소를 넣으세요.',
    none: '최근 72시간 동안 답할 사건이 없습니다.',
    list: '최근 72시간의 root 사용 사건입니다. 우리가 한 일인지 답해 주세요.',
    more: (others) => `사건이 ${others}건 더 있습니다. 알림의 링크로 답할 수 있습니다.`,
    incident: (id) => `사건 ${id}`,
    dialogTitle: '계획된 작업',
    why: '사유',
    whyHint: '답변은 이미 기록했습니다. 무엇을 위한 작업인지 남겨 주세요.',
    send: '남기기',
  },
  en: {
    connected: 'A Dooray room was connected to root-alert',
    disconnected: 'A Dooray room was disconnected from root-alert',
    connectedAdvice:
      'Anybody in that room can see incidents now, and answer. If you do not know of it, make a new token of the Dooray app (Regenerate) and put it into the secret: then no room is connected.',
    room: (name) => `room “${name}”`,
    by: (member) => `member ${member}`,
    count: (rooms) => (rooms === 1 ? '1 room connected' : `${rooms} rooms connected`),
    isConnected:
      'This room is connected to root-alert. /root-alert shows the latest incidents, with buttons to answer by. Alerts come by the incoming hook as before.',
    wasConnected: 'This room is connected already.',
    isDisconnected: 'This room is no longer connected. Nobody can answer from here.',
    notConnected: 'This room is not connected. Enter /root-alert connect first.',
    notTold:
      'Not every room that gets alerts could be told of it, so this room was not connected. Try again in a moment.',
    tooMany: (most) =>
      `There are ${most} rooms connected already. Enter /root-alert disconnect in one that is not needed.`,
    busy: 'A room was connected or disconnected a moment ago. Try again in ten seconds.',
    failed:
      'That is not possible just now. Try again in a moment; if it is urgent, answer by the link in the alert.',
    help: '/root-alert: the latest incidents, with buttons · /root-alert connect: connect this room · /root-alert disconnect: disconnect it',
    noDomain:
      'The secret of respond has no doorayDomain. Put in the Dooray address of your organization, such as example.dooray.com.',
    none: 'There is no incident of the last 72 hours to answer about.',
    list: 'Incidents of the last 72 hours in which root was used. Was it us?',
    more: (others) =>
      others === 1
        ? 'There is one more. Answer by the link in its alert.'
        : `There are ${others} more. Answer by the links in their alerts.`,
    incident: (id) => `Incident ${id}`,
    dialogTitle: 'Planned work',
    why: 'Reason',
    whyHint: 'Your answer is written down already. Say what the work is for.',
    send: 'Add',
  },
};
