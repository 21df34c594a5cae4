import type { RootActivity, RootUse } from '../root-activity.ts';
import { isLogOut, ncloudClassOf } from './ncloud-class.ts';

/** How bad it is, worst first. */
export const severities = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

export const signIns = [
  'signInWithoutMfa',
  'signInWithMfa',
  'signInMfaUnknown',
  'signInFailed',
  'signInUnclear',
  'signInMfaCheck',
] as const;
export type SignIn = (typeof signIns)[number];

/** What was done, as far as it changes what the message says. */
export type EventClass =
  | SignIn
  | 'accessKeyCreated'
  | 'accessKeyChanged'
  | 'credential'
  | 'sessionIssued'
  | 'mfaAdded'
  | 'mfaRemoved'
  | 'password'
  | 'passwordRecovery'
  | 'passwordReset'
  | 'email'
  | 'owner'
  | 'loggingOff'
  | 'loggingChanged'
  | 'detectionOff'
  | 'detectionChanged'
  | 'alertingOff'
  | 'watchChanged'
  | 'organization'
  | 'account'
  | 'adminGranted'
  | 'trust'
  | 'identity'
  | 'dataExposed'
  | 'networkExposed'
  | 'secretRead'
  | 'destruction'
  | 'deletion'
  | 'assumeRoot'
  | 'read'
  | 'action';

/** Who used root: a person who holds its password or key, or somebody or something with less of it. */
export type Actor = 'root' | 'federatedSession' | 'centralizedSession' | 'service';

/**
 * How bad each class is, refused or not: whoever was refused held root all the same. Critical is what
 * lets somebody stay, hide, take data out or destroy it. Any use of root by hand is high, reads apart.
 */
const severityOfClass: Readonly<Record<EventClass, Severity>> = {
  signInWithoutMfa: 'critical',
  signInWithMfa: 'high',
  signInMfaUnknown: 'high',
  // A guess at the password; nobody is in.
  signInFailed: 'medium',
  signInUnclear: 'high',
  signInMfaCheck: 'high',
  accessKeyCreated: 'critical',
  accessKeyChanged: 'high',
  credential: 'high',
  sessionIssued: 'high',
  mfaAdded: 'high',
  mfaRemoved: 'critical',
  password: 'critical',
  passwordRecovery: 'high',
  passwordReset: 'critical',
  email: 'critical',
  owner: 'critical',
  loggingOff: 'critical',
  // Narrowed, it is as good as off.
  loggingChanged: 'critical',
  detectionOff: 'critical',
  detectionChanged: 'critical',
  alertingOff: 'critical',
  watchChanged: 'high',
  organization: 'critical',
  account: 'high',
  adminGranted: 'critical',
  trust: 'critical',
  identity: 'high',
  dataExposed: 'critical',
  networkExposed: 'high',
  secretRead: 'high',
  destruction: 'critical',
  deletion: 'high',
  assumeRoot: 'medium',
  read: 'medium',
  action: 'high',
};

/** As bad as it gets for who is not a person with root's own credentials. */
const worstOfActor: Readonly<Record<Actor, Severity>> = {
  root: 'critical',
  // Its rights are root's, and so is whoever issued it.
  federatedSession: 'critical',
  // One task, fifteen minutes, granted by the management account (IAM, "Perform a privileged task").
  centralizedSession: 'medium',
  service: 'low',
};

/** Names of events by the service that records them, which is the first part of `eventSource`. */
type Names = Readonly<Record<string, readonly string[]>>;

/**
 * What each event is. Names are those of the services' API references, which CloudTrail records as they
 * are, unless a comment says otherwise. Beyond those: "AWS Billing CloudTrail events" (Billing User Guide),
 * "AWS Management Console sign-in events" (CloudTrail User Guide), "Amazon S3 CloudTrail events" (S3 User
 * Guide). An event that is not here is a read, an action, or by its name a deletion.
 */
