import type { EffectKind } from '../../classify/effect.ts';

/** A parameter that makes things riskier with some values and safer with others. */
export interface Setting {
  /** Dotted, in the request. */
  readonly paths: readonly string[];
  /** The events that have it. */
  readonly events: RegExp;
  readonly risky: RegExp;
  /** Undefined: no value makes anything safer by itself. */
  readonly safe?: RegExp;
  readonly effects: readonly [risky: EffectKind, safe: EffectKind];
}

const protection = ['weakens', 'strengthens'] as const;
const watching = ['switchesOff', 'switchesOn'] as const;
const network = ['opensNetwork', 'closesNetwork'] as const;
const data = ['opensToAll', 'closes'] as const;
const sharing = ['opens', 'closes'] as const;
const off = /^false$/i;
const on = /^true$/i;

const metadata = 'ModifyInstanceMetadataOptionsRequest';

/**
 * Parameters by the API references of their services, spelled as CloudTrail writes them: in lower camel case, but S3 and
 * some calls of EC2 as in the request.
 */
export const settings: readonly Setting[] = [
  // S3. All four settings of the block must be on ("Blocking public access to your Amazon S3 storage").
  ...['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'].map(
    (flag): Setting => ({
      paths: [`PublicAccessBlockConfiguration.${flag}`],
      events: /PublicAccessBlock$/,
      risky: off,
      safe: on,
      effects: sharing,
    }),
  ),
  {
    paths: ['VersioningConfiguration.Status'],
    events: /^PutBucketVersioning$/,
    risky: /^Suspended$/i,
    safe: /^Enabled$/i,
    effects: protection,
  },
  {
    paths: ['VersioningConfiguration.MfaDelete', 'VersioningConfiguration.MFADelete'],
    events: /^PutBucketVersioning$/,
    risky: /^Disabled$/i,
    safe: /^Enabled$/i,
    effects: protection,
  },
  // EC2. Version 1 of the metadata service needs no token and so gives keys to who tricks a server into a request.
  {
    paths: [
      `${metadata}.HttpTokens`,
      'ModifyInstanceMetadataDefaultsRequest.HttpTokens',
      'httpTokens',
      'metadataOptions.httpTokens',
    ],
    events: /^ModifyInstanceMetadata|^RunInstances$/,
    risky: /^optional$/i,
    safe: /^required$/i,
    effects: protection,
  },
  {
    paths: ['disableApiTermination.value', 'disableApiStop.value'],
    events: /^ModifyInstanceAttribute$/,
    risky: off,
    safe: on,
    effects: protection,
  },
  {
    paths: [
      'internetGatewayBlockMode',
      'ModifyVpcBlockPublicAccessOptionsRequest.InternetGatewayBlockMode',
    ],
    events: /^ModifyVpcBlockPublicAccessOptions$/,
    risky: /^off$/i,
    safe: /^block-/i,
    effects: network,
  },
  // Databases.
  {
    paths: ['publiclyAccessible'],
    events: /^(?:Modify|Create|Restore)/,
    risky: on,
    safe: off,
    effects: network,
  },
  {
    paths: ['deletionProtection', 'deletionProtectionEnabled'],
    events: /^(?:Modify|Update)/,
    risky: off,
    safe: on,
    effects: protection,
  },
  {
    paths: ['backupRetentionPeriod'],
    events: /^ModifyDB/,
    risky: /^0$/,
    effects: protection,
  },
  {
    paths: [
      'pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled',
      'pointInTimeRecoveryDescription.pointInTimeRecoveryEnabled',
    ],
    events: /^UpdateContinuousBackups$/,
    risky: off,
    safe: on,
    effects: protection,
  },
  // Logging, detection, alarms.
  {
    paths: ['enable'],
    events: /^(?:Update|Create)Detector$/,
    risky: off,
    safe: on,
    effects: watching,
  },
  {
    paths: ['isMultiRegionTrail', 'includeGlobalServiceEvents', 'enableLogFileValidation'],
    events: /^UpdateTrail$/,
    risky: off,
    safe: on,
    effects: watching,
  },
  {
    paths: ['isLogging', 'loggingEnabled', 'enableLogging', 'logging.clusterLogging.enabled'],
    events: /./,
    risky: off,
    safe: on,
    effects: watching,
  },
  { paths: ['actionsEnabled'], events: /^Put.*Alarm$/, risky: off, effects: watching },
  { paths: ['state'], events: /^PutRule$/, risky: /^DISABLED$/i, effects: watching },
  {
    paths: ['status'],
    events: /^UpdateMacieSession$/,
    risky: /^PAUSED$/i,
    safe: /^ENABLED$/i,
    effects: watching,
  },
  {
    paths: [
      'features.status',
      ...['s3Logs', 'kubernetes.auditLogs', 'malwareProtection.scanEc2InstanceWithFindings'].map(
        (source) => `dataSources.${source}.enable`,
      ),
    ],
    events: /^Update(?:Member)?Detectors?$/,
    risky: /^(?:DISABLED|false)$/i,
    effects: watching,
  },
  {
    paths: ['autoEnable', 'autoEnableOrganizationMembers'],
    events: /^UpdateOrganizationConfiguration$/,
    risky: /^(?:false|NONE)$/i,
    effects: watching,
  },
  {
    paths: ['controlStatus'],
    events: /^UpdateStandardsControl$/,
    risky: /^DISABLED$/i,
    effects: watching,
  },
  {
    paths: ['eventSelectors.readWriteType'],
    events: /^PutEventSelectors$/,
    risky: /^(?:ReadOnly|WriteOnly)$/i,
    effects: protection,
  },
  {
    paths: ['eventSelectors.includeManagementEvents'],
    events: /^PutEventSelectors$/,
    risky: off,
    effects: watching,
  },
  {
    paths: ['loggingConfig.textDataDeliveryEnabled'],
    events: /^PutModelInvocationLoggingConfiguration$/,
    risky: off,
    effects: watching,
  },
  {
    paths: ['enableTerminationProtection'],
    events: /^UpdateTerminationProtection$/,
    risky: off,
    safe: on,
    effects: protection,
  },
  { paths: ['encrypted'], events: /^ModifyCluster$/, risky: off, safe: on, effects: protection },
  {
    paths: ['projectVisibility'],
    events: /^UpdateProjectVisibility$/,
    risky: /^PUBLIC_READ$/i,
    safe: /^PRIVATE$/i,
    effects: data,
  },
  // Credentials and endpoints.
  {
    paths: ['status'],
    events:
      /^Update(?:AccessKey|SigningCertificate|SSHPublicKey|ServiceSpecificCredential|CloudFrontPublicKey)$/,
    risky: /^Active$/i,
    safe: /^Inactive$/i,
    effects: sharing,
  },
  {
    paths: ['authType'],
    events: /^Update\w*FunctionUrlConfig/,
    risky: /^NONE$/i,
    safe: /^AWS_IAM$/i,
    effects: data,
  },
  // One that is made opens something, whoever may use it.
  {
    paths: ['authType'],
    events: /^Create\w*FunctionUrlConfig/,
    risky: /^NONE$/i,
    effects: data,
  },
  {
    paths: ['resourcesVpcConfig.endpointPublicAccess'],
    events: /^(?:UpdateCluster(?:Config)?|CreateCluster)$/,
    risky: on,
    safe: off,
    effects: network,
  },
];
