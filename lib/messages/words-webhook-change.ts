import type { Locale } from '../config.ts';

/** Text about a webhook secret that was changed. */
export interface WebhookChangeWords {
  readonly headline: string;
  readonly summary: (secretId: string) => string;
  readonly advice: string;
  readonly noticed: string;
  readonly changedBy: string;
  readonly mail: (secretId: string, rooms: number) => string;
  readonly mailTold: (rooms: string) => string;
  readonly mailUntold: (reasons: string) => string;
  readonly mailUnreachable: (rooms: number) => string;
  readonly mailWho: (secretId: string) => string;
  readonly mailWhoUnknown: string;
  readonly mailTodo: (secretId: string, homeRegion: string) => string;
}

const stagesCommand = (secretId: string, homeRegion: string): string =>
  `aws secretsmanager list-secret-version-ids --region ${homeRegion} --secret-id ${secretId}`;

export const webhookChangeWords: Readonly<Record<Locale, WebhookChangeWords>> = {
  ko: {
    headline: 'root-alert가 이 웹훅을 더 이상 사용하지 않습니다',
    summary: (secretId) =>
      `보안 암호 ${secretId}의 값이 바뀌어 이 웹훅이 빠졌습니다. 새 웹훅이 이 채팅방의 것이 아니라면 앞으로 알림이 오지 않습니다.`,
    advice:
      '웹훅을 직접 교체했다면 할 일이 없습니다. 아니라면 CloudTrail에서 PutSecretValue를 찾아 누가 바꾸었는지 확인하고 값을 되돌리세요.',
    noticed: '확인한 시각',
    changedBy: '변경한 주체',
    mail: (secretId, rooms) =>
      `보안 암호 ${secretId}에 있는 채팅방이 바뀌었습니다. 지금은 채팅방 ${rooms}곳에 알립니다.`,
    mailTold: (rooms) => `더 이상 알림을 받지 않는 웹훅에 이 사실을 알렸습니다: ${rooms}`,
    mailUntold: (reasons) => `더 이상 알림을 받지 않는 웹훅 일부에는 알리지 못했습니다. ${reasons}`,
    mailUnreachable: (rooms) =>
      `그 사이에 값이 두 번 이상 바뀌어, 전에 알림을 받던 웹훅 ${rooms}곳에는 알릴 수 없습니다.`,
    mailWho: (secretId) => `보안 암호 ${secretId}를 누가 바꾸었는지 CloudTrail에 나타났습니다.`,
    mailWhoUnknown:
      '누가 바꾸었는지는 아직 CloudTrail 이벤트 기록에 없습니다. 한 시간 안에 나타나면 메일을 한 번 더 보냅니다.',
    mailTodo: (secretId, homeRegion) =>
      `직접 바꾸었다면 할 일이 없습니다. 아니라면 CloudTrail에서 PutSecretValue를 확인하고, 값을 되돌리세요. 버전은 다음 명령으로 볼 수 있습니다:\n${stagesCommand(secretId, homeRegion)}`,
  },
  en: {
    headline: 'root-alert no longer uses this webhook',
    summary: (secretId) =>
      `The secret ${secretId} was changed, and this webhook is no longer in it. Unless the new one belongs to this room, no more alerts will come here.`,
    advice:
      'If you replaced the webhook, there is nothing to do. If not, find PutSecretValue in CloudTrail, see who it was, and put the value back.',
    noticed: 'Noticed',
    changedBy: 'Changed by',
    mail: (secretId, rooms) =>
      `The rooms in the secret ${secretId} have changed. Alerts now go to ${rooms === 1 ? '1 room' : `${rooms} rooms`}.`,
    mailTold: (rooms) => `The webhook that no longer gets alerts was told so: ${rooms}.`,
    mailUntold: (reasons) =>
      `Not every webhook that no longer gets alerts could be told so. ${reasons}`,
    mailUnreachable: (rooms) =>
      `The value was changed more than once since, so ${rooms} that got alerts before cannot be told.`,
    mailWho: (secretId) => `CloudTrail now shows who changed the secret ${secretId}.`,
    mailWhoUnknown:
      "CloudTrail's event history does not show yet who it was. If it does within an hour, another mail says so.",
    mailTodo: (secretId, homeRegion) =>
      `If it was you, there is nothing to do. If not, find PutSecretValue in CloudTrail, and put the value back. This shows its versions:\n${stagesCommand(secretId, homeRegion)}`,
  },
};