const namedEvents: Readonly<Partial<Record<EventClass, Names>>> = {
  signInMfaCheck: { signin: ['CheckMfa'] },
  accessKeyCreated: { iam: ['CreateAccessKey'] },
  accessKeyChanged: { iam: ['UpdateAccessKey', 'DeleteAccessKey'] },
  credential: {
    iam: [
      'UploadSigningCertificate',
      'UpdateSigningCertificate',
      'DeleteSigningCertificate',
      'CreateServiceSpecificCredential',
      'ResetServiceSpecificCredential',
      'UpdateServiceSpecificCredential',
      'DeleteServiceSpecificCredential',
      'UploadSSHPublicKey',
      'UpdateSSHPublicKey',
      'DeleteSSHPublicKey',
      // The root account's CloudFront key pairs: in no API reference, but actions of IAM.
      'UploadCloudFrontPublicKey',
      'UpdateCloudFrontPublicKey',
      'DeleteCloudFrontPublicKey',
    ],
  },
  // Recorded with readOnly false (IAM User Guide, "Logging IAM and AWS STS API calls"). Nobody can take back what
  // root issued (same guide, "Disabling permissions for temporary security credentials").
  sessionIssued: { sts: ['GetSessionToken', 'GetFederationToken'] },
  mfaAdded: { iam: ['EnableMFADevice'] },
  mfaRemoved: { iam: ['DeactivateMFADevice', 'DeleteVirtualMFADevice'] },
  password: { signin: ['PasswordUpdated'], iam: ['ChangePassword'] },
  passwordRecovery: { signin: ['PasswordRecoveryRequested'] },
  passwordReset: { signin: ['PasswordRecoveryCompleted'] },
  email: {
    signin: ['EmailUpdated'],
    iam: ['UpdateAccountEmailAddress'],
    account: ['AcceptPrimaryEmailUpdate'],
  },
  owner: {
    account: ['StartPrimaryEmailUpdate'],
    // Name, e-mail address or password of the account; and what AWS asks to know its owner by.
    billingconsole: ['SetAccountPreferences', 'SetSecurityQuestions'],
  },
  loggingOff: {
    cloudtrail: [
      'StopLogging',
      'DeleteTrail',
      'DeleteEventDataStore',
      'StopEventDataStoreIngestion',
    ],
    config: ['StopConfigurationRecorder', 'DeleteConfigurationRecorder', 'DeleteDeliveryChannel'],
    ec2: ['DeleteFlowLogs'],
    logs: ['DeleteLogGroup', 'DeleteLogStream', 'DeleteSubscriptionFilter', 'DeleteDelivery'],
    route53resolver: ['DisassociateResolverQueryLogConfig', 'DeleteResolverQueryLogConfig'],
  },
  loggingChanged: { cloudtrail: ['UpdateTrail', 'PutEventSelectors', 'UpdateEventDataStore'] },
  detectionOff: {
    guardduty: [
      'DeleteDetector',
      'DeleteMembers',
      'DisassociateMembers',
      'StopMonitoringMembers',
      'DisassociateFromAdministratorAccount',
      'DisassociateFromMasterAccount',
      'DisableOrganizationAdminAccount',
      'DeletePublishingDestination',
    ],
    securityhub: [
      'DisableSecurityHub',
      'DisableSecurityHubV2',
      'BatchDisableStandards',
      'DisableImportFindingsForProduct',
      'DisassociateFromAdministratorAccount',
      'DisassociateMembers',
      'DeleteMembers',
      'DisableOrganizationAdminAccount',
    ],
    'access-analyzer': ['DeleteAnalyzer'],
    macie2: ['DisableMacie', 'DisassociateFromAdministratorAccount'],
    inspector2: ['Disable', 'DisableDelegatedAdminAccount'],
    detective: ['DeleteGraph', 'DisassociateMembership'],
    config: ['DeleteConfigRule', 'DeleteConformancePack', 'DeleteOrganizationConfigRule'],
  },
  detectionChanged: {
    guardduty: [
      'UpdateDetector',
      'UpdateMemberDetectors',
      // Trusted addresses and filters keep findings quiet.
      'CreateIPSet',
      'UpdateIPSet',
      'CreateTrustedEntitySet',
      'UpdateTrustedEntitySet',
      'CreateFilter',
      'UpdateFilter',
    ],
    securityhub: ['UpdateStandardsControl', 'BatchUpdateStandardsControlAssociations'],
    'access-analyzer': ['CreateArchiveRule'],
    macie2: ['UpdateMacieSession'],
  },
  alertingOff: {
    monitoring: ['DeleteAlarms', 'DisableAlarmActions', 'PutAlarmMuteRule'],
    logs: ['DeleteMetricFilter'],
    events: ['DisableRule', 'DeleteRule', 'RemoveTargets', 'DeleteEventBus'],
    sns: ['DeleteTopic', 'Unsubscribe'],
  },
  // What makes these things as well as breaking them.
  watchChanged: {
    cloudtrail: ['PutInsightSelectors', 'PutEventConfiguration'],
    config: ['PutConfigurationRecorder', 'PutDeliveryChannel'],
    logs: ['PutMetricFilter', 'PutRetentionPolicy', 'PutSubscriptionFilter'],
    monitoring: ['PutMetricAlarm', 'PutCompositeAlarm'],
    events: ['PutRule', 'PutTargets'],
    s3: ['PutBucketLogging'],
    sns: ['SetSubscriptionAttributes'],
  },
  organization: {
    organizations: [
      'CloseAccount',
      'LeaveOrganization',
      'DeleteOrganization',
      'RemoveAccountFromOrganization',
      'AcceptHandshake',
      'MoveAccount',
      'InviteAccountToOrganization',
      'RegisterDelegatedAdministrator',
      'DeregisterDelegatedAdministrator',
      'DetachPolicy',
      'UpdatePolicy',
      'DeletePolicy',
      'DisablePolicyType',
      'DisableAWSServiceAccess',
      'PutResourcePolicy',
      'InviteOrganizationToTransferResponsibility',
    ],
    billingconsole: ['CloseAccount'],
    iam: [
      'EnableOrganizationsRootSessions',
      'DisableOrganizationsRootSessions',
      'EnableOrganizationsRootCredentialsManagement',
      'DisableOrganizationsRootCredentialsManagement',
    ],
  },
  account: {
    account: [
      'PutAlternateContact',
      'DeleteAlternateContact',
      'PutContactInformation',
      'PutAccountName',
      'EnableRegion',
      'DisableRegion',
    ],
    iam: [
      'CreateAccountAlias',
      'DeleteAccountAlias',
      'UpdateAccountPasswordPolicy',
      'DeleteAccountPasswordPolicy',
      'UpdateAccountName',
    ],
    billingconsole: [
      'SetAdditionalContacts',
      'SetContactAddress',
      'SetPayInformation',
      'SetIAMAccessPreference',
      'SetFxPaymentCurrency',
    ],
    payments: [
      // AWS's own sample of it says readOnly true.
      'Instruments_Create',
      'Instruments_Update',
      'Instruments_Delete',
      'Preferences_CreatePaymentProfile',
      'Preferences_UpdatePaymentProfile',
      'Preferences_DeletePaymentProfile',
    ],
  },
  trust: {
    iam: [
      'UpdateAssumeRolePolicy',
      'CreateSAMLProvider',
      'UpdateSAMLProvider',
      'CreateOpenIDConnectProvider',
      'UpdateOpenIDConnectProviderThumbprint',
      'AddClientIDToOpenIDConnectProvider',
    ],
    rolesanywhere: ['CreateTrustAnchor', 'UpdateTrustAnchor', 'CreateProfile', 'UpdateProfile'],
    ram: ['CreateResourceShare', 'AssociateResourceShare', 'AcceptResourceShareInvitation'],
  },
  identity: {
    iam: [
      'CreateUser',
      'UpdateUser',
      'CreateLoginProfile',
      'UpdateLoginProfile',
      'CreateGroup',
      'AddUserToGroup',
      'CreateRole',
      'CreatePolicy',
      'CreatePolicyVersion',
      'SetDefaultPolicyVersion',
      'AttachUserPolicy',
      'AttachGroupPolicy',
      'AttachRolePolicy',
      'PutUserPolicy',
      'PutGroupPolicy',
      'PutRolePolicy',
      'DetachUserPolicy',
      'DetachGroupPolicy',
      'DetachRolePolicy',
      'DeleteUserPolicy',
      'DeleteGroupPolicy',
      'DeleteRolePolicy',
      'PutUserPermissionsBoundary',
      'PutRolePermissionsBoundary',
      'DeleteUserPermissionsBoundary',
      'DeleteRolePermissionsBoundary',
      'DeleteLoginProfile',
      'DeleteUser',
      'DeleteRole',
      'DeleteGroup',
      'DeletePolicy',
    ],
    sso: [
      'CreateAccountAssignment',
      'CreatePermissionSet',
      'PutInlinePolicyToPermissionSet',
      'AttachManagedPolicyToPermissionSet',
    ],
  },
  dataExposed: {
    s3: [
      'PutBucketPolicy',
      'DeleteBucketPolicy',
      'PutBucketAcl',
      // What the API calls PutPublicAccessBlock and DeletePublicAccessBlock, of a bucket and of an account.
      'PutBucketPublicAccessBlock',
      'DeleteBucketPublicAccessBlock',
      'PutAccountPublicAccessBlock',
      'DeleteAccountPublicAccessBlock',
      'PutBucketWebsite',
      'PutBucketReplication',
      'PutBucketOwnershipControls',
    ],
    ec2: [
      'ModifySnapshotAttribute',
      'ModifyImageAttribute',
      'ModifyFpgaImageAttribute',
      'DisableSnapshotBlockPublicAccess',
      'DisableImageBlockPublicAccess',
      'CreateStoreImageTask',
      'CreateInstanceExportTask',
      'ExportImage',
    ],
    rds: ['ModifyDBSnapshotAttribute', 'ModifyDBClusterSnapshotAttribute', 'StartExportTask'],
    redshift: ['AuthorizeSnapshotAccess', 'AuthorizeDataShare'],
    kms: ['PutKeyPolicy', 'CreateGrant'],
    secretsmanager: ['PutResourcePolicy'],
    dynamodb: ['PutResourcePolicy', 'ExportTableToPointInTime'],
    ecr: ['SetRepositoryPolicy', 'PutRegistryPolicy'],
    backup: ['PutBackupVaultAccessPolicy'],
    // With the version of the API behind the name (Lambda Developer Guide, "Lambda management events").
    lambda: ['AddPermission20150331v2', 'AddLayerVersionPermission'],
    sns: ['AddPermission'],
    sqs: ['AddPermission'],
    glacier: ['SetVaultAccessPolicy'],
    elasticfilesystem: ['PutFileSystemPolicy'],
  },
  networkExposed: {
    ec2: [
      'AuthorizeSecurityGroupIngress',
      'ModifySecurityGroupRules',
      'CreateNetworkAclEntry',
      'ReplaceNetworkAclEntry',
      'AttachInternetGateway',
      'CreateVpcPeeringConnection',
      'AcceptVpcPeeringConnection',
      'CreateRoute',
      'ReplaceRoute',
    ],
    lambda: ['CreateFunctionUrlConfig', 'UpdateFunctionUrlConfig'],
    rds: ['AuthorizeDBSecurityGroupIngress'],
  },
  secretRead: {
    secretsmanager: ['GetSecretValue', 'BatchGetSecretValue'],
    ec2: ['GetPasswordData'],
    lightsail: ['GetRelationalDatabaseMasterUserPassword', 'DownloadDefaultKeyPair'],
    redshift: ['GetClusterCredentials', 'GetClusterCredentialsWithIAM'],
  },
  destruction: {
    s3: ['DeleteBucket'],
    ec2: ['TerminateInstances', 'DeleteVolume', 'DeleteSnapshot', 'DeregisterImage'],
    rds: [
      'DeleteDBInstance',
      'DeleteDBCluster',
      'DeleteDBSnapshot',
      'DeleteDBClusterSnapshot',
      'DeleteDBInstanceAutomatedBackup',
      'DeleteGlobalCluster',
    ],
    dynamodb: ['DeleteTable', 'DeleteBackup'],
    redshift: ['DeleteCluster', 'DeleteClusterSnapshot'],
    elasticfilesystem: ['DeleteFileSystem'],
    fsx: ['DeleteFileSystem', 'DeleteBackup', 'DeleteVolume'],
    kms: ['ScheduleKeyDeletion', 'DeleteImportedKeyMaterial'],
    secretsmanager: ['DeleteSecret'],
    backup: [
      'DeleteBackupVault',
      'DeleteRecoveryPoint',
      'DeleteBackupPlan',
      'DeleteBackupVaultLockConfiguration',
    ],
    cloudformation: ['DeleteStack', 'DeleteStackSet', 'DeleteStackInstances'],
    eks: ['DeleteCluster'],
    ecr: ['DeleteRepository'],
    route53: ['DeleteHostedZone'],
    elasticache: ['DeleteReplicationGroup', 'DeleteCacheCluster', 'DeleteSnapshot'],
    es: ['DeleteDomain', 'DeleteElasticsearchDomain'],
    'cognito-idp': ['DeleteUserPool'],
  },
  assumeRoot: { sts: ['AssumeRoot'] },
};

