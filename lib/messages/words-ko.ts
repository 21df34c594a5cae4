import { countryNamesKo } from './country-names-ko.ts';
import { callKo, deedKo, namedKo, thingKo } from './deed-sentence-ko.ts';
import { withParticle } from './korean-particle.ts';
import { outcomeKo } from './outcome-words-ko.ts';
import { regionNamesKo } from './region-names-ko.ts';
import type { Outcome } from './sentence-parts.ts';
import type { Sentence, Words } from './words.ts';
import { guardKo } from './words-guard-ko.ts';

/** Sentences from `링크를 생성`, done and refused: `…이 링크를 생성했습니다`. */
const action = (what: string): Readonly<Record<Outcome, Sentence>> => ({
  done: ({ by }) => `${by} ${what}했습니다`,
  refused: ({ by, failure }) => `${by} ${what}하려 했으나 ${failure.tail}`,
});

const lookAround = '새 MFA 장치·액세스 키·사용자가 없는지 확인하세요.';

const checkSignIn = `승인된 로그인이 아니라면 root 비밀번호를 바꾸고 ${lookAround}`;

/** Somebody who acted as root without approval can do so again, so their way in is closed first. */
const shutOut = 'root 비밀번호를 바꾸고 액세스 키를 비활성화하세요.';

/** What ends a session of `aws login` or OAuth: see docs/runbook.ko.md. */
const endSession =
  'root 비밀번호를 바로 바꾸어 세션 갱신을 막고, 멤버 계정이면 SCP(aws:SignInSessionArn, 런북 참고)로 이 세션을 거부하세요.';

/** Only a session of sts:AssumeRoot can leave out the user name (IAM API Reference, "CreateLoginProfile"). */
const noRootSession = '관리 계정의 AssumeRoot 기록에서 요청한 주체를 찾아 그 세션을 취소하고,';

const severity = { critical: '긴급', high: '경고', medium: '주의', low: '참고' } as const;

/** What a use is one of several in. */
const useOf = {
  session: '이 세션의',
  accessKey: '이 액세스 키의',
  account: '이 계정의',
} as const;

