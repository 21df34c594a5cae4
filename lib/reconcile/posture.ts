import type { Finding, FindingKind } from './finding.ts';

/** How the root user of an account can be used. Undefined: IAM does not say. */
export interface RootPosture {
  readonly hasMfa: boolean | undefined;
  readonly hasPassword: boolean | undefined;
  readonly hasAccessKey: boolean | undefined;
  readonly hasSigningCertificate: boolean | undefined;
}

/**
 * Reads what IAM says of root among the numbers of an account (IAM API Reference, "GetAccountSummary").
 *
 * @param summary its `SummaryMap`. What is no whole number from 0 up counts as missing.
 */
export function readPosture(summary: Readonly<Record<string, unknown>>): RootPosture {
  const has = (name: string): boolean | undefined => {
    const count = Object.hasOwn(summary, name) ? summary[name] : undefined;
    return Number.isInteger(count) && Number(count) >= 0 ? Number(count) > 0 : undefined;
  };
  return {
    hasMfa: has('AccountMFAEnabled'),
    hasPassword: has('AccountPasswordPresent'),
    hasAccessKey: has('AccountAccessKeysPresent'),
    hasSigningCertificate: has('AccountSigningCertificatesPresent'),
  };
}

/** The kinds of findings about the account that root-alert is deployed in, and about others of its organization. */
const kindsOf = {
  home: { key: 'rootAccessKey', certificate: 'rootCertificate', mfa: 'rootWithoutMfa' },
  member: {
    key: 'memberRootAccessKey',
    certificate: 'memberRootCertificate',
    mfa: 'memberRootWithoutMfa',
  },
} as const;

/**
 * What makes root easier to use than it has to be. Root without a password needs no MFA: so it is with member accounts whose root is
 * managed centrally.
 */
export function postureFindings(
  { hasMfa, hasPassword, hasAccessKey, hasSigningCertificate }: RootPosture,
  accountId: string,
  whose: keyof typeof kindsOf = 'home',
): Finding[] {
  const place = accountId;
  const kinds = kindsOf[whose];
  return [
    ...(hasAccessKey ? [{ kind: kinds.key, place }] : []),
    ...(hasSigningCertificate ? [{ kind: kinds.certificate, place }] : []),
    ...(hasMfa === false && hasPassword !== false ? [{ kind: kinds.mfa, place }] : []),
  ];
}

/** The kinds of findings of which nobody knows whether they are there, since IAM does not say. */
export function unsaidKinds(
  { hasMfa, hasAccessKey, hasSigningCertificate }: RootPosture,
  whose: keyof typeof kindsOf,
): FindingKind[] {
  const kinds = kindsOf[whose];
  return [
    ...(hasAccessKey === undefined ? [kinds.key] : []),
    ...(hasSigningCertificate === undefined ? [kinds.certificate] : []),
    ...(hasMfa === undefined ? [kinds.mfa] : []),
  ];
}
