import type { NcloudWords } from './ncloud-words.ts';
import type { Outcome } from './sentence-parts.ts';
import type { Sentence } from './words.ts';
import { ko } from './words-ko.ts';

/** Sentences from `2차 인증을 해제`, done and failed: `…으로 2차 인증을 해제했습니다`. */
const action = (what: string): Readonly<Record<Outcome, Sentence>> => ({
  done: ({ by }) => `${by} ${what}했습니다`,
  refused: ({ by, failure }) => `${by} ${what}하려 했으나 ${failure.tail}`,
});

const checkLogIn =
  '승인된 로그인이 아니라면 ROOT 비밀번호를 바꾸고, 모르는 2차 인증 수단이나 새로 생긴 액세스 키·서브 계정이 없는지 확인하세요.';

const shutOut = 'ROOT 비밀번호를 바꾸고 액세스 키를 사용 중지하세요.';

/** The words that differ for Naver Cloud. */
export const ncloudKo: NcloudWords = {
  ...ko,
  signIn: {
    ...ko.signIn,
    signInWithMfa: ({ by }) => `${by} 로그인했습니다 (2차 인증 사용)`,
    signInWithoutMfa: ({ by }) => `${by} 2차 인증 없이 로그인했습니다`,
    signInMfaUnknown: ({ by }) => `${by} 로그인했습니다 (2차 인증 사용 여부 알 수 없음)`,
    signInFailed: ({ account }) => `${account}의 로그인 시도가 있었으나 실패했습니다`,
    signInUnclear: ({ account }) => `${account}의 로그인 시도가 있었습니다 (결과 알 수 없음)`,
  },
  deeds: {
    logOut: action('로그아웃'),
    keyCreated: action('액세스 키를 생성'),
    keyEnabled: action('액세스 키를 활성화'),
    keyMadeOrEnabled: action('액세스 키를 생성하거나 활성화'),
    keyDisabled: action('액세스 키를 사용 중지'),
    keyDeleted: action('액세스 키를 삭제'),
    keyChanged: action('액세스 키를 변경'),
    mfaAdded: action('2차 인증을 등록하거나 변경'),
    mfaRemoved: action('2차 인증을 해제'),
    password: action('로그인 비밀번호를 변경'),
    subAccountPassword: action('서브 계정의 비밀번호를 변경'),
    withdrawal: action('회원 탈퇴(계정 해지)를 진행'),
    payment: action('결제 설정을 변경'),
    tracerDeleted: action('활동 기록(Cloud Activity Tracer의 Tracer)을 삭제하거나 중지'),
    tracerCreated: action('Cloud Activity Tracer의 Tracer를 생성하거나 시작'),
    tracerChanged: action('Cloud Activity Tracer의 Tracer 설정을 변경'),
    administratorGranted: action('관리자 권한을 부여'),
    administratorTaken: action('관리자 권한을 회수'),
    policyAttached: action('정책으로 권한을 부여'),
    policyDetached: action('정책으로 부여한 권한을 회수'),
    policyChanged: action('정책을 생성하거나 변경'),
    groupChanged: action('서브 계정 그룹을 변경'),
    sessionIssued: action('임시 자격 증명을 발급'),
    roleChanged: action('Role을 변경하거나 사용'),
    subAccountCreated: action('서브 계정을 생성'),
    subAccountDeleted: action('서브 계정을 삭제'),
    subAccountChanged: action('서브 계정을 변경'),
    acgOpened: action('ACG 규칙을 추가하여 네트워크 접근을 허용'),
    acgClosed: action('ACG 규칙을 삭제하여 네트워크 접근을 차단'),
    acgChanged: action('ACG 또는 Network ACL을 변경'),
  },
  ncloudCall: ({ action: name, product }) =>
    action(`${product === undefined ? '' : `${product}에서 `}"${name}" 작업을 수행`),
  byType: (type) => `네이버 클라우드 계정의 ${type} 유형 사용자가`,
  unreadable: '네이버 클라우드 활동 기록을 받았으나 내용을 읽을 수 없습니다',
  advice: {
    ...ko.advice,
    signInWithMfa: checkLogIn,
    signInWithoutMfa:
      '승인된 로그인이 아니라면 ROOT 비밀번호를 바꾸고 2차 인증을 설정한 뒤, 새로 생긴 액세스 키와 서브 계정이 없는지 확인하세요.',
    signInMfaUnknown: checkLogIn,
    signInUnclear: checkLogIn,
    signInFailed:
      '담당자가 시도한 것이 아니라면 ROOT 계정에 2차 인증이 설정되어 있는지, 같은 IP에서 다른 시도가 있었는지 확인하세요.',
    refused:
      '실패했지만 누군가 ROOT 계정으로 시도한 것입니다. 승인된 작업이 아니라면 ROOT 비밀번호를 바꾸고 액세스 키를 점검하세요.',
    failed:
      '실패했지만 누군가 ROOT 계정으로 시도한 것이며 다시 시도할 수 있습니다. 승인된 작업이 아니라면 ROOT 비밀번호를 바꾸고 액세스 키를 점검하세요.',
    safer: '누가 왜 했는지 확인하세요.',
    organization: `승인된 작업이 아니라면 바로 네이버 클라우드 고객지원에 문의한 뒤 ${shutOut}`,
    account: `승인된 작업이 아니라면 되돌린 뒤 ${shutOut} 결제 수단도 확인하세요.`,
    adminGranted: `승인된 작업이 아니라면 Sub Account에서 권한을 바로 회수한 뒤 ${shutOut} 그 권한으로 한 일도 확인하세요.`,
    identity: `승인된 작업이 아니라면 Sub Account에서 변경을 바로 되돌린 뒤 ${shutOut}`,
    sessionIssued: `승인된 작업이 아니라면 ${shutOut} 발급된 자격 증명이 만료될 때까지 지켜보세요.`,
    loggingOff: `승인된 작업이 아니라면 Tracer를 바로 다시 만든 뒤 ${shutOut} 그동안의 활동도 확인하세요.`,
    loggingChanged: `승인된 작업이 아니라면 설정을 바로 되돌린 뒤 ${shutOut} 그동안 내보내지 않은 활동도 확인하세요.`,
    watchChanged: `승인된 작업이 아니라면 설정을 되돌린 뒤 ${shutOut}`,
    networkExposed: `승인된 작업이 아니라면 규칙을 바로 되돌린 뒤 ${shutOut}`,
    accessKeyCreated:
      '승인된 작업이 아니라면 네이버 클라우드 포털에서 이 액세스 키를 바로 사용 중지하고 ROOT 비밀번호를 바꾸세요.',
    accessKeyChanged:
      '승인된 작업이 아니라면 ROOT 비밀번호를 바꾸고 남아 있는 액세스 키를 점검하세요.',
    mfaAdded: '담당자가 등록하거나 변경한 것이 아니라면 바로 되돌리고 ROOT 비밀번호를 바꾸세요.',
    mfaRemoved: '승인된 작업이 아니라면 ROOT 비밀번호를 바꾸고 2차 인증을 바로 다시 설정하세요.',
    password:
      '담당자가 바꾼 것이 아니라면 먼저 ROOT 이메일 계정의 비밀번호를 바꾸고, ROOT 비밀번호를 재설정한 뒤 네이버 클라우드 고객지원에 문의하세요.',
    action: `승인된 작업이 아니라면 ${shutOut}`,
    unreadable: '네이버 클라우드 콘솔의 Cloud Activity Tracer에서 이 활동을 직접 확인하세요.',
  },
  mfaWith: (factor) => `2차 인증 ${factor}`,
  mfa: {
    used: '2차 인증 사용',
    unused: '2차 인증 미사용',
    unknown: '2차 인증 사용 여부 알 수 없음',
  },
  digestOfRefusedSignIns: (count) =>
    `네이버 클라우드 ROOT 계정의 로그인 시도가 ${count}번 실패했습니다`,
  digestOfUnreadable: (count) => `읽을 수 없는 네이버 클라우드 활동 기록 ${count}건을 받았습니다`,
  root: 'ROOT',
};