const classOfEvent: ReadonlyMap<string, EventClass> = new Map(
  Object.entries(namedEvents).flatMap(([eventClass, services]) =>
    Object.entries(services).flatMap(([service, names]) =>
      names.map((name) => [`${service}.amazonaws.com ${name}`, eventClass as EventClass] as const),
    ),
  ),
);

/** Services that nobody listed name what they destroy in the same way. It makes an event worse, never better. */
const namesDeletion = /^(?:Batch)?(?:Delete|Terminate|Purge|Destroy|Deregister)(?=[A-Z]|$)/;

/** AWS's own policies that give everything, or the means to take it ("AWS managed policies for job functions"). */
const givesEverything = /:policy\/(?:AdministratorAccess|IAMFullAccess)$/;

/** What kind of use it is: by the event's name, and in a few cases by how it went or what it concerns. */
export function classify(use: RootUse): EventClass {
  if (use.cloud === 'ncloud') {
    const known = ncloudClassOf(use);
    return known === 'signIn' ? signInOf(use) : known;
  }
  if (use.eventSource === 'signin.amazonaws.com' && use.eventName === 'ConsoleLogin') {
    return signInOf(use);
  }
  const named = classOfEvent.get(`${use.eventSource} ${use.eventName}`);
  if (named === 'identity' && /^Attach/.test(use.eventName) && concernsPolicy(use, givesEverything))
    return 'adminGranted';
  if (named !== undefined) return named;
  if (namesDeletion.test(use.eventName)) return 'deletion';
  return use.isReadOnly ? 'read' : 'action';
}

