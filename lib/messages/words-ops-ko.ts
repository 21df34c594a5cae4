import { postureRoleName } from '../resource-names.ts';
import { type OpsWords, placesOf, subscribeCommand } from './words-ops.ts';

/** What is said in Korean about root-alert itself. */
export const opsKo: OpsWords = {
  headings: {
    appeared: '새로 생긴 문제',
    gone: '해결된 문제',
    unasked: '더 이상 확인하지 않는 문제(해결 여부를 알 수 없음)',
    standing: '계속되는 문제',
  },
  noticeHeadline: 'root-alert의 운영 메일이 제대로 가지 않습니다',
  unmailed: (count, stage) =>
    `메일로 알리지 못한 다른 문제 ${count}건이 있습니다: npm run status -- --stage ${stage}`,
  contain: {
    headline: {
      session: 'root 로그인 세션 하나의 모든 요청을 차단했습니다 (npm run contain)',
      allRoot: '멤버 계정 root의 모든 요청을 차단했습니다 (npm run contain)',
      released: 'npm run contain으로 걸었던 root 차단을 해제했습니다',
    },
    account: (account) => `멤버 계정 ${account}`,
    denied: (what) => `대상: ${what}`,
    allRoot: 'root와 페더레이션 세션의 모든 요청',
    policy: (id) => `정책 ${id}`,
    by: (who) => `실행: ${who} (실행한 쪽이 밝힌 이름)`,
    limits: {
      session:
        '이 세션의 다음 알림이 거부로 나오는지 확인하세요. 계속 성공한다면 콘솔 세션입니다. 콘솔 세션은 하나만 차단할 수 없으니 --all-root로 다시 실행하세요.',
      allRoot:
        '다음 알림이 거부로 나오는지 확인하세요. 관리 계정이 sts:AssumeRoot로 여는 세션만 계속 통과합니다.',
    },
    stillOpen:
      '로그인 자체는 막지 못합니다. root 비밀번호를 바꾸고, MFA를 확인하고, 액세스 키를 삭제하세요.',
    check: (command) => `연결되었는지 확인: ${command}`,
    release: (command) => `상황이 끝나면 해제: ${command}`,
    afterRelease:
      '우리가 해제한 것이 아니라면 누군가 root를 다시 쓰려는 것입니다. 다시 차단하고 누구인지 확인하세요.',
  },
  root: {
    mfaOn: 'root MFA 켜짐',
    mfaOff: 'root MFA 꺼짐 (확인 필요)',
    noPassword: 'root 비밀번호 없음',
    keyThere: 'root 액세스 키 있음 (확인 필요)',
    noKey: 'root 액세스 키 없음',
    certificateThere: 'root 서명 인증서 있음 (확인 필요)',
    used: (day) => `마지막 root 사용 ${day}`,
    neverUsed: '기록된 root 사용 없음',
    drilled: (day) => `마지막 훈련 ${day}`,
    neverDrilled: '훈련한 적 없음',
    members: (answered) => `다른 계정 ${answered}개의 root 확인`,
    memberKeys: (count) => `액세스 키 있음 ${count}개 (확인 필요)`,
    memberCertificates: (count) => `서명 인증서 있음 ${count}개 (확인 필요)`,
    membersWithoutMfa: (count) => `MFA 없음 ${count}개 (확인 필요)`,
    membersUnknown: (count) => `확인하지 못함 ${count}개 (확인 필요)`,
  },
  findings: {
    rootAccessKey: {
      what: 'root에 액세스 키가 있습니다. 키를 가진 사람은 어디서든 MFA 없이 모든 작업을 할 수 있습니다.',
      todo: () =>
        'CloudTrail에서 누가 쓰는지 확인한 뒤, root로 로그인해 오른쪽 위 계정 이름의 Security credentials에서 삭제하세요. 일부러 둔 것이라면 할 일은 없습니다. 정기 보고에는 계속 나오지만 메일은 다시 보내지 않습니다.',
    },
    rootCertificate: {
      what: 'root에 X.509 서명 인증서가 있습니다. 인증서의 키를 가진 사람은 MFA 없이 root로 요청에 서명할 수 있습니다.',
      todo: () =>
        'root로 로그인해 오른쪽 위 계정 이름의 Security credentials에서 삭제하세요. 일부러 둔 것이라면 할 일은 없습니다. 정기 보고에는 계속 나오지만 메일은 다시 보내지 않습니다.',
    },
    rootWithoutMfa: {
      what: 'root에 MFA가 없습니다. 비밀번호만으로 로그인할 수 있고, root 메일함을 읽는 사람은 비밀번호를 새로 정할 수 있습니다.',
      todo: () =>
        'root로 로그인해 오른쪽 위 계정 이름의 Security credentials에서 MFA를 등록하세요. 장치는 두 개가 좋습니다.',
    },
    memberRootAccessKey: {
      what: '조직의 이 계정 root에 액세스 키가 있습니다(괄호 안은 root-alert가 아는 마지막 root 사용일). 키를 가진 사람은 그 계정에서 MFA 없이 모든 작업을 할 수 있습니다.',
      todo: () =>
        '그 계정의 CloudTrail에서 누가 쓰는지 확인한 뒤, 그 계정에 root로 로그인하거나 관리 계정의 IAM Root access management에서 삭제하세요. 일부러 둔 것이라면 할 일은 없습니다. 정기 보고에서 계속 세지만 메일은 다시 보내지 않습니다.',
    },
    memberRootCertificate: {
      what: '조직의 이 계정 root에 X.509 서명 인증서가 있습니다. 인증서의 키를 가진 사람은 그 계정에서 MFA 없이 root로 요청에 서명할 수 있습니다.',
      todo: () =>
        '그 계정에 root로 로그인하거나 관리 계정의 IAM Root access management에서 삭제하세요.',
    },
    memberRootWithoutMfa: {
      what: '조직의 이 계정 root에 MFA가 없습니다. 비밀번호만 알면 로그인할 수 있고, root의 메일함을 읽는 사람은 비밀번호를 새로 정할 수 있습니다.',
      todo: () =>
        '그 계정에 root로 로그인해 MFA를 등록하거나, 관리 계정의 IAM Root access management에서 비밀번호를 없애세요.',
    },
    memberRootUnknown: {
      what: '조직의 이 계정은 root를 어떻게 쓸 수 있는지 알려 주지 않습니다(괄호 안은 이유). 그 계정 root에 키나 비밀번호가 생겨도 알 수 없습니다.',
      todo: (stage, homeRegion) =>
        `역할 ${postureRoleName(stage, homeRegion)}이(가) 있는지, 조직의 정책이 막고 있지 않은지 확인하세요(docs/coverage.ko.md의 '조직'). 해지된 계정은 사라질 때까지 목록에 남습니다.`,
    },
    noForwarder: {
      what: 'root 사용을 감지하는 EventBridge 규칙이 없습니다. 이 리전의 root 알림은 30–45분 늦게 오고, 다른 계정의 알림은 오지 않습니다.',
      todo: () =>
        '이 리전을 forwardRegions에 넣고 다시 배포하세요. 이미 들어 있다면 docs/coverage.ko.md에서, 배포가 실패한 경우는 "확인 방법", 누군가 삭제한 경우는 "규칙이 바뀌었을 때"를 보세요.',
    },
    ruleOff: {
      what: 'root 사용을 감지하는 EventBridge 규칙이 꺼져 있습니다.',
      todo: () =>
        'docs/coverage.ko.md의 "규칙이 바뀌었을 때"에 있는 첫 번째 명령으로 상태를 되돌리세요.',
    },
    ruleBlindToReads: {
      what: 'EventBridge 규칙의 상태가 ENABLED라서 읽기 전용 호출을 보지 못합니다.',
      todo: () =>
        'docs/coverage.ko.md의 "규칙이 바뀌었을 때"에 있는 첫 번째 명령으로 상태를 되돌리세요.',
    },
    ruleOutdated: {
      what: 'EventBridge 규칙의 패턴이 배포된 것과 다릅니다. 배포가 여기까지 반영되지 않았거나 누군가 규칙을 바꾸었습니다.',
      todo: () =>
        'docs/coverage.ko.md에서, 배포가 실패한 경우는 "확인 방법", 누군가 바꾼 경우는 "규칙이 바뀌었을 때"를 보세요.',
    },
    ruleWithoutTarget: {
      what: 'EventBridge 규칙이 찾은 root 사용을 root-alert의 대상(함수 rootEvent, 대기열 outbox, 다른 리전에서는 버스) 가운데 하나 이상으로 보내지 않거나, 바꾸어 보내거나, 대상이 받지 못한 것을 버립니다.',
      todo: () =>
        'docs/coverage.ko.md의 "규칙이 바뀌었을 때"를 보고 되살리세요. 다시 배포하는 것만으로는 돌아오지 않습니다.',
    },
    unsent: {
      what: '홈 리전으로 보내지 못한 root 사용이 대기열에 남아 있습니다. 14일 뒤에 지워집니다.',
      todo: (stage, homeRegion) =>
        `대기열 root-alert-unsent-${stage}-${homeRegion}에 남은 오류(ERROR_MESSAGE)를 보고 고치세요. docs/coverage.ko.md의 "전달자가 보내지 못한 것"을 보세요.`,
    },
    undelivered: {
      what: '채팅방에 전달하지 못한 root 사용이 남아 있습니다.',
      todo: (stage) =>
        `채팅방이나 보안 암호를 고친 뒤 실행하세요: npm run redrive -- --stage ${stage}`,
    },
    secretEmpty: {
      what: '보안 암호에 값이 없어 알림을 보낼 수 없습니다.',
      todo: (stage, homeRegion) =>
        `aws secretsmanager put-secret-value --region ${homeRegion} --secret-id root-alert/${stage}/webhook --secret-string '{"dooray": "<webhook URL>"}'`,
    },
    secretFaulty: {
      what: '보안 암호의 웹훅 URL 일부 또는 전부가 올바르지 않습니다.',
      todo: (stage) =>
        `보안 암호 root-alert/${stage}/webhook의 값을 고치세요. docs/delivery.ko.md의 "웹훅 보안 암호의 값"을 보세요.`,
    },
    notLookedAt: {
      what: '두 번 연속으로 CloudTrail 이벤트 기록을 끝까지 되짚어 보지 못했습니다. 실시간 경로가 놓친 사용이 있어도 찾지 못합니다.',
      todo: (stage) =>
        `함수 root-alert-${stage}-reconcile의 로그에서 이유를 확인하세요. 리전을 막는 SCP라면 docs/coverage.ko.md의 "소급 확인"을 보세요.`,
    },
    evidenceBehind: {
      what: '알린 root 사용이 30분 넘게 증적 버킷에 쓰이지 않았습니다. 잃은 것은 없고 원장에 남아 있습니다.',
      todo: (stage) => `함수 root-alert-${stage}-evidence의 로그에서 이유를 확인하세요.`,
    },
    outboxLost: {
      what: '받은 root 사용이 대기열(outbox)에서 사라졌습니다. 기록에서 되찾아 알렸지만, 누군가 대기열을 비웠을 수 있습니다.',
      todo: (stage) =>
        `CloudTrail에서 대기열 root-alert-outbox-${stage}의 PurgeQueue를 찾고, 이 대기열의 메시지를 받거나 지울 수 있는 주체를 점검하세요. 메시지를 하나씩 지운 것은 기록에 남지 않습니다.`,
    },
    ledgerStrange: {
      what: '원장(DynamoDB)에서 root-alert가 쓰지 않은 값을 찾아 안전한 값으로 바꾸었습니다. 누군가 원장을 고쳤을 수 있습니다.',
      todo: (stage) =>
        `테이블 root-alert-ledger-${stage}에 쓸 수 있는 주체와 테이블의 리소스 정책을 점검하세요. docs/delivery.ko.md의 "처리 기록을 어디까지 믿는가"를 보세요.`,
    },
    missedUntold: {
      what: '되짚어 보고 찾은 root 사용을 두 번 연속으로 채팅방에 알리지 못했습니다. 다음 실행에서 다시 시도합니다.',
      todo: (stage) =>
        `채팅방과 보안 암호를 확인하세요. 이유는 함수 root-alert-${stage}-reconcile의 로그에 있습니다.`,
    },
    ruleForeignTarget: {
      what: 'EventBridge 규칙에 root-alert의 것이 아닌 대상이 있습니다. root 사용 기록이 다른 곳으로도 나갑니다.',
      todo: () =>
        '누가 추가했는지 확인하고(CloudTrail의 PutTargets) 대상을 지우세요. 지운 뒤에는 docs/coverage.ko.md의 "규칙이 바뀌었을 때"를 보고 되살리세요.',
    },
    guardBlind: {
      what: 'root-alert 자체의 변경을 찾는 guard 규칙이 제 역할을 하지 못합니다(gone: 없음, off: 꺼짐, pattern: 배포된 것과 다른 패턴, target: 대상 누락). 누군가 root-alert를 바꾸어도 바로 알리지 못할 수 있습니다.',
      todo: () =>
        '누가 바꾸었는지 CloudTrail에서 확인하고(DeleteRule, DisableRule, PutRule, RemoveTargets, PutTargets) docs/coverage.ko.md의 "규칙이 바뀌었을 때"를 보고 되살리세요. 다시 배포하는 것만으로는 돌아오지 않습니다.',
    },
    unsentGone: {
      what: '보내지 못한 root 사용을 보관하는 대기열이 없습니다. 이제 보내지 못한 것은 사라집니다.',
      todo: () =>
        'docs/coverage.ko.md의 "규칙이 바뀌었을 때"를 보고 이 리전의 스택을 다시 만드세요. 다시 배포하는 것만으로는 돌아오지 않습니다.',
    },
    queueGone: {
      what: '대기열이 삭제되었습니다. 바로 알리지 못한 root 사용이 사라집니다.',
      todo: () =>
        'docs/coverage.ko.md의 "규칙이 바뀌었을 때"에 있는 REVERT_DRIFT 명령으로 되살리세요. 다시 배포하는 것만으로는 돌아오지 않습니다.',
    },
    queueChanged: {
      what: '대기열의 설정이 배포된 것과 다릅니다. 넣은 것이 사라지거나, 늦어지거나, 거부되거나, 다른 사람에게 읽힐 수 있습니다.',
      todo: () =>
        '누가 바꾸었는지 CloudTrail에서 확인하고(SetQueueAttributes, AddPermission, RemovePermission) docs/coverage.ko.md의 "규칙이 바뀌었을 때"를 보고 되살리세요. 다시 배포하는 것만으로는 돌아오지 않습니다.',
    },
    outboxFull: {
      what: '대기열에 메시지가 많이 쌓여 있습니다. root 호출이 한꺼번에 몰렸거나, 채팅방이 받지 않거나, 아무도 꺼내 가지 않습니다.',
      todo: (stage) =>
        `함수 root-alert-${stage}-outbox의 로그를 보고, npm run status -- --stage ${stage} 로 확인하세요.`,
    },
    outboxUntaken: {
      what: '대기열의 메시지를 두 번 연속으로 아무도 꺼내 가지 않았습니다. 바로 알리지 못한 root 사용이 전달되지 않습니다.',
      todo: (stage) => `함수 root-alert-${stage}-outbox와 그 이벤트 소스 매핑, 역할을 확인하세요.`,
    },
    mappingOff: {
      what: '대기열의 메시지를 이 함수로 넘기는 이벤트 소스 매핑이 꺼져 있거나, 없거나, 일부를 걸러 냅니다.',
      todo: (_stage, homeRegion, found) =>
        `aws lambda list-event-source-mappings --region ${homeRegion} --function-name ${placesOf(found, '<함수>')} 로 찾아 aws lambda update-event-source-mapping --region ${homeRegion} --uuid <UUID> --enabled 로 켜세요. 걸러 낸다면 --filter-criteria '{}'를 덧붙이세요. 없다면 docs/coverage.ko.md의 "규칙이 바뀌었을 때"를 보세요.`,
    },
    mappingForeign: {
      what: 'root-alert의 것이 아닌 함수가 이 대기열의 메시지를 꺼내 갑니다. 그 메시지는 알리지 못할 수 있습니다.',
      todo: (_stage, homeRegion) =>
        `누가 만들었는지 확인하고 지우세요: aws lambda delete-event-source-mapping --region ${homeRegion} --uuid <UUID>`,
    },
    secretUndecryptable: {
      what: '보안 암호를 복호화할 수 없어 알림을 보낼 수 없습니다. 보안 암호의 KMS 키가 꺼졌거나, 삭제될 예정이거나, 쓸 권한이 없습니다.',
      todo: (stage, homeRegion) =>
        `aws secretsmanager describe-secret --region ${homeRegion} --secret-id root-alert/${stage}/webhook --query KmsKeyId 로 키를 찾아 aws kms enable-key --region ${homeRegion} --key-id <키> 로 켜세요(삭제 예정이면 먼저 cancel-key-deletion).`,
    },
    secretDenied: {
      what: '보안 암호를 읽는 것이 거부되어 알림을 보낼 수 없습니다. 보안 암호의 정책이나 역할이 바뀌었거나, 보안 암호를 지우고 같은 이름으로 다시 만들었습니다.',
      todo: (stage, homeRegion) =>
        `aws secretsmanager get-resource-policy --region ${homeRegion} --secret-id root-alert/${stage}/webhook 로 정책을 확인하세요. 막는 정책이면 delete-resource-policy로 지우고, 역할이 바뀌었으면 docs/coverage.ko.md의 "규칙이 바뀌었을 때"를 보세요.`,
    },
    secretGone: {
      what: '보안 암호가 삭제되었습니다.',
      todo: () =>
        'docs/coverage.ko.md의 "규칙이 바뀌었을 때"에 있는 REVERT_DRIFT 명령으로 다시 만들고 값을 다시 넣으세요.',
    },
    secretScheduled: {
      what: '보안 암호가 삭제될 예정이고, 지금도 읽을 수 없습니다.',
      todo: (stage, homeRegion, found) =>
        (found ?? [{ place: `root-alert/${stage}/webhook` }])
          .map(
            ({ place }) =>
              `aws secretsmanager restore-secret --region ${homeRegion} --secret-id ${place}`,
          )
          .join('\n  → '),
    },
    functionGone: {
      what: '함수가 삭제되었습니다.',
      todo: () =>
        'docs/coverage.ko.md의 "규칙이 바뀌었을 때"에 있는 REVERT_DRIFT 명령으로 되살리세요.',
    },
    functionLimited: {
      what: '함수에 예약된 동시성이 설정되어 있습니다. 0이면 함수가 전혀 실행되지 않고, 작은 값이면 알림이 늦어집니다.',
      todo: (stage, homeRegion, found) =>
        (found ?? [{ place: `root-alert-${stage}-<함수>` }])
          .map(
            ({ place }) =>
              `aws lambda delete-function-concurrency --region ${homeRegion} --function-name ${place}`,
          )
          .join('\n  → '),
    },
    functionChanged: {
      what: '함수의 코드나 설정이 배포된 것과 다릅니다(code: 코드, settings: 환경 변수, 역할, 계층, 네트워크, 키, 로그 그룹 등).',
      todo: (stage) =>
        `누가 바꾸었는지 확인하고(CloudTrail의 UpdateFunctionCode, UpdateFunctionConfiguration) 되돌리세요: npx sls deploy --stage ${stage} --force (같은 파라미터로)`,
    },
    alarmGone: {
      what: 'root-alert 자체를 지켜보는 경보가 삭제되었습니다.',
      todo: () =>
        'docs/coverage.ko.md의 "규칙이 바뀌었을 때"에 있는 REVERT_DRIFT 명령으로 되살리세요.',
    },
    alarmSilent: {
      what: '경보의 작업이 꺼져 있거나 운영 메일로 이어지지 않습니다. 울려도 아무도 모릅니다.',
      todo: (_stage, homeRegion, found) =>
        `aws cloudwatch enable-alarm-actions --region ${homeRegion} --alarm-names ${placesOf(found, '<경보>')} (작업 자체가 없으면 docs/coverage.ko.md의 "규칙이 바뀌었을 때")`,
    },
    noTrail: {
      what: 'CloudTrail 추적이 없습니다. 추적이 없으면 EventBridge가 아무것도 받지 못해 root 사용을 바로 알릴 수 없습니다.',
      todo: (_stage, homeRegion) =>
        `모든 리전의 관리 이벤트를 읽기와 쓰기 모두 기록하는 추적을 만드세요: aws cloudtrail create-trail --region ${homeRegion} --name management-events --s3-bucket-name <버킷> --is-multi-region-trail 다음에 aws cloudtrail start-logging --region ${homeRegion} --name management-events`,
    },
    trailOneRegion: {
      what: 'CloudTrail 추적이 한 리전만 기록합니다. 다른 리전의 root 사용은 바로 알리지 못합니다.',
      todo: () =>
        'aws cloudtrail update-trail --region <추적의 홈 리전> --name <추적> --is-multi-region-trail',
    },
    trailNotLogging: {
      what: 'CloudTrail 추적이 멈춰 있습니다. EventBridge가 아무것도 받지 못해 root 사용을 바로 알릴 수 없습니다.',
      todo: () =>
        '누가 멈추었는지 확인하고(CloudTrail의 StopLogging) 다시 켜세요: aws cloudtrail start-logging --region <추적의 홈 리전> --name <추적>',
    },
    trailLeavesOut: {
      what: 'CloudTrail 추적이 관리 이벤트의 읽기나 쓰기 일부를 기록하지 않습니다. 빠진 root 사용은 바로 알리지 못합니다.',
      todo: () =>
        `aws cloudtrail put-event-selectors --region <추적의 홈 리전> --trail-name <추적> --event-selectors '[{"ReadWriteType": "All", "IncludeManagementEvents": true}]' (데이터 이벤트를 기록하고 있다면 그 선택기도 함께 넣으세요)`,
    },
    opsEmailUnconfirmed: {
      what: '운영 메일 주소(opsEmail)를 아직 아무도 확인하지 않아 메일이 가지 않습니다.',
      todo: (_stage, homeRegion, found) =>
        `확인 메일을 다시 받아 링크를 누르세요(다시 배포해도 오지 않습니다): ${subscribeCommand(homeRegion, found)}`,
    },
    opsEmailGone: {
      what: '운영 메일 주소(opsEmail)의 구독이 해지되었거나 확인 기한이 지나 메일이 가지 않습니다.',
      todo: (_stage, homeRegion, found) =>
        `다시 구독하고 확인 메일의 링크를 누르세요(다시 배포해도 오지 않습니다): ${subscribeCommand(homeRegion, found)}`,
    },
    opsEmailNone: {
      what: '운영 메일을 받는 사람이 없습니다. 채팅방에 알리지 못하게 되어도 아무도 모릅니다.',
      todo: (stage) =>
        `params.yml의 ${stage}: 아래에 opsEmail: you@example.com을 넣고 npx sls deploy --stage ${stage}를 실행하세요.`,
    },
    topicGone: {
      what: '운영 메일을 보내는 SNS 주제가 삭제되어 메일이 가지 않습니다.',
      todo: () =>
        'docs/coverage.ko.md의 "규칙이 바뀌었을 때"에 있는 REVERT_DRIFT 명령으로 되살리고, 메일 주소를 다시 확인하세요.',
    },
    keyOff: {
      what: '메일을 보내는 SNS 주제의 KMS 키가 꺼졌거나 삭제될 예정이라 경보와 운영 메일이 가지 않습니다.',
      todo: (_stage, homeRegion, found) =>
        `aws kms enable-key --region ${homeRegion} --key-id ${placesOf(found, '<키>')} (PendingDeletion이면 먼저 aws kms cancel-key-deletion --region ${homeRegion} --key-id ${placesOf(found, '<키>')})`,
    },
    answerUnclear: {
      what: '최근 하루 사이 채팅방이 알림을 받았다고도 거부했다고도 하지 않고 처음 보는 응답을 보냈습니다. 전달된 것으로 보고 다시 보내지 않았습니다.',
      todo: (stage) =>
        `채팅방에 최근 알림이 보이는지 확인한 뒤 실행하세요: npm run drill -- --stage ${stage}. 아무것도 오지 않으면 웹훅을 새로 만들어 root-alert/${stage}/webhook에 넣으세요. docs/delivery.ko.md의 "받은 것으로 보는 응답"을 보세요.`,
    },
    answerBegun: {
      what: '이 채팅방의 서비스는 알리기 시작했다고만 응답합니다. 알림이 실제로 왔는지는 채팅방에서만 알 수 있고, 그 뒤에 사라져도 전달된 것으로 봅니다.',
      todo: (stage) =>
        `지금, 그리고 워크플로나 연동을 바꿀 때마다 훈련을 하고 채팅방을 확인하세요: npm run drill -- --stage ${stage}. 다른 종류의 채팅방을 하나 더 두면 안전합니다. 이 메일은 한 번만 보냅니다.`,
    },
  },
};
