import type { Locale } from '../config.ts';
import type { Precursor } from '../incident/precursor.ts';

/** Text on how an incident went on. */
export interface FollowUpWords {
  /** Headlines. `after`: since it was first told; `uses`: how many uses were told. */
  readonly goesOn: (uses: string, after: string) => string;
  readonly restsNow: (uses: string, ago: string) => string;
  readonly nothingElse: (after: string) => string;
  readonly quiet: (uses: string) => string;
  readonly uses: (count: number) => string;
  readonly label: Readonly<
    Record<
      'worst' | 'regions' | 'failed' | 'before' | 'first' | 'session' | 'noted' | 'stop' | 'policy',
      string
    >
  >;
  /** How many there were before the first use, since when. */
  readonly before: Readonly<Record<Precursor, (uses: number, since: string) => string>>;
  /** A member account whose root had no password has one again, and somebody is in. */
  readonly revived: string;
  /** The same, as far as it has come. */
  readonly reviving: string;
  readonly whose: WhoseWords;
  readonly failed: (count: number) => string;
  readonly moreRegions: (count: number) => string;
  readonly counts: string;
  /** Where the policy binds nobody. */
  readonly notInManagementAccount: string;
  readonly todo: Readonly<Record<'goesOn' | 'rests' | 'quiet', string>>;
}

/** Whose an address may be. Never that somebody used root: only that he signed in from there. */
export interface WhoseWords {
  readonly address: string;
  readonly moreAddresses: (count: number) => string;
  /** Root was used from it, and somebody said that it was not us. */
  readonly wasNotUs: (day: string) => string;
  /** Root was used from it before. Days. */
  readonly used: (first: string, last: string) => string;
  readonly isNew: string;
  readonly isNewSince: (day: string) => string;
  readonly unknownHistory: string;
  readonly signedIn: Readonly<Record<'address' | 'network', string>>;
  readonly role: (name: string) => string;
  readonly person: (name: string, last: string, more: number) => string;
  readonly morePeople: (count: number) => string;
  readonly nobody: string;
  readonly nobodySince: (time: string) => string;
  /** The label of what was not read. */
  readonly history: string;
  /** From when on sign-ins were read, where there are too many of them. */
  readonly onlySince: (time: string) => string;
  readonly unreadRegions: (regions: string) => string;
  readonly unread: (reason: string) => string;
  readonly noWay: string;
}

