import type { Locale } from '../config.ts';
import type { IncidentAnswer } from '../incident/answer.ts';

type Verdict = IncidentAnswer['verdict'];

/** Text about what people answer: the line in the room, and the page. */
export interface AnswerWords {
  readonly headline: Readonly<Record<Verdict, (incidentId: string) => string>>;
  /** Behind the headline of an answer that is another than one before. */
  readonly contested: string;
  /** Behind the headline of "planned" from the address of the session. */
  readonly fromSession: string;
  readonly fromSessionAdvice: string;
  readonly contestedAdvice: string;
  readonly notUsAdvice: readonly string[];
  /** In a room, which would change characters of the longer commands. */
  readonly moreOnPage: string;
  /** Who says to have answered. Anybody may write any name. */
  readonly saysToBe: (name: string) => string;
  readonly noName: string;
  readonly byButton: (name: string, service: string) => string;
  readonly byLink: (room: string | undefined) => string;
  readonly reason: (why: string) => string;
  /** To whoever pressed a button. */
  readonly buttonTooOld: string;
  /** What to run, by what it does. */
  readonly commands: {
    readonly denyRoot: string;
    readonly denySession: string;
    readonly deactivateKey: string;
    readonly lookUpKey: string;
    readonly lookUpRoot: string;
  };
  readonly page: {
    readonly title: string;
    readonly question: string;
    readonly incident: string;
    readonly severity: string;
    readonly account: string;
    readonly event: string;
    readonly time: string;
    readonly address: string;
    readonly key: string;
    readonly answersSoFar: string;
    readonly noAnswer: string;
    readonly verdict: Readonly<Record<Verdict, string>>;
    readonly notTrusted: string;
    readonly who: string;
    readonly why: string;
    readonly optional: string;
    readonly whatHappens: string;
    readonly whatToDo: string;
    readonly openRunbook: string;
    readonly done: string;
    readonly doneTold: string;
    readonly doneUntold: string;
    readonly full: string;
    readonly unknownTitle: string;
    readonly unknownText: string;
    readonly badRequest: string;
    readonly failed: string;
  };
}

