import type { Words } from './words.ts';
import { ko } from './words-ko.ts';

/** Sentences from `2차 인증을 해제`, done and failed: `…으로 2차 인증을 해제했습니다`. */
const action = (what: string): Words['happened']['action'] => ({
  done: ({ by }) => `${by} ${what}했습니다`,
  refused: ({ by, failure }) => `${by} ${what}하려 했으나 ${failure.tail}`,
});

const checkLogIn =
  '승인된 로그인인지 바로 확인하세요. 아니라면 ROOT 비밀번호를 바꾸고 2차 인증과 Access Key를 점검하세요.';

/** The words that differ for Naver Cloud. */
export const ncloudKo: Words = {
  ...ko,
  signIn: {
    ...ko.signIn,
    signInWithMfa: ({ by }) => `${by} 로그인에 성공하였습니다 (2차 인증 사용)`,
    signInWithoutMfa: ({ by }) => `${by} 2차 인증 없이 로그인에 성공하였습니다`,
    signInMfaUnknown: ({ by }) => `${by} 로그인에 성공하였습니다 (2차 인증 사용 여부 알 수 없음)`,
    signInFailed: ({ account }) => `${account}의 로그인 시도가 있었으나 실패했습니다`,
    signInUnclear: ({ account }) => `${account}의 로그인 시도가 있었습니다 (결과 알 수 없음)`,
  },
  happened: {
    ...ko.happened,
    accessKeyCreated: action('Access Key를 생성하거나 활성화'),
    accessKeyChanged: action('Access Key를 변경하거나 삭제'),
    mfaAdded: action('2차 인증을 등록하거나 변경'),
    mfaRemoved: action('2차 인증을 해제'),
    password: action('비밀번호를 변경'),
    action: action('작업을 수행'),
  },
  unreadable: '네이버 클라우드 활동 기록을 받았으나 내용을 읽을 수 없습니다',
  advice: {
    ...ko.advice,
    signInWithMfa: checkLogIn,
    signInWithoutMfa: checkLogIn,
    signInMfaUnknown: checkLogIn,
    signInUnclear: checkLogIn,
    signInFailed:
      '담당자가 시도한 것인지 확인하세요. 아니라면 ROOT 계정에 2차 인증이 설정되어 있는지, 같은 IP에서 다른 시도가 있었는지 확인하세요.',
    refused:
      '실패했지만 누군가 ROOT 계정으로 시도한 것입니다. 승인된 작업이 아니라면 ROOT 비밀번호를 바꾸고 Access Key를 점검하세요.',
    accessKeyCreated:
      '승인된 작업이 아니라면 네이버 클라우드 포털에서 이 Access Key를 바로 사용 중지하고 ROOT 비밀번호를 바꾸세요.',
    accessKeyChanged:
      '승인된 작업이 아니라면 ROOT 비밀번호를 바꾸고 남아 있는 Access Key를 점검하세요.',
    mfaAdded: '담당자가 등록하거나 변경한 것이 아니라면 바로 되돌리고 ROOT 비밀번호를 바꾸세요.',
    mfaRemoved: '승인된 작업이 아니라면 ROOT 비밀번호를 바꾸고 2차 인증을 바로 다시 설정하세요.',
    password:
      '담당자가 바꾼 것이 아니라면 ROOT 이메일 계정을 먼저 보호하고, 비밀번호를 재설정한 뒤 네이버 클라우드 고객지원에 문의하세요.',
    action:
      '승인된 작업인지 바로 확인하세요. 아니라면 ROOT 비밀번호를 바꾸고 Access Key를 사용 중지하세요.',
    unreadable: '네이버 클라우드 콘솔의 Cloud Activity Tracer에서 이 활동을 직접 확인하세요.',
  },
  label: { ...ko.label, mfa: '2차 인증' },
  digest: (count, worst, failure) =>
    `네이버 클라우드 ROOT 계정 활동 ${count}건을 모아서 알립니다 (${worst}${failure ? ` ${failure}` : ''} 등)`,
  digestOfRefusedSignIns: (count) =>
    `네이버 클라우드 ROOT 계정의 로그인 시도가 ${count}번 실패했습니다`,
  digestOfUnreadable: (count) => `읽을 수 없는 네이버 클라우드 활동 기록 ${count}건을 받았습니다`,
  root: 'ROOT',
};
