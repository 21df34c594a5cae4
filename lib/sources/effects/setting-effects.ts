import type { Effect, EffectKind } from '../../classify/effect.ts';
import { textsAt, valuesAt } from '../affected/value-at.ts';
import type { Call, FoundEffects } from './call.ts';

/** A parameter that makes things riskier with some values and safer with others. */
interface Setting {
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
const settings: readonly Setting[] = [
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
    paths: [`${metadata}.HttpTokens`, 'httpTokens', 'metadataOptions.httpTokens'],
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
    events: /FunctionUrlConfig/,
    risky: /^NONE$/i,
    safe: /^AWS_IAM$/i,
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

/** What flags and states in a request switch or open. */
export function settingEffects({ eventName, request }: Call): FoundEffects {
  const known = settings.filter(({ events }) => events.test(eventName));
  const effects = known.flatMap((setting) =>
    setting.paths.flatMap((path) =>
      valuesAt(request, path.split('.')).flatMap((value) => effectOf(setting, path, value)),
    ),
  );
  const keys = known.flatMap(({ paths }) => paths).map((path) => path.split('.')[0] ?? path);
  const others = [...missingBlocks(eventName, request), ...expirations(eventName, request)];
  return { effects: distinct([...effects, ...others]), keys };
}

function effectOf({ risky, safe, effects }: Setting, path: string, value: unknown): Effect[] {
  if (!['string', 'number', 'boolean'].includes(typeof value)) return [];
  const text = String(value);
  const setting = `${settingName(path)} = ${text}`;
  if (risky.test(text)) return [{ kind: effects[0], setting }];
  return safe?.test(text) ? [{ kind: effects[1], setting }] : [];
}

/** Names that say nothing without the one before them. */
const vague = /^(?:status|state|value|enable|enabled)$/i;

function settingName(path: string): string {
  const parts = path.split('.');
  return parts.slice(vague.test(parts.at(-1) ?? '') ? -2 : -1).join('.');
}

/** A setting of the block that a request leaves out is off (S3 API, "PutPublicAccessBlock"). */
function missingBlocks(eventName: string, request: unknown): Effect[] {
  if (!/^Put(?:Bucket|Account)?PublicAccessBlock$/.test(eventName)) return [];
  const configuration = valuesAt(request, ['PublicAccessBlockConfiguration'])[0];
  const flags = typeof configuration === 'object' && configuration !== null ? configuration : {};
  return ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets']
    .filter((flag) => !Object.hasOwn(flags, flag))
    .map((flag) => ({ kind: 'opens', setting: `${flag} = false` }));
}

/** A rule of a lifecycle that is on and lets objects, or their old versions, expire (S3 API, "LifecycleRule"). */
function expirations(eventName: string, request: unknown): Effect[] {
  if (!/^PutBucketLifecycle(?:Configuration)?$/.test(eventName)) return [];
  return valuesAt(request, ['LifecycleConfiguration', 'Rule'])
    .flat()
    .filter((rule) => valuesAt(rule, ['Status'])[0] !== 'Disabled')
    .flatMap((rule) => [
      ...textsAt(rule, 'Expiration.Days').map((days) => `Expiration = ${days} d`),
      ...textsAt(rule, 'Expiration.Date').map((date) => `Expiration = ${date}`),
      ...textsAt(rule, 'NoncurrentVersionExpiration.NoncurrentDays').map(
        (days) => `NoncurrentVersionExpiration = ${days} d`,
      ),
    ])
    .map((setting) => ({ kind: 'weakens', setting }));
}

function distinct(effects: readonly Effect[]): Effect[] {
  return [...new Map(effects.map((it) => [`${it.kind} ${it.setting}`, it])).values()];
}