function concernsPolicy({ concerns }: RootUse, which: RegExp): boolean {
  return concerns.some(({ kind, value }) => kind === 'policy' && which.test(value));
}

function signInOf({ outcome, hasMfa }: RootUse): SignIn {
  if (outcome === 'failure') return 'signInFailed';
  if (outcome === 'unknown') return 'signInUnclear';
  if (hasMfa === undefined) return 'signInMfaUnknown';
  return hasMfa ? 'signInWithMfa' : 'signInWithoutMfa';
}

export function actorOf(use: RootUse): Actor {
  const { identity } = use;
  // Who asks for a root session is told by that, and has none yet.
  if (classify(use) === 'assumeRoot') return 'root';
  if (identity.isAssumedRoot) return 'centralizedSession';
  // The last is how old records write a person in the console.
  if (identity.invokedBy !== undefined && identity.invokedBy !== 'signin.amazonaws.com')
    return 'service';
  return identity.type === 'FederatedUser' ? 'federatedSession' : 'root';
}

/** How bad an activity is; what cannot be read may be anything. */
export function severityOfActivity(activity: RootActivity): Severity {
  return activity.kind === 'use' ? severityOf(activity) : 'high';
}

/** How bad a use is: what was done, and no worse than who did it allows. */
export function severityOf(use: RootUse): Severity {
  if (use.cloud === 'ncloud') return ncloudSeverityOf(use);
  return mildest(severityOfClass[classify(use)], worstOfActor[actorOf(use)]);
}

