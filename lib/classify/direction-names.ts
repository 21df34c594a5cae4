import type { EffectKind } from './effect.ts';

type Names = Readonly<Record<string, readonly string[]>>;

/**
 * Events that have one effect whatever their request says. Names: the services' API references. Not here is what may go
 * either way: a policy that is detached may grant or deny, a policy that is replaced may have been wider, a key that is
 * deleted may be the thief's or the owner's, and a new trail may carry the records to somebody else's bucket.
 */
const named: Readonly<Partial<Record<EffectKind, Names>>> = {
  opensNetwork: {
    ec2: ['AuthorizeSecurityGroupIngress', 'AuthorizeSecurityGroupEgress', 'AttachInternetGateway'],
    rds: ['AuthorizeDBSecurityGroupIngress'],
  },
  closesNetwork: {
    ec2: [
      'RevokeSecurityGroupIngress',
      'RevokeSecurityGroupEgress',
      'DetachInternetGateway',
      'DeleteVpcPeeringConnection',
      'RejectVpcPeeringConnection',
    ],
    rds: ['RevokeDBSecurityGroupIngress'],
    lambda: ['DeleteFunctionUrlConfig'],
  },
  opens: {
    s3: ['DeleteBucketPublicAccessBlock', 'DeleteAccountPublicAccessBlock'],
    ec2: [
      'DisableSnapshotBlockPublicAccess',
      'DisableImageBlockPublicAccess',
      'EnableSerialConsoleAccess',
    ],
    redshift: ['AuthorizeSnapshotAccess', 'AuthorizeDataShare'],
    route53domains: ['DisableDomainTransferLock'],
    // A service control policy and a boundary of permissions only limit.
    organizations: ['DetachPolicy', 'DisablePolicyType'],
    iam: ['DeleteUserPermissionsBoundary', 'DeleteRolePermissionsBoundary'],
  },
  closes: {
    ec2: [
      'EnableSnapshotBlockPublicAccess',
      'EnableImageBlockPublicAccess',
      'DisableSerialConsoleAccess',
      'ResetSnapshotAttribute',
      'ResetImageAttribute',
      'ResetFpgaImageAttribute',
    ],
    s3: ['DeleteBucketWebsite'],
    redshift: ['RevokeSnapshotAccess', 'DeauthorizeDataShare'],
    kms: ['RevokeGrant', 'RetireGrant'],
    route53domains: ['EnableDomainTransferLock'],
    ram: ['DisassociateResourceShare', 'DeleteResourceShare'],
  },
  weakens: {
    kms: ['DisableKey', 'DisableKeyRotation', 'ScheduleKeyDeletion'],
    ec2: ['DisableEbsEncryptionByDefault'],
    s3: ['DeleteBucketEncryption'],
    backup: ['DeleteBackupVaultLockConfiguration'],
  },
  strengthens: {
    kms: ['EnableKey', 'EnableKeyRotation', 'CancelKeyDeletion'],
    ec2: ['EnableEbsEncryptionByDefault'],
    secretsmanager: ['RestoreSecret'],
    backup: ['PutBackupVaultLockConfiguration'],
  },
  switchesOff: {
    cloudtrail: [
      'StopLogging',
      'DeleteTrail',
      'DeleteEventDataStore',
      'StopEventDataStoreIngestion',
    ],
    bedrock: ['DeleteModelInvocationLoggingConfiguration'],
    wafv2: ['DeleteLoggingConfiguration'],
    redshift: ['DisableLogging'],
    monitoring: ['DisableAlarmActions', 'DeleteAlarms'],
    events: ['DisableRule', 'DeleteRule'],
    securityhub: ['DisableSecurityHub', 'DisableSecurityHubV2', 'BatchDisableStandards'],
    macie2: ['DisableMacie'],
    inspector2: ['Disable'],
    config: ['StopConfigurationRecorder'],
  },
  switchesOn: {
    cloudtrail: ['StartLogging', 'RestoreEventDataStore', 'StartEventDataStoreIngestion'],
    config: ['StartConfigurationRecorder'],
    monitoring: ['EnableAlarmActions'],
    securityhub: ['EnableSecurityHub', 'EnableSecurityHubV2', 'BatchEnableStandards'],
    'access-analyzer': ['CreateAnalyzer'],
    macie2: ['EnableMacie'],
    inspector2: ['Enable'],
    detective: ['CreateGraph'],
  },
};

/** The effect of an event that always has it. Undefined: it has none, or not always the same. */
export function effectOfName(
  eventSource: string | undefined,
  eventName: string,
): EffectKind | undefined {
  const [service = '', ...rest] = eventSource?.split('.') ?? [];
  if (rest.join('.') !== 'amazonaws.com') return undefined;
  // A service may be named `constructor`: whoever sends an event names it.
  const found = Object.entries(named).find(
    ([, services]) => Object.hasOwn(services, service) && services[service]?.includes(eventName),
  );
  return found?.[0] as EffectKind | undefined;
}
