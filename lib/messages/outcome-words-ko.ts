import type { FailureWords, OutcomeWords } from './outcome-words.ts';

/** From `거부되었습니다`: the end of `…하려 했으나 거부되었습니다`, and of `…하려는 시도가 거부되었습니다`. */
const failed = (short: string, tail: string): FailureWords => ({ short, tail, predicate: tail });

export const outcomeKo: OutcomeWords = {
  failure: {
    denied: failed('거부', '거부되었습니다'),
    throttled: failed('요청 제한', '요청 제한(스로틀링)으로 실행되지 않았습니다'),
    notFound: failed('대상 없음', '대상이 없어 실행되지 않았습니다'),
    notEmpty: failed('비어 있지 않음', '대상이 비어 있지 않거나 사용 중이라 실행되지 않았습니다'),
    conflict: failed('충돌', '이미 있는 것과 충돌하여 실행되지 않았습니다'),
    limitExceeded: failed('한도 초과', '계정 한도를 넘어 실행되지 않았습니다'),
    invalid: failed('잘못된 요청', '요청이 올바르지 않아 실행되지 않았습니다'),
    unavailable: failed('AWS 오류', 'AWS 서비스 오류로 실행되지 않았습니다'),
    dryRun: {
      short: '모의 실행, 실제였다면 성공',
      tail: '모의 실행(dry run)이라 바뀐 것은 없습니다 (실제였다면 성공)',
      predicate: '모의 실행(dry run)이라 바뀐 것은 없습니다 (실제였다면 성공)',
    },
    other: failed('실패', '실패했습니다'),
  },
  denier: {
    serviceControlPolicy: '서비스 제어 정책(SCP)',
    resourceControlPolicy: '리소스 제어 정책(RCP)',
    endpointPolicy: 'VPC 엔드포인트 정책',
    boundary: '권한 경계',
    sessionPolicy: '세션 정책',
    resourcePolicy: '리소스 정책',
    identityPolicy: '자격 증명 정책',
  },
  effect: {
    opensToAll: '누구나 접근 가능',
    opens: '접근 허용',
    closes: '접근 차단',
    opensNetwork: '네트워크 열림',
    closesNetwork: '네트워크 닫힘',
    grantsAdmin: '관리자 권한 부여',
    takesAdmin: '관리자 권한 회수',
    switchesOff: '끔',
    switchesOn: '켬',
    weakens: '보호 약화',
    strengthens: '보호 강화',
  },
  omitted: {
    request: 'AWS가 요청 내용을 기록에서 생략함 (100kB 초과)',
    response: 'AWS가 응답 내용을 기록에서 생략함 (100kB 초과)',
  },
  more: (names, count) => `${names} 외 ${count.toLocaleString('en-US')}개`,
};