export const answerWords: Readonly<Record<Locale, AnswerWords>> = {
  ko: {
    headline: {
      planned: (id) => `사건 ${id}: 계획된 작업이라고 답했습니다`,
      notUs: (id) => `사건 ${id}: 우리가 한 일이 아니라고 답했습니다`,
    },
    contested: '앞의 답변과 다릅니다',
    fromSession: 'root 세션과 같은 주소에서 답했습니다',
    fromSessionAdvice:
      '이 답변은 믿지 마세요. root를 쓴 사람이 스스로 답했을 수 있습니다. 다른 담당자가 당사자에게 전화로 확인하세요.',
    contestedAdvice: '답이 서로 다릅니다. 전화로 확인할 때까지 침입으로 보고 대응하세요.',
    notUsAdvice: [
      '침입으로 보고 지금 차단하세요. 런북의 “처음 10분”을 따르세요.',
      '아래 명령은 root가 아닌 관리자 역할로 실행하세요.',
    ],
    moreOnPage: '계정과 세션을 채운 차단 명령은 답변 페이지(‘우리가 아닙니다’ 링크)에 있습니다.',
    saysToBe: (name) => `${name}(직접 쓴 이름)`,
    noName: '이름을 쓰지 않음',
    byButton: (name, service) => `${name}(${service} 사용자)`,
    byLink: (room) => (room === undefined ? '링크로 답변' : `${room} 방의 링크로 답변`),
    reason: (why) => `사유: ${why}`,
    buttonTooOld:
      '이 버튼은 만료되었습니다(72시간). 더 새로운 알림에서 답하거나 채팅방에서 직접 알리세요.',
    commands: {
      denyRoot: '멤버 계정이면 관리 계정에서: root를 모두 막기',
      denySession: '멤버 계정이면 관리 계정에서: 이 세션만 막기',
      deactivateKey: 'root로: 액세스 키 비활성화',
      lookUpKey: '이 키로 한 일 찾기(쓰는 리전마다)',
      lookUpRoot: 'root가 한 일 찾기(쓰는 리전마다)',
    },
    page: {
      title: 'root 사용 확인',
      question: 'root를 쓴 것이 우리입니까?',
      incident: '사건',
      severity: '심각도',
      account: '계정',
      event: '이벤트',
      time: '시각',
      address: '소스 IP',
      key: '액세스 키',
      answersSoFar: '지금까지의 답변',
      noAnswer: '아직 답한 사람이 없습니다.',
      verdict: { planned: '계획된 작업입니다', notUs: '우리가 아닙니다' },
      notTrusted: 'root 세션과 같은 주소에서 온 답변이라 믿지 않습니다.',
      who: '이름',
      why: '사유',
      optional: '선택',
      whatHappens:
        '답하면 이름, 사유, 시각, IP 주소와 국가가 채팅방에 한 줄로 표시됩니다. 답해도 이후 알림은 그대로 옵니다. 누구든 다르게 답할 수 있습니다.',
      whatToDo: '지금 할 일',
      openRunbook: '런북 열기',
      done: '답변을 기록했습니다.',
      doneTold: '채팅방에도 알렸습니다.',
      doneUntold:
        '채팅방에는 아직 알리지 못했습니다. 몇 분 안에 다시 시도합니다. 급하면 직접 알리세요.',
      full: '이 사건에는 답변이 너무 많아 더 기록하지 않았습니다. 채팅방에서 직접 알리세요.',
      unknownTitle: '이 링크로는 답할 수 없습니다',
      unknownText:
        '링크가 만료되었거나 온전하지 않습니다. 링크는 72시간 동안 쓸 수 있습니다. 채팅방의 더 새로운 알림에서 여세요.',
      badRequest: '답변을 읽을 수 없습니다. 채팅방의 링크를 다시 열어 답하세요.',
      failed:
        '지금은 답변을 기록할 수 없습니다. 잠시 뒤 다시 시도하고, 급하면 채팅방에서 직접 알리세요.',
    },
  },
  en: {
    headline: {
      planned: (id) => `Incident ${id}: somebody answered that it was planned`,
      notUs: (id) => `Incident ${id}: somebody answered that it was not us`,
    },
    contested: 'an earlier answer says otherwise',
    fromSession: 'from the address of the root session',
    fromSessionAdvice:
      'Do not trust this answer: whoever used root may have given it. Let somebody else phone the person.',
    contestedAdvice:
      'The answers differ. Treat it as an intrusion until somebody has confirmed it by phone.',
    notUsAdvice: [
      'Treat it as an intrusion and contain it now: follow "The first ten minutes" of the runbook.',
      'Run the commands below as an administrator, not as root, unless it says so.',
    ],
    moreOnPage:
      'The commands that deny root and the session are on the answer page (link "This was not us"), filled in.',
    saysToBe: (name) => `${name} (as they wrote)`,
    noName: 'no name given',
    byButton: (name, service) => `${name} (user of ${service})`,
    byLink: (room) => (room === undefined ? 'by a link' : `by the link in ${room}`),
    reason: (why) => `reason: ${why}`,
    buttonTooOld:
      'This button has expired (72 hours). Answer at a newer alert, or tell the room yourself.',
    commands: {
      denyRoot: 'Member account, from the management account: deny root everything',
      denySession: 'Member account, from the management account: deny this session',
      deactivateKey: 'As root: deactivate the access key',
      lookUpKey: 'Find what this key did, in each region that you use',
      lookUpRoot: 'Find what root did, in each region that you use',
    },
    page: {
      title: 'Use of root',
      question: 'Was it us who used root?',
      incident: 'Incident',
      severity: 'Severity',
      account: 'Account',
      event: 'Event',
      time: 'Time',
      address: 'Source IP',
      key: 'Access key',
      answersSoFar: 'Answers so far',
      noAnswer: 'Nobody has answered yet.',
      verdict: { planned: 'This was planned', notUs: 'This was not us' },
      notTrusted: 'Not trusted: it came from the address of the root session.',
      who: 'Your name',
      why: 'Reason',
      optional: 'optional',
      whatHappens:
        'The room is told in one line: name, reason, time, IP address and country. Later alerts come as before. Anybody may answer differently.',
      whatToDo: 'What to do now',
      openRunbook: 'Open the runbook',
      done: 'Your answer has been recorded.',
      doneTold: 'The room was told.',
      doneUntold:
        'The room could not be told yet. We try again within minutes. If it is urgent, tell them yourself.',
      full: 'This incident has too many answers, so this one was not kept. Tell the room yourself.',
      unknownTitle: 'This link cannot be used',
      unknownText:
        'It has expired, or is not whole. A link works for 72 hours. Open a newer one in the room.',
      badRequest: 'Your answer could not be read. Open the link in the room again.',
      failed:
        'Your answer cannot be recorded right now. Try again in a moment. If it is urgent, tell the room yourself.',
    },
  },
};
