import type { EvidenceFault } from '../evidence/evidence-fault.ts';
import { spanText } from './span-text.ts';
import type { ReportWords } from './words-report.ts';

/** The report of a month in Korean. */
export const reportKo: ReportWords = {
  title: (month, account, stage) =>
    `root 계정 사용 보고서 ${month} (계정 ${account}, 스테이지 ${stage})`,
  madeOf: (madeAt, version) =>
    `${madeAt}에 만들었습니다(root-alert ${version}). 시각은 모두 아래 시간대 기준입니다.`,
  headings: {
    summary: '요약',
    absence: 'root를 쓰지 않았다는 근거',
    uses: 'root 사용',
    changes: 'root-alert 자체의 변경',
    drills: '훈련',
    answers: '답변',
    planned: '계획된 작업',
    evidence: '증적',
    blind: '감시하지 못한 시간',
    controls: '통제 항목과의 연결',
    limits: '이 보고서가 말해 주지 않는 것',
  },
  columns: {
    happened: '발생',
    account: '계정',
    event: '이벤트',
    severity: '심각도',
    told: '알린 방법',
    took: '걸린 시간',
    rooms: '채팅방과 도착 시각',
    answer: '답변',
    id: 'ID',
    by: '주체',
    why: '사유',
    allowed: '계획에 넣은 긴급 이벤트',
    evidence: '증적',
    differs: '다른 점',
    what: '내용',
    from: '시작',
    until: '끝',
    how: '답한 방법',
    control: '통제 항목',
    shows: '이 보고서로 보일 수 있는 것',
  },
  severity: { critical: '긴급', high: '경고', medium: '주의', low: '참고' },
  path: {
    atOnce: '즉시',
    outbox: '아웃박스에서(묶음 또는 재시도)',
    lookBack: '소급 확인에서 발견',
    alarm: '경보에서 발견',
    told: '알림(방법은 로그에 없음)',
    untold: '알리지 못함',
  },
  unknown: '알 수 없음',
  none: '없음',
  lasts: '계속됨',
  span: (ms) => spanText(ms, { hour: '시간', minute: '분', second: '초' }),
  summary: {
    uses: (count, atOnce, later, untold) =>
      `root 사용 ${count}건: 즉시 알림 ${atOnce}건, 나중에 알림 ${later}건, 알리지 못함 ${untold}건`,
    latency: (fastest, middle, slowest) =>
      `즉시 알린 것이 발생부터 마지막 채팅방에 닿기까지: 가장 빠름 ${fastest}, 중앙값 ${middle}, 가장 느림 ${slowest}`,
    missed: (count) => `실시간 경로가 놓쳐 소급 확인이나 경보에서 찾은 것: ${count}건`,
    drills: (count, told) => `훈련 ${count}건 가운데 ${told}건이 채팅방에 닿았습니다`,
    runs: (count, fewest, most) =>
      `15분마다 하는 점검 ${count}회, 확인한 리전 ${fewest === most ? `${most}개` : `${fewest}~${most}개`}`,
    noRuns: '15분마다 하는 점검의 기록이 없습니다',
    evidence: (used, faults, mismatches) =>
      `증적: 이 달의 객체 ${used}개, ${faults === 0 ? '체인이 온전함' : `체인이나 버킷의 이상 ${faults}건`}, ${mismatches === 0 ? '로그와 일치함' : `로그와 다른 것 ${mismatches}건`}`,
    logsGone: (before) =>
      `${before} 이전의 로그는 보관 기간이 지나 없습니다. 그때의 일은 증적이 있으면 증적으로만 알 수 있습니다`,
  },
  absence: {
    shown: (account, from, until) =>
      `계정 ${account}의 root는 ${from}부터 ${until}까지 사용되지 않았습니다.`,
    why: (until, fewest, most) =>
      `CloudTrail 이벤트 기록을 모든 리전(${fewest === most ? `${most}개` : `${fewest}~${most}개`})에서 빠짐없이 ${until}까지 읽었고, 그 안에 이 계정 root의 사용이 없었습니다. 실시간 규칙과 훈련은 이와 별개의 근거입니다.`,
    used: (account, count) => `계정 ${account}의 root가 ${count}번 사용되었습니다.`,
    notShown: (account) =>
      `계정 ${account}의 root 사용은 알려진 것이 없습니다. 다만 다음 이유로 쓰지 않았다고 단정할 수 없습니다.`,
    knownFrom: (at) => `이 달의 로그는 ${at}부터 있습니다.`,
    lookedUntil: (at) => `이벤트 기록을 모든 리전에서 읽은 것은 ${at}까지입니다.`,
    noLog: (functions) => `다음 함수의 로그 그룹이 없습니다: ${functions}.`,
    evidenceFaulty:
      '증적에 이상이 있습니다(아래). 증적을 바꿀 수 있는 사람은 다른 기록도 바꿀 수 있습니다.',
    otherAccounts:
      '조직의 다른 계정은 이벤트 기록을 읽을 수 없어, 실시간 규칙(전달자)과 그 점검만이 근거입니다.',
  },
  verdict: { planned: '계획된 작업', notUs: '우리가 아님' },
  unanswered: '답변 없음',
  fromSession: '해당 세션과 같은 주소에서 답함',
  evidence: {
    off: '증적을 남기지 않습니다(evidence: off). 이 보고서는 로그로만 만들었으며, 로그 그룹에 쓰거나 로그 그룹을 지울 수 있는 사람은 그 내용을 바꿀 수 있습니다.',
    read: (objects, used) =>
      `버킷에 객체 ${objects}개가 있고, 그중 ${used}개가 이 달에 관한 것입니다. 체인이 어긋난 객체의 내용은 쓰지 않았습니다.`,
    begins: (at) => `증적은 늦어도 ${at}부터 있습니다. 그 전의 일은 로그로만 압니다.`,
    last: (number, hash) =>
      `마지막 객체는 ${number}:${hash}입니다. 적어 두면 나중에 끝이 잘려 나간 것을 찾을 수 있습니다: npm run verify-evidence -- --expect ${number}:${hash}`,
    whole: '체인이 온전합니다.',
    fault: evidenceFault,
    more: (count) => `외 ${count}건은 npm run verify-evidence로 확인하세요.`,
    mismatch: {
      notInLog: '로그에 기록이 없음. 누군가 지웠을 수 있음',
      notInEvidence:
        '체인이 맞는 증적이 없음. 그때 처리 기록(원장)에 장애가 있었거나, 누군가 로그를 써 넣었거나 객체를 없앴을 수 있음',
      otherKind: '로그에 다른 종류로 기록됨(사용, 훈련, 변경)',
      otherAccount: '로그에 다른 계정으로 기록됨',
      otherEvent: '로그에 다른 이벤트로 기록됨',
      otherTime: '로그의 발생 시각이 다름',
      otherTelling: '로그에는 그때 알렸다는 기록이 없음',
      moreRooms: '로그에는 받은 채팅방이 더 많음',
    },
    noMismatch: '로그의 내용이 증적과 같습니다.',
    mismatchNote: '서로 다르면 증적의 내용을 따랐습니다.',
  },
  blind: { gap: '15분마다 하는 점검이 돌지 않음', wait: '채팅방이 알림을 받지 않음' },
  controlsNote:
    '보고서는 위 항목의 일부만 뒷받침합니다. 승인 절차와 정기 검토는 조직이 따로 갖추어야 합니다.',
  controls: [
    {
      control: 'ISMS-P 2.5.2 사용자 식별',
      shows:
        '공유 식별자인 root를 언제 썼는지, 답변이 있으면 무엇이라고 답했는지(누가 어떤 사유로 답했는지는 증적에 있음)',
    },
    {
      control: 'ISMS-P 2.5.5 특수 계정 및 권한 관리',
      shows: '최상위 권한인 root 사용의 전체 목록과 알린 시각',
    },
    { control: 'ISMS-P 2.5.6 접근권한 검토', shows: '정기 검토의 자료가 되는 한 달의 사용 이력' },
    {
      control: 'ISMS-P 2.9.5 로그 및 접속기록 점검',
      shows: '로그를 언제까지 빠짐없이 확인했는지, 못 본 시간은 언제인지',
    },
    {
      control: 'CIS AWS Foundations 1.7',
      shows: 'root를 일상 작업에 쓰지 않는다는 것(사용 목록 또는 쓰지 않았다는 근거)',
    },
    {
      control: 'PCI DSS v4.0.1 8.2.2',
      shows: '공유 계정을 예외로 쓴 때와 그에 대한 답변(사람과 사유는 증적에 있음)',
    },
    { control: 'PCI DSS v4.0.1 10.2.1.2', shows: '관리자 권한(root)으로 한 활동의 목록' },
    { control: 'SOC 2 CC7.2', shows: '이상 활동을 감시하고 있고 언제 감시가 멈추었는지' },
  ],
  limits: [
    '함수의 로그는 90일 보관되고, 로그 그룹에 쓰거나 로그 그룹을 지울 수 있는 사람은 그 내용을 바꿀 수 있습니다. 증적이 없으면 이 보고서의 근거는 로그뿐입니다.',
    '알린 방법, 채팅방별 도착 시각, 사용이 속한 사건, 감시하지 못한 시간은 증적이 있어도 로그에만 있습니다.',
    'root를 쓴 사람이 누구인지, 승인이 실제로 있었는지는 로그가 말해 주지 않습니다. 답변은 답한 사람의 말입니다.',
    '링크로 한 답변은 채팅방을 읽을 수 있는 누군가가 답했다는 것만 보여 줍니다.',
  ],
  picture: { uses: 'root 사용', drills: '훈련', blind: '감시하지 못한 시간' },
};