export const ko: Words = {
  ...outcomeKo,
  drill: '훈련',
  severity,
  wouldBe: (it) => `실제라면 ${severity[it]}`,
  rootOf: { aws: 'AWS root 계정', ncloud: '네이버 클라우드 ROOT 계정' },
  by: {
    direct: (account) => `${account}이`,
    agent: (account, agent) => `AI 에이전트(${agent})가 ${account}으로`,
    federatedSession: (account) => `${account}이 발급한 페더레이션 세션이`,
    centralizedSession: () => '중앙 관리 root 세션(AssumeRoot)이',
    service: (account) => `AWS 서비스가 ${account} 권한으로`,
  },
  byDelegate: (account, delegate) =>
    `${account}의 권한을 위임받은 AWS 계정 ${withParticle(delegate, '이')}`,
  signIn: {
    signInWithMfa: ({ by, place = '콘솔' }) => `${by} ${place}에 로그인했습니다 (MFA 사용)`,
    signInWithoutMfa: ({ by, place = '콘솔' }) => `${by} MFA 없이 ${place}에 로그인했습니다`,
    signInMfaUnknown: ({ by, place = '콘솔' }) =>
      `${by} ${place}에 로그인했습니다 (MFA 사용 여부 알 수 없음)`,
    signInPastPassword: ({ account }) =>
      `${account}의 콘솔 로그인이 MFA 단계에서 실패했습니다 (비밀번호는 맞은 것으로 보임)`,
    signInFailed: ({ account }) => `${account}의 콘솔 로그인 시도가 있었으나 실패했습니다`,
    signInMfaCheck: ({ account }) => `${account}의 콘솔 로그인이 MFA 확인 단계까지 진행되었습니다`,
    signInUnclear: ({ account }) => `${account}의 콘솔 로그인 시도가 있었습니다 (결과 알 수 없음)`,
  },
  happened: {
    signInAnomaly: {
      done: () => 'AWS가 이 계정의 비정상 로그인을 탐지했습니다',
      refused: () => 'AWS가 이 계정의 비정상 로그인을 탐지했습니다',
    },
    externalIdpFailed: {
      done: () => '외부 자격 증명 공급자 로그인이 AWS에 root로 기록되었습니다',
      refused: () =>
        '외부 자격 증명 공급자 로그인 실패가 AWS에 root로 기록되었습니다 (알려진 오기록)',
    },
    consoleLink: action('콘솔 로그인 링크를 생성'),
    cliSession: {
      done: ({ account }) => `${account}이 명령줄(aws login)에 로그인했습니다 (최대 12시간 세션)`,
      refused: ({ account }) => `${account}의 명령줄(aws login) 로그인이 실패했습니다`,
    },
    agentAccess: {
      done: ({ account }) =>
        `애플리케이션 또는 AI 에이전트가 ${account} 권한을 최대 12시간 쓰게 되었습니다 (OAuth)`,
      refused: ({ account }) =>
        `애플리케이션 또는 AI 에이전트가 ${account} 권한을 쓰려는 시도가 실패했습니다 (OAuth)`,
    },
    sessionRefreshed: {
      done: ({ account }) => `${account}의 세션(aws login·OAuth)이 갱신되었습니다`,
      refused: ({ account }) => `${account}의 세션(aws login·OAuth) 갱신이 실패했습니다`,
    },
    rootPasswordCreated: action('root 계정의 비밀번호를 생성'),
    rootPasswordDeleted: action('root 계정의 비밀번호를 삭제'),
    password: {
      done: ({ account }) => `${account}의 비밀번호가 변경되었습니다`,
      refused: ({ account, failure }) =>
        `${account}의 비밀번호를 변경하려는 시도가 ${failure.predicate}`,
    },
    passwordRecovery: {
      done: ({ account }) => `${account}의 비밀번호 재설정이 요청되었습니다`,
      refused: ({ account, failure }) => `${account}의 비밀번호 재설정 요청이 ${failure.predicate}`,
    },
    passwordReset: {
      done: ({ account }) => `${account}의 비밀번호가 재설정되었습니다`,
      refused: ({ account, failure }) => `${account}의 비밀번호 재설정이 ${failure.predicate}`,
    },
    email: {
      done: ({ account }) => `${account}의 이메일 주소가 변경되었습니다`,
      refused: ({ account, failure }) =>
        `${account}의 이메일 주소를 변경하려는 시도가 ${failure.predicate}`,
    },
    assumeRoot: {
      done: ({ task, target = '' }) =>
        `누군가 관리 계정에서 멤버 계정${target && ` ${target}`}의 root 세션을 발급받았습니다 (AssumeRoot${task ? `: ${task}` : ''})`,
      refused: ({ task, target = '', failure }) =>
        `멤버 계정${target && ` ${target}`}의 root 세션(AssumeRoot${task ? `: ${task}` : ''}) 발급 요청이 ${failure.predicate}`,
    },
  },
  guard: guardKo,
  deed: deedKo,
  call: callKo,
  callRemark: {
    deletion: '삭제',
    permissions: '권한 변경',
    permissionsRemoved: '권한 회수',
    tagging: '태그',
    read: '읽기 전용',
  },
  named: namedKo,
  unreadable: 'AWS root 계정 사용 기록을 받았으나 내용을 읽을 수 없습니다',
  advice: {
    signInWithMfa: checkSignIn,
    signInWithoutMfa:
      '승인된 로그인이 아니라면 root 비밀번호를 바꾸고 MFA를 켠 뒤, 새 액세스 키와 사용자가 없는지 확인하세요.',
    signInMfaUnknown: checkSignIn,
    signInUnclear: checkSignIn,
    signInMfaCheck: checkSignIn,
    signInPastPassword: `누군가 root 비밀번호를 알고 있는 것으로 보입니다. 담당자가 아니라면 비밀번호를 바로 바꾸고, ${lookAround}`,
    signInAnomaly: `담당자의 로그인이 아니라면 root 비밀번호를 바꾸고 ${lookAround}`,
    externalIdpFailed:
      '누군가 IAM Identity Center로 로그인하던 중이었다면 할 일은 없습니다. 자주 발생하면 자격 증명 공급자 설정을 확인하세요.',
    consoleLink: '승인된 세션이 아니라면 root 액세스 키를 비활성화하고 비밀번호를 바꾸세요.',
    cliSession: `승인된 로그인이 아니라면 ${endSession} root 액세스 키도 비활성화하세요. 이미 발급된 자격 증명은 최대 15분 더 쓸 수 있습니다.`,
    agentAccess: `승인한 적이 없다면 ${endSession} root 액세스 키도 비활성화하세요. 이미 발급된 토큰은 최대 1시간 더 쓸 수 있습니다.`,
    sessionRefreshed: `담당자의 세션이 아니라면 ${endSession}`,
    rootPasswordCreated: `승인된 작업이 아니라면 ${noRootSession} 만들어진 비밀번호를 다시 삭제하세요.`,
    rootPasswordDeleted: `승인된 작업이 아니라면 ${noRootSession} 비밀번호 찾기와 그 메일함으로 root에 로그인할 수 있는지 확인하세요.`,
    rootCredentialCreated:
      '승인된 작업이 아니라면 새 자격 증명과 액세스 키를 비활성화하고 root 비밀번호를 바꾸세요.',
    mayBeCentralized: `root가 직접 한 것인지 중앙 관리 세션이 한 것인지 기록만으로는 알 수 없습니다. 관리 계정의 AssumeRoot 기록을 먼저 찾아보세요. 기록이 없고 승인된 작업도 아니라면 SCP로 root를 차단하고, root 비밀번호나 액세스 키가 있는 계정이면 ${shutOut}`,
    signInFailed:
      '담당자가 시도한 것이 아니라면 root에 MFA가 등록되어 있는지, 같은 IP에서 다른 시도가 있었는지 확인하세요.',
    refused: `거부되었지만 누군가 root로 요청했습니다. 승인된 사용이 아니라면 ${shutOut}`,
    failed: `실행되지 않았지만 누군가 root로 요청했고 다시 시도할 수 있습니다. 승인된 사용이 아니라면 ${shutOut}`,
    dryRun: `바뀐 것은 없지만 누군가 root로 무엇을 할 수 있는지 시험했습니다. 승인된 사용이 아니라면 ${shutOut}`,
    safer: '누가 왜 했는지 확인하세요.',
    accessKeyCreated:
      '승인된 작업이 아니라면 새 액세스 키를 바로 비활성화하고 root 비밀번호를 바꾸세요.',
    accessKeyChanged:
      '승인된 작업이 아니라면 root 비밀번호를 바꾸고 남아 있는 액세스 키를 점검하세요.',
    credential:
      '승인된 작업이 아니라면 이 자격 증명과 root 액세스 키를 비활성화하고 root 비밀번호를 바꾸세요.',
    sessionIssued: `승인된 작업이 아니라면 ${shutOut} 발급된 토큰은 취소할 수 없으니 만료될 때까지 한 시간 동안 지켜보세요.`,
    mfaAdded: '담당자가 등록한 장치가 아니라면 바로 해제하고 root 비밀번호를 바꾸세요.',
    mfaRemoved: '승인된 작업이 아니라면 root 비밀번호를 바꾸고 MFA를 바로 다시 등록하세요.',
    password:
      '담당자가 바꾼 것이 아니라면 먼저 root 이메일 계정의 비밀번호를 바꾸고, root 비밀번호를 재설정한 뒤 AWS Support에 문의하세요.',
    passwordRecovery:
      '담당자가 요청한 것이 아니라면 root 이메일 계정이 안전한지 먼저 확인하고 MFA를 점검하세요.',
    passwordReset:
      '담당자가 재설정한 것이 아니라면 먼저 root 이메일 계정의 비밀번호를 바꾸고, root 비밀번호를 다시 재설정한 뒤 AWS Support에 문의하세요.',
    email:
      '담당자가 바꾼 것이 아니라면 이전 이메일 주소로 온 AWS 안내 메일을 확인하고 바로 AWS Support에 문의하세요.',
    owner:
      '담당자가 요청한 것이 아니라면 먼저 root 이메일 계정의 비밀번호를 바꾸고 바로 AWS Support에 문의하세요.',
    loggingOff: `승인된 작업이 아니라면 로깅을 바로 다시 켠 뒤 ${shutOut} 꺼져 있던 동안의 활동도 확인하세요.`,
    loggingChanged: `승인된 작업이 아니라면 바로 되돌린 뒤 ${shutOut} 그동안 기록되지 않은 활동도 확인하세요.`,
    detectionChanged: `승인된 작업이 아니라면 바로 되돌린 뒤 ${shutOut} 그동안의 활동도 CloudTrail에서 확인하세요.`,
    detectionOff: `승인된 작업이 아니라면 탐지를 바로 다시 켠 뒤 ${shutOut} 꺼져 있던 동안의 활동도 CloudTrail에서 확인하세요.`,
    alertingOff: `승인된 작업이 아니라면 경보와 규칙을 바로 되살린 뒤 ${shutOut} root-alert의 것이라면 npm run status로 확인하고 docs/coverage.ko.md의 "규칙이 바뀌었을 때"를 보고 되살리세요. 다시 배포하는 것만으로는 돌아오지 않습니다.`,
    watchChanged: `승인된 작업이 아니라면 되돌린 뒤 ${shutOut}`,
    organization: `승인된 작업이 아니라면 바로 AWS Support에 문의하고 되돌린 뒤 ${shutOut}`,
    account: `승인된 작업이 아니라면 되돌린 뒤 ${shutOut} 연락처와 결제 수단도 확인하세요.`,
    adminGranted: `승인된 작업이 아니라면 권한을 바로 회수한 뒤 ${shutOut} 그 권한으로 한 일도 확인하세요.`,
    trust: `승인된 작업이 아니라면 바로 되돌린 뒤 ${shutOut} 그 경로로 들어온 활동도 확인하세요.`,
    identity: `승인된 작업이 아니라면 되돌린 뒤 ${shutOut}`,
    dataExposed: `승인된 작업이 아니라면 바로 되돌린 뒤 ${shutOut} 접근 기록도 확인하세요.`,
    networkExposed: `승인된 작업이 아니라면 바로 되돌린 뒤 ${shutOut} 접속 기록도 확인하세요.`,
    secretRead: `승인된 조회가 아니라면 그 값을 교체한 뒤 ${shutOut}`,
    destruction: `승인된 작업이 아니라면 ${shutOut} 그다음 백업과 삭제 취소 가능 여부(KMS 키 등)를 확인하세요.`,
    deletion: `승인된 작업이 아니라면 ${shutOut} 그다음 백업과 복구 가능 여부를 확인하세요.`,
    permissions: `승인된 작업이 아니라면 바로 되돌린 뒤 ${shutOut} 그 권한으로 한 일도 확인하세요.`,
    permissionsRemoved: `승인된 작업이 아니라면 되돌린 뒤 ${shutOut} 접근이 막히거나 풀린 곳도 확인하세요.`,
    tagging: `승인된 작업이 아니라면 되돌린 뒤 ${shutOut} 태그에 따라 권한(ABAC)이나 백업 대상이 달라집니다.`,
    compute: `승인된 작업이 아니라면 바로 중지한 뒤 ${shutOut} 다른 리전도 확인하세요.`,
    stack: `승인된 작업이 아니라면 스택을 바로 되돌리거나 삭제한 뒤 ${shutOut} CloudFormation이 이 스택을 위해 root로 만든 것은 따로 알리지 않으니 스택의 리소스도 확인하세요.`,
    execution: `승인된 작업이 아니라면 대상을 격리하거나 되돌린 뒤 ${shutOut} 그 안의 자격 증명도 교체하세요.`,
    protectionOff: `승인된 작업이 아니라면 보호를 바로 다시 켠 뒤 ${shutOut} 삭제되거나 유출된 데이터도 확인하세요.`,
    protectionChanged: `승인된 작업이 아니라면 바로 되돌린 뒤 ${shutOut} 데이터와 백업이 온전한지도 확인하세요.`,
    disruption: `승인된 작업이 아니라면 서비스를 복구한 뒤 ${shutOut}`,
    spending: `승인된 작업이 아니라면 바로 취소한 뒤 ${shutOut} 모든 리전의 사용량과 청구 내역도 확인하세요.`,
    domain: `승인된 작업이 아니라면 바로 AWS Support에 문의하고 도메인의 이전 잠금과 이름 서버를 확인한 뒤 ${shutOut}`,
    assumeRoot: '누가 왜 요청했는지, 요청에 쓰인 자격 증명이 유출되지 않았는지 확인하세요.',
    centralizedSession: '계획된 작업인지 관리 계정의 AssumeRoot 기록에서 확인하세요.',
    federatedSession: '승인된 세션이 아니라면 root 액세스 키를 비활성화하고 비밀번호를 바꾸세요.',
    service: '이 서비스가 왜 root 권한으로 동작하는지 설정을 확인하세요.',
    read: `승인된 사용이 아니라면 ${shutOut}`,
    action: `승인된 작업이 아니라면 ${shutOut}`,
    drill:
      '훈련이므로 아무것도 바꾸지 마세요. 실제 상황이라면 무엇을 할지 런북을 읽으며 짚어 보세요.',
    unreadable:
      'CloudTrail에서 이 이벤트를 바로 확인하세요. 확인되기 전에는 승인되지 않은 사용으로 보고 대응하세요.',
    alarm:
      '누가 무엇을 했는지 CloudTrail에서 확인하고(없으면 다른 리전도), 승인된 사용이 아니라면 root 비밀번호를 바꾸세요.',
    otherAlarm:
      '이 경보가 무엇을 감시하는지 CloudWatch에서 확인하세요. root에 관한 경보라면 CloudTrail에서 누가 무엇을 했는지 확인하세요.',
    notice: '내용을 확인하세요. 본문으로 보아서는 root 계정에 관한 알림이 아닙니다.',
    alarmOver: '경보의 원인이 된 root 사용을 확인했다면 추가 조치는 필요 없습니다.',
    alarmWithoutData: '추적이 로그 그룹에 계속 기록하고 있는지 확인하세요.',
  },
  adviceOnMade: (made) =>
    `승인된 작업이 아니라면 ${withParticle(thingKo(made), '을')} 삭제한 뒤 ${shutOut}`,
  label: {
    account: '계정',
    event: '이벤트',
    time: '시각',
    region: '리전',
    sourceIp: '소스 IP',
    countries: '국가',
    who: '주체',
    session: '세션',
    signedInTo: '로그인한 곳',
    client: '클라이언트',
    correction: '정정',
    lateRecord: '늦은 이유',
    awsFinding: 'AWS 탐지 내용',
    notice: '알림',
    userAgent: '사용자 에이전트',
    result: '결과',
    errorMessage: '오류 내용',
    eventId: '이벤트 ID',
    incident: '사건',
    fault: '읽지 못한 이유',
    affected: '대상',
    taskPolicy: '작업 정책',
    adviceNow: '지금 할 일',
    events: '이벤트',
    errors: '오류',
    alarm: 'CloudWatch 경보',
    reason: '사유',
    condition: '감시 대상',
    description: '설명',
    findings: '확인 결과',
    remark: '비고',
    accessKey: '액세스 키',
    temporaryCredential: '임시 자격 증명',
    again: '누적',
  },
  digestOthers: (count, refused) =>
    [`외 ${count}건`, ...(refused === undefined ? [] : [refused.join(' ')])].join(', '),
  readOnlyOf: (count, all) => `${all}건 중 읽기 전용 ${count}건`,
  digestOfRefusedSignIns: (count, addresses, since, atMfa = 0) =>
    `AWS root 계정의 콘솔 로그인 시도가 ${since === undefined ? '' : `${since}부터 `}IP ${addresses}곳에서 ${count}번 실패했습니다${atMfa > 0 ? ` (MFA 단계 ${atMfa}번, 비밀번호는 맞은 것으로 보임)` : ''}`,
  guesses: (count) =>
    `10분 사이에 AWS root 계정의 콘솔 로그인이 ${count}번 실패했습니다 (비밀번호 추측 의심)`,
  digestOfUnreadable: (count) => `읽을 수 없는 root 사용 기록 ${count}건을 받았습니다`,
  everybody: '모두',
  unreadableRecord: '읽을 수 없는 기록',
  late: '지연 알림',
  duration,
  regionNames: regionNamesKo,
  countryNames: countryNamesKo,
  ownAlarmDescription: '추적 로그에서 root 계정 사용이 확인됨',
  fault: (text) =>
    text
      .replace(/ is missing$/, ' 값이 없음')
      .replace(/ is empty$/, ' 값이 비어 있음')
      .replace(/ is (.+) and not what (.+) writes$/s, ' 값($1)이 $2 형식이 아님'),
  again: (of, nth, since) => `${useOf[of]} ${nth}번째 root 활동 (${since}부터)`,
  after: (seconds) => `${duration(seconds)} 후 알림`,
  afterFirst: (seconds) => `첫 활동 ${duration(seconds)} 후 알림`,
  rootTask: {
    IAMAuditRootUserCredentials: 'root 자격 증명 조회',
    S3UnlockBucketPolicy: '버킷 정책 잠금 해제',
    SQSUnlockQueuePolicy: '대기열 정책 잠금 해제',
    IAMDeleteRootUserCredentials: 'root 자격 증명 삭제',
    IAMCreateRootUserPassword: 'root 비밀번호 생성',
  },
  affected: {
    accessKey: '액세스 키',
    credential: '자격 증명',
    mfaDevice: 'MFA 장치',
    user: '사용자',
    role: '역할',
    group: '그룹',
    policy: '정책',
    identityProvider: '자격 증명 공급자',
    trail: 'CloudTrail 추적',
    logGroup: '로그 그룹',
    recorder: '구성 기록기',
    detector: '탐지기',
    alarm: '경보',
    rule: '규칙',
    bucket: '버킷',
    snapshot: '스냅샷',
    image: '이미지',
    instance: '인스턴스',
    securityGroup: '보안 그룹',
    database: '데이터베이스',
    table: '테이블',
    function: '함수',
    key: '키',
    secret: '보안 암호',
    stack: '스택',
    backup: '백업',
    repository: '리포지토리',
    topic: '주제',
    domain: '도메인',
    account: '계정',
    email: '이메일',
    contact: '연락처',
    changedRegion: '리전',
    instanceType: '유형',
    count: '수량',
    session: '접속 대상',
    command: '문서',
    queue: '대기열',
    cluster: '클러스터',
    securityGroupRule: '규칙',
    networkAcl: '네트워크 ACL',
    gateway: '게이트웨이',
    destination: '대상 네트워크',
    sentTo: '전송 대상',
    instanceProfile: '인스턴스 프로파일',
    keyPair: '키 페어',
    alias: '별칭',
    target: '적용 대상',
    tool: '도구',
    service: '서비스',
    plan: '요금제',
    quota: '할당량',
    agreement: '계약',
    model: '모델',
    path: '경로',
    endpoint: '엔드포인트',
    setting: '설정',
    openedTo: '허용 규칙',
    closedTo: '닫은 규칙',
    egressOpenedTo: '아웃바운드 허용 규칙',
    egressClosedTo: '아웃바운드 닫은 규칙',
    sharedWith: '허용 대상',
    noLongerSharedWith: '해제 대상',
    resource: '리소스',
  },
  times: (count) => `${count}건`,
  inAll: (count) => `${count}건`,
  andOthers: (named, kinds, count) => `${named} 외 ${kinds}종 ${count}건`,
  mfaFailed: 'MFA 인증 실패',
  mfaWith: (factor) => `MFA ${factor}`,
  mfa: { used: 'MFA 사용', unused: 'MFA 미사용', unknown: 'MFA 사용 여부 알 수 없음' },
  unknown: '알 수 없음',
  succeeded: '성공',
  failed: '실패',
  root: 'root',
  accessKey: '액세스 키',
  temporaryCredential: '임시 자격 증명',
  service: '서비스',
  agent: 'AI 에이전트',
  correction: '정정',
  corrects: (eventId) =>
    `앞서 보낸 기록(이벤트 ID ${eventId ?? '알 수 없음'})을 AWS가 고쳤습니다. 새 호출이 아닙니다`,
  lateBecause: {
    DELIVERY_DELAY: 'AWS 전달 지연 (DELIVERY_DELAY)',
    SERVICE_OUTAGE: '당시 AWS가 기록하지 못함 (SERVICE_OUTAGE)',
  },
  centralized: '중앙 관리 세션',
  openEvent: 'CloudTrail 이벤트',
  openRunbook: '런북',
  openAlarm: 'CloudWatch 경보',
  openHistory: (region) => `CloudTrail 이벤트 기록 (${region})`,
  alarmRegion: (region) => `경보 리전 ${region}`,
  originUnknown: '접속 위치 모름',
  alarmReason: ({ value, threshold, since, span }) =>
    `${since}부터 ${span} 동안 기록된 root 사용 ${value}회 (기준 ${threshold}회)`,
  rootAccount: 'root 계정',
  namelessAlarm: '이름을 알 수 없는',
  notice: (subject) => `경보가 아닌 알림을 받았습니다${subject ? `: ${subject}` : ''}`,
  alarm: {
    raised,
    unknownUse: (subject) => `${raised(subject)} (누가 무엇을 했는지 아직 모름)`,
    ok: (subject) => `${subject} 경보가 정상으로 돌아왔습니다`,
    insufficientData: (subject) => `${subject} 경보가 데이터 부족 상태입니다`,
  },
  findings: ({ told, waiting, missed, leftOut, isWhole }) => {
    const parts = [
      ...(told > 0 ? [`이미 알린 root 사용 ${told}건과 같은 건입니다`] : []),
      ...(waiting > 0 ? [`아직 알리지 못한 root 사용 ${waiting}건을 전달하고 있습니다`] : []),
      ...(missed > 0
        ? [`실시간 경로(EventBridge)가 놓친 root 사용 ${missed}건을 이어서 알립니다`]
        : []),
      ...(leftOut > 0
        ? [`읽기 전용 사용 ${leftOut}건은 설정(reads: off)대로 알리지 않습니다`]
        : []),
      ...(isWhole ? [] : ['시간 제한으로 추적 로그의 일부만 확인했습니다']),
    ];
    return parts.join('. ') || '추적 로그에서 원인이 된 root 사용을 찾지 못했습니다';
  },
  missedByFastPath: '실시간 경로(EventBridge)로 오지 않아 경보를 통해 뒤늦게 찾은 사용입니다',
  foundByLookBack:
    '실시간 경로(EventBridge)로 오지 않아 CloudTrail 이벤트 기록을 되짚어 뒤늦게 찾은 사용입니다',
  manyCriticals: (count) =>
    `이 계정에서 10분 안에 ${count}번째로 발생한 긴급 사용입니다. 새로운 종류는 계속 바로 알리고, 반복은 2–3분마다 모아서 알립니다.`,
  lostByOutbox:
    '제때 받았으나 대기열(outbox)에서 사라졌거나 처리되지 않아 기록에서 되찾아 뒤늦게 알리는 사용입니다',
  heartbeat: {
    headline: 'root-alert가 정상 감시 중입니다',
    headlineInTrouble: 'root-alert가 감시 중이나 확인할 문제가 있습니다 (운영 메일 참고)',
    headlineUnmailed:
      'root-alert가 감시 중이나 확인할 문제가 있습니다 (운영 메일이 가지 않으니 npm run status로 확인)',
    uses: (count, missed) =>
      `지난 보고 이후 이 계정의 root 사용 ${count}건${missed > 0 ? ` (뒤늦게 찾은 ${missed}건 포함)` : ''}`,
    waiting: (count) => `대기열 ${count}건`,
    stuck: (count) => (count > 0 ? `미전달 ${count}건 남음` : '미전달 0건'),
    covered: (regions, enabled) => `리전 ${regions}/${enabled} 감시`,
  },
};

/** Users of the guides know the sentence about root as it is there. */
function raised(subject: string): string {
  return /root/i.test(subject)
    ? `${subject} 경보 발생하였습니다`
    : `${subject} 경보가 발생했습니다`;
}

function duration(seconds: number): string {
  if (seconds < 120) return `${seconds}초`;
  if (seconds < 2 * 3_600) return `${Math.round(seconds / 60)}분`;
  if (seconds < 2 * 86_400) return `약 ${Math.round(seconds / 3_600)}시간`;
  return `약 ${Math.round(seconds / 86_400)}일`;
}
