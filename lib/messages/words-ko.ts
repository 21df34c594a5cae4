import type { Words } from './words.ts';

export const ko: Words = {
  drill: '훈련',
  severity: { critical: '긴급', high: '경고', medium: '주의', low: '참고' },
  signIn: {
    withMfa: 'AWS root 계정으로 콘솔에 로그인했습니다 (MFA 사용)',
    withoutMfa: 'AWS root 계정으로 MFA 없이 콘솔에 로그인했습니다',
    mfaUnknown: 'AWS root 계정으로 콘솔에 로그인했습니다 (MFA 사용 여부 알 수 없음)',
    failed: 'AWS root 계정의 콘솔 로그인 시도가 있었으나 실패했습니다',
    outcomeUnknown: 'AWS root 계정의 콘솔 로그인 시도가 있었습니다 (결과 알 수 없음)',
  },
  happened: {
    accessKeyCreated: {
      done: 'AWS root 계정으로 액세스 키를 생성했습니다',
      refused: 'AWS root 계정으로 액세스 키를 생성하려는 시도가 거부되었습니다',
    },
    accessKeyChanged: {
      done: 'AWS root 계정으로 액세스 키를 변경하거나 삭제했습니다',
      refused: 'AWS root 계정으로 액세스 키를 변경하거나 삭제하려는 시도가 거부되었습니다',
    },
    mfaAdded: {
      done: 'AWS root 계정으로 MFA 장치를 등록했습니다',
      refused: 'AWS root 계정으로 MFA 장치를 등록하려는 시도가 거부되었습니다',
    },
    mfaRemoved: {
      done: 'AWS root 계정으로 MFA 장치를 해제했습니다',
      refused: 'AWS root 계정으로 MFA 장치를 해제하려는 시도가 거부되었습니다',
    },
    password: {
      done: 'AWS root 계정의 비밀번호가 변경되었습니다',
      refused: 'AWS root 계정의 비밀번호를 변경하려는 시도가 거부되었습니다',
    },
    passwordRecovery: {
      done: 'AWS root 계정의 비밀번호 재설정이 요청되었습니다',
      refused: 'AWS root 계정의 비밀번호 재설정 요청이 거부되었습니다',
    },
    passwordReset: {
      done: 'AWS root 계정의 비밀번호가 재설정되었습니다',
      refused: 'AWS root 계정의 비밀번호 재설정이 거부되었습니다',
    },
    email: {
      done: 'AWS root 계정의 이메일 주소가 변경되었습니다',
      refused: 'AWS root 계정의 이메일 주소를 변경하려는 시도가 거부되었습니다',
    },
    logging: {
      done: 'AWS root 계정으로 CloudTrail 로깅 설정을 중지·변경했습니다',
      refused: 'AWS root 계정으로 CloudTrail 로깅 설정을 중지·변경하려는 시도가 거부되었습니다',
    },
    assumeRoot: {
      done: '멤버 계정의 root 세션을 발급받았습니다 (AssumeRoot)',
      refused: '멤버 계정의 root 세션 발급 요청이 거부되었습니다 (AssumeRoot)',
    },
    centralizedSession: {
      done: '중앙 관리 root 세션(AssumeRoot)으로 작업을 수행했습니다',
      refused: '중앙 관리 root 세션(AssumeRoot)의 작업 요청이 거부되었습니다',
    },
    federatedSession: {
      done: 'AWS root 계정이 발급한 페더레이션 세션으로 작업을 수행했습니다',
      refused: 'AWS root 계정이 발급한 페더레이션 세션의 작업 요청이 거부되었습니다',
    },
    byService: {
      done: 'AWS 서비스가 root 계정을 대신하여 작업을 수행했습니다',
      refused: 'AWS 서비스가 root 계정을 대신하여 요청한 작업이 거부되었습니다',
    },
    read: {
      done: 'AWS root 계정으로 리소스를 조회했습니다',
      refused: 'AWS root 계정의 조회 요청이 거부되었습니다',
    },
    action: {
      done: 'AWS root 계정으로 작업을 수행했습니다',
      refused: 'AWS root 계정의 작업 요청이 거부되었습니다',
    },
  },
  unreadable: 'AWS root 계정 사용 기록을 받았으나 내용을 읽을 수 없습니다',
  advice: {
    signIn:
      '승인된 로그인인지 바로 확인하세요. 아니라면 root 비밀번호를 바꾸고 MFA와 액세스 키를 점검하세요.',
    signInFailed:
      '담당자가 시도한 것인지 확인하세요. 아니라면 root에 MFA가 등록되어 있는지, 같은 IP에서 다른 시도가 있었는지 확인하세요.',
    refused:
      '거부되었지만 누군가 root 자격 증명으로 요청한 것입니다. 승인된 사용이 아니라면 root 비밀번호를 바꾸고 root 액세스 키를 비활성화하세요.',
    accessKeyCreated:
      '승인된 작업이 아니라면 아래 대상에 표시된 액세스 키를 바로 비활성화하고 root 비밀번호를 바꾸세요.',
    accessKeyChanged:
      '승인된 작업이 아니라면 root 비밀번호를 바꾸고 남아 있는 액세스 키를 점검하세요.',
    mfaAdded: '담당자가 등록한 장치가 아니라면 바로 해제하고 root 비밀번호를 바꾸세요.',
    mfaRemoved: '승인된 작업이 아니라면 root 비밀번호를 바꾸고 MFA를 바로 다시 등록하세요.',
    password:
      '담당자가 바꾼 것이 아니라면 root 이메일 계정을 먼저 보호하고, 비밀번호를 재설정한 뒤 AWS Support에 문의하세요.',
    passwordRecovery:
      '담당자가 요청한 것이 아니라면 root 이메일 계정이 안전한지 먼저 확인하고 MFA를 점검하세요.',
    passwordReset:
      '담당자가 재설정한 것이 아니라면 root 이메일 계정을 먼저 보호하고, 비밀번호를 다시 재설정한 뒤 AWS Support에 문의하세요.',
    email:
      '담당자가 바꾼 것이 아니라면 이전 이메일 주소로 온 AWS 안내 메일을 확인하고 바로 AWS Support에 문의하세요.',
    logging:
      '승인된 작업이 아니라면 로깅을 바로 다시 켜고 root 비밀번호와 액세스 키를 조치한 뒤, 로깅이 꺼져 있던 동안의 활동을 확인하세요.',
    assumeRoot:
      '누가 왜 요청했는지 확인하고, 요청에 사용된 자격 증명이 유출되지 않았는지 점검하세요.',
    centralizedSession: '계획된 작업인지 관리 계정의 AssumeRoot 기록에서 확인하세요.',
    federatedSession:
      '승인된 세션인지 확인하세요. 아니라면 root 액세스 키를 비활성화하고 root 비밀번호를 바꾸세요.',
    byService: '이 서비스가 왜 root 권한으로 동작하는지 설정을 확인하세요.',
    read: '승인된 사용인지 확인하세요. 아니라면 root 비밀번호를 바꾸고 root 액세스 키를 비활성화하세요.',
    action:
      '승인된 작업인지 바로 확인하세요. 아니라면 root 비밀번호를 바꾸고 root 액세스 키를 비활성화하세요.',
    unreadable: 'CloudTrail에서 이 이벤트를 직접 확인하세요.',
    alarm:
      '누가 무엇을 했는지 CloudTrail에서 확인하고, 승인된 사용이 아니라면 root 비밀번호를 바꾸세요.',
  },
  label: {
    account: '계정',
    event: '이벤트',
    time: '시각',
    region: '리전',
    sourceIp: '소스 IP',
    mfa: 'MFA',
    who: '주체',
    userAgent: '사용자 에이전트',
    result: '결과',
    eventId: '이벤트 ID',
    fault: '읽지 못한 이유',
    target: '대상 계정',
    concerns: '대상',
    taskPolicy: '작업 정책',
    adviceNow: '지금 할 일',
    late: '지연 알림',
    count: '건수',
    period: '기간',
    events: '이벤트',
    errors: '오류',
    readOnly: '읽기 전용',
    telling: '주요 활동',
    alarm: '경보',
    reason: '사유',
    condition: '조건',
    description: '설명',
    findings: '확인 결과',
    remark: '비고',
  },
  digest: (count, worst) => `AWS root 계정 활동 ${count}건을 모아서 알립니다 (${worst} 등)`,
  digestOfRefusedSignIns: (count) => `AWS root 계정의 콘솔 로그인 시도가 ${count}번 실패했습니다`,
  digestOfUnreadable: (count) => `읽을 수 없는 root 사용 기록 ${count}건을 받았습니다`,
  unreadableRecord: '읽을 수 없는 기록',
  lateBy: (minutes) =>
    minutes < 120 ? `발생 후 ${minutes}분` : `발생 후 약 ${Math.round(minutes / 60)}시간`,
  times: (count) => `${count}건`,
  inAll: (count) => `${count}건`,
  andOthers: (kinds, count) => `외 ${kinds}종 ${count}건`,
  yes: '사용',
  no: '미사용',
  unknown: '알 수 없음',
  succeeded: '성공',
  failed: '실패',
  root: 'root',
  accessKey: '액세스 키',
  service: '서비스',
  centralized: '중앙 관리 세션',
  openEvent: 'CloudTrail에서 이벤트 열기',
  openAlarm: 'CloudWatch에서 경보 열기',
  rootAccount: 'root 계정',
  alarm: {
    raised: (subject) => `${subject} 경보 발생하였습니다`,
    ok: (subject) => `${subject} 경보가 정상으로 돌아왔습니다`,
    insufficientData: (subject) => `${subject} 경보의 데이터가 부족합니다`,
  },
  findings: ({ told, waiting, missed, isWhole }) => {
    if (told + waiting + missed === 0) return '추적 로그에서 원인이 된 root 사용을 찾지 못했습니다';
    const parts = [
      ...(told > 0 ? [`이미 알린 root 사용 ${told}건과 같은 건입니다`] : []),
      ...(waiting > 0 ? [`아직 알리지 못한 root 사용 ${waiting}건을 전달하고 있습니다`] : []),
      ...(missed > 0 ? [`빠른 경로가 놓친 root 사용 ${missed}건을 이어서 알립니다`] : []),
      ...(isWhole ? [] : ['시간 안에 추적 로그의 일부만 확인했습니다']),
    ];
    return parts.join(', ');
  },
  missedByFastPath: '빠른 경로(EventBridge)로 오지 않아 경보를 통해 뒤늦게 찾은 사용입니다',
};
