import { describe, expect, test } from 'vitest';
import type { Severity } from '../../../lib/classify/classes.ts';
import { judgeNcloud } from '../../../lib/classify/judge-ncloud.ts';
import type { NcloudDeed } from '../../../lib/classify/ncloud-deed.ts';
import { ncloudDeedOf } from '../../../lib/classify/ncloud-deed-of.ts';
import type { UseFacts } from '../../../lib/root-activity.ts';
import { useFacts } from '../root-use.ts';

/** An activity by the names of its product, type and action. */
function activity(
  eventSource: string,
  resourceType: string,
  eventName: string,
  more: Partial<UseFacts['ncloud']> = {},
): UseFacts {
  const ncloud = {
    resourceType,
    resourceName: undefined,
    sourceType: 'CONSOLE',
    country: undefined,
    secondFactor: undefined,
    isKeyActive: undefined,
    ...more,
  };
  return useFacts({ cloud: 'ncloud', eventSource, eventName, ncloud });
}

describe('a deed in Naver Cloud, however it is spelled', () => {
  test.each<[NcloudDeed, Severity, [string, string, string][]]>([
    [
      'logOut',
      'low',
      [
        ['Account', 'Customer', 'Logout'],
        ['Account', 'Customer', '로그 아웃'],
        ['Account', 'CUSTOMER', 'Sign out'],
      ],
    ],
    [
      'keyCreated',
      'high',
      [
        ['Account', 'AccessKey', 'Create access key'],
        ['Account', 'Access Key', 'CREATE_ACCESS_KEY'],
        ['Account', 'AccessKey', '인증키 생성'],
        ['Account', 'Customer', '인증키생성'],
        ['Sub Account', 'SubAccount', 'Create access key'],
      ],
    ],
    [
      'keyEnabled',
      'high',
      [
        ['Sub Account', 'SubAccount', 'Enable access key'],
        ['Account', 'AccessKey', '활성화'],
      ],
    ],
    [
      'keyDisabled',
      'high',
      [
        ['Account', 'AccessKey', 'Disable'],
        ['Account', 'AccessKey', '사용 중지'],
        ['Account', 'AccessKey', '비활성화'],
      ],
    ],
    [
      'keyDeleted',
      'high',
      [
        ['Account', 'AccessKey', 'Delete access key'],
        ['Account', 'AccessKey', '인증키 삭제'],
      ],
    ],
    [
      'mfaAdded',
      'high',
      [
        ['Sub Account', 'MFA', 'Register MFA'],
        ['Account', 'Customer', 'Register OTP'],
        ['Account', 'Customer', '2차 인증 등록'],
      ],
    ],
    [
      'mfaRemoved',
      'critical',
      [
        ['Sub Account', 'MFA', 'Delete MFA'],
        ['Account', 'Customer', '2차인증해제'],
      ],
    ],
    [
      'password',
      'critical',
      [
        ['Account', 'Customer', 'Change password'],
        ['Account', 'Customer', '비밀번호변경'],
      ],
    ],
    ['subAccountPassword', 'high', [['Sub Account', 'SubAccount', 'Change password']]],
    [
      'withdrawal',
      'critical',
      [
        ['Account', 'Customer', '회원 탈퇴'],
        ['Account', 'Customer', 'Withdrawal'],
        ['Account', 'Customer', 'Close account'],
      ],
    ],
    [
      'payment',
      'high',
      [
        ['Account', 'Customer', '결제수단 변경'],
        ['Account', 'Customer', 'Update payment method'],
        ['Billing', 'Payment', 'Update'],
      ],
    ],
    [
      'tracerDeleted',
      'critical',
      [
        ['Cloud Activity Tracer', 'Tracer', 'Delete tracer'],
        ['Cloud Activity Tracer', 'Tracer', 'DeleteTracer'],
        ['Cloud Activity Tracer', 'x', 'Tracer 삭제'],
        ['CLOUD_ACTIVITY_TRACER', 'TRACER', '삭제'],
      ],
    ],
    [
      'tracerCreated',
      'medium',
      [
        ['Cloud Activity Tracer', 'Tracer', 'Create Tracer'],
        ['Cloud Activity Tracer', 'Tracer', 'Tracer 생성'],
      ],
    ],
    [
      'tracerChanged',
      'critical',
      [
        ['Cloud Activity Tracer', 'Tracer', 'Update Tracer'],
        ['Cloud Activity Tracer', 'Tracer', '설정 변경'],
      ],
    ],
    [
      'policyAttached',
      'high',
      [
        ['Sub Account', 'SubAccount', 'Attach policy to sub account'],
        ['Sub Account', 'Role', 'Attach Policies To Role'],
        ['Sub Account', 'SubAccount', '정책 부여'],
      ],
    ],
    [
      'policyDetached',
      'high',
      [
        ['Sub Account', 'SubAccount', 'Detach policy from sub account'],
        ['Sub Account', 'Role', 'Detach Policies From Role'],
      ],
    ],
    [
      'policyChanged',
      'high',
      [
        ['Sub Account', 'Policy', 'Create policy'],
        ['Sub Account', 'Policy', 'Update policy'],
        ['Sub Account', 'Policy', 'Delete policy'],
      ],
    ],
    [
      'groupChanged',
      'high',
      [
        ['Sub Account', 'Group', 'Create group'],
        ['Sub Account', 'SubAccount', 'Add sub account to group'],
      ],
    ],
    ['sessionIssued', 'high', [['Sub Account', 'Role', 'Create STS credentials']]],
    [
      'roleChanged',
      'high',
      [
        ['Sub Account', 'Role', 'Create Role'],
        ['Sub Account', 'Role', 'Switch To Role'],
      ],
    ],
    [
      'subAccountCreated',
      'high',
      [
        ['Sub Account', 'SubAccount', 'Create sub account'],
        ['Sub Account', 'Sub Account', '서브 계정 생성'],
      ],
    ],
    [
      'subAccountDeleted',
      'high',
      [
        ['Sub Account', 'SubAccount', 'Delete sub account'],
        ['Sub Account', 'SubAccount', '서브계정삭제'],
      ],
    ],
    [
      'acgOpened',
      'high',
      [
        ['Server', 'ACG', 'Add ACG inbound rule'],
        ['VPC', 'AccessControlGroup', 'ACG 규칙 추가'],
      ],
    ],
    [
      'acgClosed',
      'medium',
      [
        ['Server', 'ACG', 'Delete ACG inbound rule'],
        ['VPC', 'AccessControlGroup', 'ACG 규칙 삭제'],
      ],
    ],
    [
      'acgChanged',
      'high',
      [
        ['Server', 'ACG', 'Create ACG'],
        ['VPC', 'Network ACL', 'Add Network ACL rule'],
      ],
    ],
  ])('%s is %s', (deed, severity, spellings) => {
    for (const names of spellings) {
      const facts = activity(...names);
      expect([...names, ncloudDeedOf(facts)]).toEqual([...names, deed]);
      expect(judgeNcloud(facts).severity).toBe(severity);
    }
  });

  test('an administrator policy given is critical, and one taken away is not', () => {
    const names = { namesAdministrator: true };
    const given = activity('Sub Account', 'SubAccount', 'Attach policy to sub account', names);
    const taken = activity('Sub Account', 'SubAccount', 'Detach policy from sub account', names);
    expect(judgeNcloud(given)).toMatchObject({ severity: 'critical', direction: 'riskier' });
    expect(judgeNcloud(taken)).toMatchObject({ severity: 'medium', direction: 'safer' });
  });

  test.each([
    ['Server', 'Server', 'Create server instance'],
    ['Server', 'Server', 'Get server password'],
    ['Object Storage', 'Bucket', 'Delete bucket'],
    ['Server', 'Server', 'Discard'],
  ])('%s, %s, %s is none that we have words for', (...names) => {
    expect(ncloudDeedOf(activity(...names))).toBeUndefined();
  });
});
