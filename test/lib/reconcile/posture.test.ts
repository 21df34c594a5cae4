import { describe, expect, test } from 'vitest';
import { isWrong } from '../../../lib/reconcile/finding.ts';
import { readMemberCallAs } from '../../../lib/reconcile/member-posture.ts';
import { postureFindings, readPosture } from '../../../lib/reconcile/posture.ts';

const account = '111122223333';
const well = {
  AccountMFAEnabled: 1,
  AccountPasswordPresent: 1,
  AccountAccessKeysPresent: 0,
  AccountSigningCertificatesPresent: 0,
};
const kindsOf = (changes: Readonly<Record<string, unknown>>) =>
  postureFindings(readPosture({ ...well, ...changes }), account).map(({ kind }) => kind);

describe('root', () => {
  test('with MFA and without a key is as it should be', () => {
    expect(kindsOf({})).toEqual([]);
  });

  test.each([
    ['an access key', { AccountAccessKeysPresent: 1 }, 'rootAccessKey'],
    ['two access keys', { AccountAccessKeysPresent: 2 }, 'rootAccessKey'],
    ['a signing certificate', { AccountSigningCertificatesPresent: 1 }, 'rootCertificate'],
    ['no MFA', { AccountMFAEnabled: 0 }, 'rootWithoutMfa'],
    [
      'no MFA, where IAM does not say whether there is a password',
      { AccountMFAEnabled: 0, AccountPasswordPresent: undefined },
      'rootWithoutMfa',
    ],
  ])('with %s is a finding', (_, changes, kind) => {
    expect(kindsOf(changes)).toEqual([kind]);
  });

  test('without a password needs no MFA, as where root is managed centrally', () => {
    expect(kindsOf({ AccountMFAEnabled: 0, AccountPasswordPresent: 0 })).toEqual([]);
  });

  test.each([
    [{}],
    [{ AccountMFAEnabled: 'no', AccountAccessKeysPresent: -1 }],
    [{ AccountMFAEnabled: 0.5 }],
  ])('of which IAM says nothing that can be read is no finding: %j', (summary) => {
    expect(postureFindings(readPosture(summary), account)).toEqual([]);
  });

  test('of another account of the organization has findings of its own', () => {
    const summary = { ...well, AccountAccessKeysPresent: 1, AccountMFAEnabled: 0 };
    expect(postureFindings(readPosture(summary), '444455556666', 'member')).toEqual([
      { kind: 'memberRootAccessKey', place: '444455556666' },
      { kind: 'memberRootWithoutMfa', place: '444455556666' },
    ]);
    expect(isWrong('memberRootAccessKey 444455556666')).toBe(false);
    expect(isWrong('memberRootUnknown 444455556666')).toBe(false);
  });

  test.each([
    [{}, undefined],
    [{ MEMBER_POSTURE: 'off', ORGANIZATION_CALL_AS: 'SELF' }, undefined],
    [{ MEMBER_POSTURE: 'on' }, 'SELF'],
    [{ MEMBER_POSTURE: 'true', ORGANIZATION_CALL_AS: 'DELEGATED_ADMIN' }, 'DELEGATED_ADMIN'],
  ])('of other accounts is asked for by %j as %s', (env, callAs) => {
    expect(readMemberCallAs(env)).toBe(callAs);
  });

  test('is not root-alert: its findings leave that well', () => {
    expect(isWrong(`rootAccessKey ${account}`)).toBe(false);
    expect(isWrong('noTrail trail')).toBe(true);
  });
});