/** A log-in and a new access key have the words that the users of Naver Cloud's guides know: 주의 and 경고. */
function ncloudSeverityOf(use: RootUse): Severity {
  const eventClass = classify(use);
  if (eventClass === 'signInWithoutMfa' || eventClass === 'accessKeyCreated') return 'high';
  if (signIns.some((signIn) => signIn === eventClass)) return 'medium';
  return isLogOut(use) ? 'low' : severityOfClass[eventClass];
}

function mildest(...all: readonly Severity[]): Severity {
  return severities.findLast((severity) => all.includes(severity)) ?? 'high';
}

/** Section of the runbook for each class. */
const sectionOfClass = {
  signInWithoutMfa: 'sign-in',
  signInWithMfa: 'sign-in',
  signInMfaUnknown: 'sign-in',
  signInFailed: 'sign-in-failed',
  signInUnclear: 'sign-in',
  signInMfaCheck: 'sign-in',
  accessKeyCreated: 'access-key',
  accessKeyChanged: 'access-key',
  credential: 'credential',
  sessionIssued: 'credential',
  mfaAdded: 'mfa',
  mfaRemoved: 'mfa',
  password: 'password',
  passwordRecovery: 'password',
  passwordReset: 'password',
  email: 'email',
  owner: 'email',
  loggingOff: 'logging',
  loggingChanged: 'logging',
  detectionOff: 'detection',
  detectionChanged: 'detection',
  alertingOff: 'detection',
  watchChanged: 'detection',
  organization: 'organization',
  account: 'account',
  adminGranted: 'identity',
  trust: 'identity',
  identity: 'identity',
  dataExposed: 'exposure',
  networkExposed: 'exposure',
  secretRead: 'secret',
  destruction: 'deletion',
  deletion: 'deletion',
  assumeRoot: 'centralized-session',
  read: 'read',
  action: 'action',
} as const satisfies Readonly<Record<EventClass, string>>;

const sectionOfActor = {
  federatedSession: 'federated-session',
  centralizedSession: 'centralized-session',
  service: 'service',
} as const satisfies Readonly<Record<Exclude<Actor, 'root'>, string>>;

const otherSections = ['alarm', 'unreadable', 'drill', 'naver-cloud'] as const;

export type RunbookSection =
  | (typeof sectionOfClass)[EventClass]
  | (typeof sectionOfActor)[Exclude<Actor, 'root'>]
  | (typeof otherSections)[number];

/** Every section of the runbook that a message can lead to. */
export const runbookSections: readonly RunbookSection[] = [
  ...new Set([
    ...Object.values(sectionOfClass),
    ...Object.values(sectionOfActor),
    ...otherSections,
  ]),
];

/** The section of docs/runbook.md on an activity, which is also its anchor there. */
export function runbookSectionOf(activity: RootActivity): RunbookSection {
  if (activity.isDrill) return 'drill';
  if (activity.kind !== 'alarm' && activity.cloud === 'ncloud') return 'naver-cloud';
  if (activity.kind !== 'use') return activity.kind;
  const actor = actorOf(activity);
  return actor === 'root' ? sectionOfClass[classify(activity)] : sectionOfActor[actor];
}
