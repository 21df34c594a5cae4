import type { UseFacts } from '../root-activity.ts';
import type { NcloudDeed } from './ncloud-deed.ts';
import { says, spelled } from './ncloud-names.ts';

/** The names in an activity, as `spelled` writes them. */
interface Names {
  readonly action: string;
  readonly type: string;
  readonly product: string;
  /** Action and type together. */
  readonly all: string;
  /** The same, as they were. */
  readonly raw: string;
  readonly isKeyActive: boolean | undefined;
  readonly namesAdministrator: boolean;
}

/** A kind of things, by what an activity calls them, and what is done to it. The first that fits counts. */
const kinds: readonly (readonly [
  fits: (names: Names) => boolean,
  deed: (names: Names) => NcloudDeed | undefined,
])[] = [
  [isLogOut, () => 'logOut'],
  [({ type, action }) => keys.test(type) || keys.test(action), keyDeed],
  [({ all, raw }) => secondFactors.test(all) || /\botp\b/i.test(raw), mfaDeed],
  [isPassword, passwordDeed],
  [({ action }) => withdrawals.test(action), () => 'withdrawal'],
  [isPayment, () => 'payment'],
  [isTracer, tracerDeed],
  [isPolicy, policyDeed],
  [({ action }) => /stscredential|임시자격|sts자격/.test(action), () => 'sessionIssued'],
  [isGroup, () => 'groupChanged'],
  [({ type, product }) => type === 'role' && isSubAccountProduct(product), () => 'roleChanged'],
  [({ all }) => subAccounts.test(all), subAccountDeed],
  [({ all }) => acgs.test(all), acgDeed],
];

const keys =
  /accesskey|apikey|authenticationkey|authkey|인증키|액세스키|접근키|認証キー|アクセスキー/;
const secondFactors = /mfa|(?:two|2|second)(?:factor|step)|[2이]차인증|[2二]段階認証|다중인증/;
const withdrawals =
  /withdraw|회원탈퇴|계정탈퇴|^탈퇴|계정해지|회원해지|退会|close(?:my)?account|(?:delete|terminate)(?:main|my|ncloud|customer)?account$/;
const payments = /payment|billing|creditcard|결제|신용카드|납부|청구|支払|決済|請求/;
const subAccounts = /subaccount|서브계정|サブアカウント/;
const acgs = /acg|accesscontrolgroup|accesscontrolrule|networkacl|접근제어그룹|네트워크acl/;

/** What an activity in Naver Cloud does. Undefined: it is a log-in, or nothing that we have words for. */
export function ncloudDeedOf(use: UseFacts): NcloudDeed | undefined {
  const names = namesOf(use);
  return kinds.find(([fits]) => fits(names))?.[1](names);
}

function namesOf({ eventName, eventSource, ncloud }: UseFacts): Names {
  const action = spelled(eventName);
  const type = spelled(ncloud?.resourceType ?? '');
  return {
    action,
    type,
    product: spelled(eventSource ?? ''),
    all: `${action} ${type}`,
    raw: `${eventName} ${ncloud?.resourceType ?? ''}`.slice(0, 500),
    isKeyActive: ncloud?.isKeyActive,
    namesAdministrator: ncloud?.namesAdministrator === true,
  };
}

function isLogOut({ action, type }: Names): boolean {
  return type === 'customer' && /logout|signout|로그아웃|ログアウト/.test(action);
}

/** A record may say whether the key works now. Without that, the name decides. */
function keyDeed({ action, isKeyActive }: Names): NcloudDeed {
  if (says('removes', action)) return 'keyDeleted';
  if (says('disables', action) || isKeyActive === false) return 'keyDisabled';
  if (says('enables', action)) return 'keyEnabled';
  if (says('creates', action)) return 'keyCreated';
  return isKeyActive === true ? 'keyMadeOrEnabled' : 'keyChanged';
}

function mfaDeed({ action }: Names): NcloudDeed {
  const isRemoved = says('removes', action) || says('disables', action);
  return isRemoved || /reset|초기화/.test(action) ? 'mfaRemoved' : 'mfaAdded';
}

/** To look at a password, such as that of a server, changes none. */
function isPassword({ action, all }: Names): boolean {
  return (
    /password|비밀번호|패스워드|パスワード/.test(all) &&
    !/^(?:get|view|read|decrypt)|조회|확인/.test(action)
  );
}

function passwordDeed({ all }: Names): NcloudDeed {
  return subAccounts.test(all) ? 'subAccountPassword' : 'password';
}

function isPayment({ action, type, product }: Names): boolean {
  const isOfAccount = type === 'customer' || /account|portal|billing|계정|포털/.test(product);
  return payments.test(type) || (isOfAccount && payments.test(action));
}

function isTracer({ action, type, product }: Names): boolean {
  const isProduct = /activitytracer|^cat$/.test(product);
  return /^tracer|트레이서/.test(type) || (isProduct && /tracer|트레이서/.test(action));
}

function tracerDeed({ action }: Names): NcloudDeed {
  if (says('removes', action) || says('disables', action)) return 'tracerDeleted';
  return says('creates', action) || says('enables', action) ? 'tracerCreated' : 'tracerChanged';
}

function isSubAccountProduct(product: string): boolean {
  return /subaccount|^iam$|서브계정/.test(product);
}

function isPolicy({ all, product }: Names): boolean {
  return isSubAccountProduct(product) && /polic|정책|ポリシー/.test(all);
}

function policyDeed({ action, namesAdministrator }: Names): NcloudDeed {
  if (
    /detach|회수|연결해제|^delete|^remove/.test(action) &&
    !/^deletepolicy|정책삭제/.test(action)
  ) {
    return namesAdministrator ? 'administratorTaken' : 'policyDetached';
  }
  if (/^(?:create|update|delete)policy|정책(?:생성|수정|변경|삭제)/.test(action)) {
    return 'policyChanged';
  }
  if (!says('attaches', action)) return 'policyChanged';
  return namesAdministrator ? 'administratorGranted' : 'policyAttached';
}

function isGroup({ action, type, product }: Names): boolean {
  return isSubAccountProduct(product) && (type === 'group' || /group|그룹/.test(action));
}

function subAccountDeed({ action }: Names): NcloudDeed {
  if (says('removes', action)) return 'subAccountDeleted';
  return says('creates', action) ? 'subAccountCreated' : 'subAccountChanged';
}

/** Only a rule opens or closes: a group without rules does neither, and an entry of a network ACL may deny. */
function acgDeed({ action, all }: Names): NcloudDeed {
  const isRule = /rule|규칙|룰|inbound|outbound|ルール/.test(action);
  if (!isRule || /acl/.test(all)) return 'acgChanged';
  if (says('removes', action)) return 'acgClosed';
  return says('creates', action) ? 'acgOpened' : 'acgChanged';
}