export const followUpWords: Readonly<Record<Locale, FollowUpWords>> = {
  ko: {
    goesOn: (uses, after) => `root 사용이 계속되고 있습니다: 처음 알린 뒤 ${after} 동안 ${uses}`,
    restsNow: (uses, ago) => `root 사용이 모두 ${uses}이고, 마지막으로 알린 지 ${ago} 지났습니다`,
    nothingElse: (after) => `처음 알린 뒤 ${after} 동안 추가로 알린 root 사용이 없습니다`,
    quiet: (uses) => `한 시간 동안 이 사건에서 새로 알린 root 사용이 없습니다 (모두 ${uses})`,
    uses: (count) => `${count}건`,
    label: {
      worst: '심각한 순서',
      regions: '리전',
      failed: '실패',
      before: '그 전에',
      first: '처음',
      session: '세션',
      noted: '건수',
      stop: '막으려면',
      policy: 'SCP',
    },
    before: {
      refusedSignIn: (uses, since) => `로그인이 ${uses}번 실패했습니다 (${since}부터)`,
      recovery: (uses, since) => `root 비밀번호 복구가 ${uses}번 요청되었습니다 (${since}부터)`,
      newPassword: (uses, since) =>
        `관리 계정이 이 계정의 root 비밀번호를 만들 권한을 ${uses}번 받았습니다 (AssumeRoot, ${since}부터)`,
      loginProfile: (uses, since) =>
        `root 로그인 비밀번호가 만들어졌습니다 (CreateLoginProfile ${uses}번, ${since}부터)`,
    },
    revived:
      '비밀번호가 없던 root에 비밀번호를 만들어 로그인했습니다: AssumeRoot → CreateLoginProfile → 로그인',
    reviving: '비밀번호가 없던 root에 비밀번호를 만들고 있습니다: AssumeRoot → CreateLoginProfile',
    whose: {
      address: '주소',
      moreAddresses: (count) => `그 밖에 ${count}곳`,
      wasNotUs: (day) => `“우리가 아닙니다”라고 답한 사건에서 root를 쓴 주소입니다 (${day})`,
      used: (first, last) =>
        first === last
          ? `이 계정의 root를 쓴 적이 있는 주소입니다 (${first})`
          : `이 계정의 root를 쓴 적이 있는 주소입니다 (처음 ${first}, 마지막 ${last})`,
      isNew: '이 계정에서 처음 보는 주소입니다 (최근 90일)',
      isNewSince: (day) => `${day}부터의 기록에 없는 주소입니다`,
      unknownHistory: 'root를 쓴 적이 있는 주소인지 알 수 있는 기록이 아직 없습니다',
      signedIn: {
        address: '같은 주소에서 로그인한 사용자',
        network: '같은 대역(/24, IPv6는 /48)에서 로그인한 사용자',
      },
      role: (name) => `역할 ${name}`,
      person: (name, last, more) => `${name} (${last}${more > 0 ? ` 외 ${more}건` : ''})`,
      morePeople: (count) => `외 ${count}명`,
      nobody: '없음 (최근 7일)',
      nobodySince: (time) => `없음 (${time}부터)`,
      history: '이벤트 기록',
      onlySince: (time) => `${time}부터만 보았습니다`,
      unreadRegions: (regions) => `읽지 못한 리전: ${regions}`,
      unread: (reason) => `이벤트 기록을 읽지 못해 알 수 없습니다 (${reason})`,
      noWay: '이 계정의 이벤트 기록은 볼 수 없습니다. 그 계정에서 ConsoleLogin을 찾아보세요',
    },
    failed: (count) => `${count}건 (거부 포함)`,
    moreRegions: (count) => `외 ${count}곳`,
    notInManagementAccount:
      '관리 계정이나 조직에 속하지 않은 계정의 root에는 정책이 적용되지 않습니다. 런북을 보세요.',
    counts: '이미 알린 사용만 셌습니다. 모아서 알릴 것은 그때 더합니다',
    todo: {
      goesOn: '계획된 작업이 아니라면 지금 이 세션을 막으세요.',
      rests:
        '계획된 작업이 아니라면 세션이 살아 있는 동안(최대 12시간) 다시 시작될 수 있으니 지켜보세요.',
      quiet: '새 사용이 없으면 이 사건의 알림은 여기서 끝납니다.',
    },
  },
  en: {
    goesOn: (uses, after) => `Root is still in use: ${uses} in the ${after} since the first alert`,
    restsNow: (uses, ago) => `${uses} of root in all, the last reported ${ago} ago`,
    nothingElse: (after) =>
      `No other use of root was reported in the ${after} since the first alert`,
    quiet: (uses) =>
      `No further use of root was reported in this incident for an hour (${uses} in all)`,
    uses: (count) => (count === 1 ? '1 use' : `${count} uses`),
    label: {
      worst: 'Worst first',
      regions: 'Regions',
      failed: 'Failed',
      before: 'Before it',
      first: 'First',
      session: 'Session',
      noted: 'Counted',
      stop: 'To stop it',
      policy: 'Policy',
    },
    before: {
      refusedSignIn: (uses, since) =>
        `${uses === 1 ? '1 sign-in' : `${uses} sign-ins`} failed (since ${since})`,
      recovery: (uses, since) =>
        `a reset of the root password was requested ${uses === 1 ? 'once' : `${uses} times`} (since ${since})`,
      newPassword: (uses, since) =>
        `the management account was allowed to give this root a password (AssumeRoot, ${uses === 1 ? 'once' : `${uses} times`}, since ${since})`,
      loginProfile: (uses, since) =>
        `root was given a password (CreateLoginProfile, ${uses === 1 ? 'once' : `${uses} times`}, since ${since})`,
    },
    revived:
      'A root that had no password was given one and signed in: AssumeRoot → CreateLoginProfile → sign-in',
    reviving: 'A root that had no password is being given one: AssumeRoot → CreateLoginProfile',
    whose: {
      address: 'Address',
      moreAddresses: (count) => (count === 1 ? '1 more' : `${count} more`),
      wasNotUs: (day) => `root was used from it in an incident that was answered “not us” (${day})`,
      used: (first, last) =>
        first === last
          ? `root of this account was used from it before (${first})`
          : `root of this account was used from it before (first ${first}, last ${last})`,
      isNew: 'new for this account (in 90 days)',
      isNewSince: (day) => `not in the record, which begins on ${day}`,
      unknownHistory: 'there is no record yet that tells whether root was used from it before',
      signedIn: {
        address: 'Signed in from the same address',
        network: 'Signed in from the same network (/24, or /48 of IPv6)',
      },
      role: (name) => `role ${name}`,
      person: (name, last, more) => `${name} (${last}${more > 0 ? ` and ${more} more` : ''})`,
      morePeople: (count) => `and ${count === 1 ? '1 other' : `${count} others`}`,
      nobody: 'nobody (in 7 days)',
      nobodySince: (time) => `nobody (since ${time})`,
      history: 'Event history',
      onlySince: (time) => `read since ${time} only`,
      unreadRegions: (regions) => `not read: ${regions}`,
      unread: (reason) => `not known, since the event history did not answer (${reason})`,
      noWay: 'the event history of this account is out of reach: look for ConsoleLogin there',
    },
    failed: (count) => `${count}, refused ones included`,
    moreRegions: (count) => `and ${count} more`,
    notInManagementAccount:
      'No policy binds root in a management account or outside an organization: see the runbook.',
    counts: 'reported uses only; those in a digest are added with it',
    todo: {
      goesOn: 'Unless it was planned, stop this session now.',
      rests:
        'Unless it was planned, keep watching: it may go on as long as the session lives (up to 12 hours).',
      quiet: 'Unless root is used again, this incident ends here.',
    },
  },
};
