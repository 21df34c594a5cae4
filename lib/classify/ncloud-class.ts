import type { UseFacts } from '../root-activity.ts';

/** Classes of a use in Naver Cloud: some of those that a use in AWS has. */
export type NcloudClass =
  | 'signIn'
  | 'accessKeyCreated'
  | 'accessKeyChanged'
  | 'mfaAdded'
  | 'mfaRemoved'
  | 'password'
  | 'action';

/**
 * The class of a use in Naver Cloud, by the type of its resource where that is enough. Names of actions are in the
 * account's language, and no list of them is public. So they only choose the words of a message, never
 * whether there is one.
 */
export function ncloudClassOf({ eventName, ncloud }: UseFacts): NcloudClass {
  const type = ncloud?.resourceType?.toLowerCase();
  const name = `${eventName} ${ncloud?.resourceType ?? ''}`;
  if (type === 'accesskey') {
    return ncloud?.isKeyActive === true && !removes.test(name)
      ? 'accessKeyCreated'
      : 'accessKeyChanged';
  }
  if (ncloud?.secondFactor !== undefined) return 'signIn';
  if (/password|비밀번호|パスワード/i.test(name)) return 'password';
  if (
    /\bmfa\b|\botp\b|(?:two|2|second)[ _-]?(?:factor|step)|[2이]차 ?인증|[2二]段階認証/i.test(name)
  )
    return removes.test(name) ? 'mfaRemoved' : 'mfaAdded';
  // A log-in that failed may never have got as far as the second factor.
  return type === 'customer' && logsIn.test(eventName) ? 'signIn' : 'action';
}

/** A log-out says nothing that the log-in did not say already. */
export function isLogOut({ eventName, ncloud }: UseFacts): boolean {
  return ncloud?.resourceType?.toLowerCase() === 'customer' && logsOut.test(eventName);
}

const removes =
  /delete|remove|deactivat|disable|unregister|reset|삭제|해제|비활성|중지|초기화|削除|解除|無効/i;
const logsIn = /log[ _-]?in|sign[ _-]?in|로그인|ログイン/i;
const logsOut = /log[ _-]?out|sign[ _-]?out|로그아웃|ログアウト/i;