function evidenceFault(fault: EvidenceFault): string {
  switch (fault.kind) {
    case 'foreign':
      return `${fault.key}: root-alert가 쓴 객체가 아닙니다.`;
    case 'hidden':
      return `${fault.key}: 삭제되어 삭제 마커에 가려져 있습니다.`;
    case 'again':
      return `${fault.key}: 두 번 이상 쓰였습니다.`;
    case 'unreadable':
      return `${fault.key}: 읽을 수 없습니다.`;
    case 'tooLarge':
      return `${fault.key}: root-alert가 쓰는 것보다 커서 읽지 않았습니다.`;
    case 'otherHash':
      return `${fault.key}: 적어 둔 해시와 다릅니다.`;
    case 'replaced':
      return `${fault.key}: 앞 객체와 이어지지 않습니다. 앞 객체나 이 객체가 바뀌었습니다.`;
    case 'otherNumber':
      return `${fault.key}: 안에 적힌 번호가 ${fault.number}입니다.`;
    case 'twin':
      return `${fault.key}: ${fault.twin}과 같은 사용의 증적입니다.`;
    case 'missing':
      return fault.from === fault.to
        ? `${fault.from}번이 없습니다.`
        : `${fault.from}번부터 ${fault.to}번까지 없습니다.`;
    case 'notedGone':
      return `적어 둔 ${fault.number}번이 없습니다.`;
    case 'bucketGone':
      return '버킷이 없어졌고 증적도 모두 없습니다.';
    case 'noVersions':
      return `버킷이 버전을 보관하지 않습니다(${fault.status ?? '설정된 적 없음'}).`;
    case 'noLock':
      return '버킷이 객체를 잠그지 않습니다. 쓰인 것을 지울 수 있습니다.';
  }
}
