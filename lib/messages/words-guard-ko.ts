import type { GuardWords } from './words-guard.ts';

export const guardKo: GuardWords = {
  label: {
    part: 'root-alert 구성 요소',
    effect: '영향',
    sender: '보낸 계정',
    source: '이벤트 소스',
    claims: '적힌 내용',
  },
  part: {
    function: '함수',
    rule: '규칙',
    bus: '이벤트 버스',
    queue: '대기열',
    topic: '주제',
    table: '테이블',
    secret: '보안 암호',
    key: 'KMS 키',
    logGroup: '로그 그룹',
    alarm: '경보',
    dashboard: '대시보드',
    stack: '스택',
    stackSet: 'StackSet',
    role: '역할',
    api: 'HTTP API',
    bucket: '버킷',
    trail: 'CloudTrail 추적',
    organization: '조직 설정',
    changeSet: '스택 이름 없이 실행된 변경 세트나 리팩터링',
  },
  changed: ({ part, call, by }) => `root-alert 자체가 변경되었습니다: ${part} (${call}, ${by})`,
  failed: ({ part, call, by }) =>
    `root-alert 자체를 변경하려는 시도가 있었으나 실패했습니다: ${part} (${call}, ${by})`,
  deployed: ({ part, call, by }) => `root-alert가 배포되었습니다: ${by} (${part}, ${call})`,
  webhookStored: ({ part, call, by }) =>
    `root-alert의 웹훅이 저장되었습니다: ${by} (${part}, ${call})`,
  restored: ({ part, call, by }) =>
    `root-alert 구성 요소가 다시 켜졌습니다: ${part} (${call}, ${by})`,
  byCloudFormation: ({ part, call, by }) =>
    `root-alert 자체가 CloudFormation을 통해 변경되었습니다: ${part} 등 (${call}, ${by})`,
  loss: {
    atOnce: 'root 알림이 약 2분 늦게 올 수 있습니다(outbox가 대신 알림).',
    later: '바로 보내지 못한 알림과 모아서 보낼 알림이 사라질 수 있습니다.',
    home: '홈 리전의 root 알림이 30–45분 늦게 올 수 있습니다.',
    elsewhere:
      '다른 리전의 root 알림(콘솔 로그인 포함)은 30–45분 늦게 오고, 다른 계정의 알림은 아예 오지 않을 수 있습니다.',
    region:
      '이 리전의 root 알림은 30–45분 늦게 오고, 다른 계정의 알림은 아예 오지 않을 수 있습니다.',
    kept: '전달하지 못해 남겨 둔 알림이 사라질 수 있습니다.',
    alarmRoute: '추적 로그의 경보가 울리지 않을 수 있습니다.',
    lookBack: '놓친 root 사용을 다시 찾지 못하고, root-alert 자체도 점검하지 못할 수 있습니다.',
    ncloud: '네이버 클라우드 ROOT 계정의 알림이 오지 않을 수 있습니다.',
    answers: '사건에 답하지 못하거나, 다른 사람이 대신 답할 수 있습니다.',
    evidence:
      '알린 내용을 남긴 증적이 지워지거나 바뀌거나 다른 사람에게 읽힐 수 있고, 새로 남지 않을 수 있습니다. 알림은 계속됩니다.',
    planned: '계획된 작업 시간을 누가 열었는지 믿을 수 없고, 열린 사실을 알리지 못할 수 있습니다.',
    guard: 'root-alert 자체의 변경을 바로 알리지 못할 수 있습니다.',
    opsMail: 'root-alert의 문제를 알리는 운영 메일이 오지 않을 수 있습니다.',
    ledger:
      '무엇을 알렸는지의 기록이 틀릴 수 있습니다. 알림이 두 번 오거나, 알리지 않은 사용이 알린 것으로 남을 수 있습니다.',
    rooms: '알림이 다른 채팅방으로 가거나 아무 데도 가지 않을 수 있습니다.',
    logs: 'root-alert가 무엇을 했는지의 로그가 사라질 수 있습니다. 알림은 계속됩니다.',
    dashboard: '대시보드만 바뀝니다. 알림은 계속됩니다.',
    everything: 'root-alert 전체가 멈추거나 사라질 수 있습니다.',
    trail:
      '다시 켤 때까지 root 알림이 30–45분 늦게 오고, 다른 계정의 알림은 아예 오지 않을 수 있습니다.',
    organization: '조직의 다른 계정에서 쓴 root는 알림이 오지 않을 수 있습니다.',
    changeSet: '어느 스택을 바꾸었는지 기록에 없습니다. root-alert의 스택일 수 있습니다.',
    unnamed: '이 구성 요소가 하는 일이 멈출 수 있습니다.',
  },
  perhaps: (loss) => `root-alert가 쓰는 리소스라면 ${loss}`,
  nothingChanged: '실패했으므로 바뀐 것은 없습니다.',
  isRestored: '꺼져 있거나 지워질 예정이던 것이 돌아왔습니다.',
  isDeployed: '이 배포로 바뀌는 모든 구성 요소를 이 알림 한 건으로 알립니다.',
  isWebhookStored:
    '알림은 새 값에 있는 채팅방으로 갑니다. 빠진 채팅방에는 15분 안에 이전 웹훅으로 알리고, opsEmail에는 메일을 보냅니다.',
  advice: {
    changed:
      '승인된 작업이 아니라면 이 자격 증명을 바로 막고 npm run status로 무엇이 빠졌는지 확인한 뒤 docs/coverage.ko.md의 "규칙이 바뀌었을 때"를 보고 되살리세요. 되살릴 때까지 root 사용은 CloudTrail에서 직접 확인하세요.',
    deployed:
      '담당자의 배포인지 확인하세요. 아니라면 이 자격 증명을 바로 막고 검토한 소스로 다시 배포한 뒤 npm run status로 확인하세요.',
    webhookStored:
      '담당자가 웹훅을 저장하거나 교체한 것인지 확인하세요. 계획된 작업이 아니라면 공격입니다. 이 자격 증명을 바로 막고 우리 채팅방의 웹훅을 다시 넣은 뒤, 그사이 root가 무엇을 했는지 CloudTrail에서 확인하세요.',
    restored: '언제, 누가 껐는지 CloudTrail에서 확인하고 npm run status로 점검하세요.',
    forged:
      'root 사용도 훈련도 아닙니다. 누가 이 이벤트 버스에 이벤트를 보낼 수 있는지 확인하고, 보낸 곳의 권한을 회수하세요.',
  },
  adviceOnRoot: 'root 비밀번호를 바꾸고 root 액세스 키를 비활성화하세요.',
  forged: {
    otherAccount: '보낸 계정과 다른 계정 번호를 적은 훈련 이벤트를 root-alert가 거부했습니다',
    otherSource: 'AWS가 보낸 것처럼 꾸민 이벤트를 root-alert가 거부했습니다 (root 사용이 아님)',
  },
  sender: (account, claimedArn) =>
    claimedArn === undefined
      ? `${account} (EventBridge, 보낸 사람은 알 수 없음)`
      : `${account} (EventBridge), 스스로 밝힌 주체 ${claimedArn}`,
};
