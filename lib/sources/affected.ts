import { jsonOrText } from '../json.ts';
import type { Affected, AffectedKind } from '../root-activity.ts';

/** Where records name one kind of resource. */
interface Place {
  readonly kind: AffectedKind;
  /** Dotted paths in the request or, after `→`, in the response. The first that is there counts. */
  readonly paths: readonly string[];
  /** The only service whose parameters are meant, where others use the same name for something else. */
  readonly service?: string;
}

/**
 * CloudTrail writes the parameters of an API in lower camel case (`dBInstanceIdentifier`), and the lists of EC2
 * under `items`.
 */
const places: readonly Place[] = [
  {
    kind: 'accessKey',
    paths: ['→accessKey.accessKeyId', '→credentials.accessKeyId', 'accessKeyId'],
  },
  {
    kind: 'credential',
    service: 'iam',
    paths: [
      '→certificate.certificateId',
      '→serviceSpecificCredential.serviceSpecificCredentialId',
      '→sSHPublicKey.sSHPublicKeyId',
      'certificateId',
      'serviceSpecificCredentialId',
      'sSHPublicKeyId',
    ],
  },
  { kind: 'user', paths: ['userName'] },
  { kind: 'user', service: 'sts', paths: ['name'] },
  { kind: 'role', paths: ['roleName'] },
  { kind: 'group', service: 'iam', paths: ['groupName'] },
  { kind: 'policy', paths: ['policyArn', 'policyName', 'policyId'] },
  { kind: 'mfaDevice', paths: ['serialNumber'] },
  {
    kind: 'identityProvider',
    service: 'iam',
    paths: ['sAMLProviderArn', 'openIDConnectProviderArn', 'url', 'name'],
  },
  { kind: 'trail', service: 'cloudtrail', paths: ['name', 'trailName'] },
  { kind: 'resource', service: 'cloudtrail', paths: ['eventDataStore'] },
  { kind: 'recorder', paths: ['configurationRecorderName', 'configurationRecorder.name'] },
  { kind: 'detector', paths: ['detectorId'] },
  { kind: 'alarm', paths: ['alarmNames', 'alarmName'] },
  { kind: 'rule', service: 'events', paths: ['name', 'rule'] },
  { kind: 'logGroup', paths: ['logGroupName'] },
  { kind: 'bucket', paths: ['bucketName'] },
  {
    kind: 'snapshot',
    paths: ['snapshotId', 'dBSnapshotIdentifier', 'dBClusterSnapshotIdentifier'],
  },
  { kind: 'image', paths: ['imageId'] },
  { kind: 'instance', paths: ['instanceId', 'instancesSet.items.instanceId'] },
  { kind: 'securityGroup', service: 'ec2', paths: ['groupId', 'groupName'] },
  { kind: 'database', paths: ['dBInstanceIdentifier', 'dBClusterIdentifier'] },
  { kind: 'table', paths: ['tableName'] },
  { kind: 'function', paths: ['functionName'] },
  { kind: 'key', service: 'kms', paths: ['keyId'] },
  { kind: 'secret', paths: ['secretId'] },
  { kind: 'secret', service: 'ssm', paths: ['name', 'names'] },
  { kind: 'stack', paths: ['stackName'] },
  { kind: 'backup', paths: ['recoveryPointArn', 'backupVaultName'] },
  { kind: 'repository', paths: ['repositoryName'] },
  { kind: 'topic', paths: ['topicArn'] },
  { kind: 'domain', paths: ['hostedZoneId', 'domainName'] },
  { kind: 'contact', service: 'account', paths: ['alternateContactType'] },
  { kind: 'changedRegion', service: 'account', paths: ['regionName'] },
  { kind: 'account', paths: ['accountId'] },
  { kind: 'email', paths: ['emailAddress', 'primaryEmail'] },
  {
    kind: 'resource',
    paths: [
      'analyzerName',
      'standardsSubscriptionArns',
      'deliveryChannelName',
      'flowLogIds',
      'DeleteFlowLogsRequest.FlowLogId.content',
      'fileSystemId',
      'volumeId',
      'clusterIdentifier',
    ],
  },
];

/** Where records name with whom something is shared. */
const receivers: readonly string[] = [
  'createVolumePermission.add.items.userId',
  'createVolumePermission.add.items.group',
  'launchPermission.add.items.userId',
  'launchPermission.add.items.group',
  'valuesToAdd',
  'x-amz-acl',
  'AccessControlPolicy.AccessControlList.Grant.Grantee.URI',
  'principal',
  'granteePrincipal',
];

/** Where records have the policy of a resource, as an object or as JSON text. */
const resourcePolicies: readonly string[] = [
  'bucketPolicy',
  'assumeRolePolicyDocument',
  'policyDocument',
  'policy',
  'policyText',
  'resourcePolicy',
];

/** More than this would bury the rest of the message. */
const maxAffected = 5;
const maxValues = 3;
/** How many items of a list, or statements of a policy, are read. */
const maxItems = 50;
/** In characters. */
const maxPolicyLength = 65_536;

/**
 * What a call affects: the resources it acts on, then who gains access by it. At most five kinds, and three
 * names of each.
 *
 * @param service the first part of `eventSource`.
 * @param request as the record has it: hostile.
 * @param response as the record has it: hostile.
 */
export function affectedOf(
  service: string | undefined,
  request: unknown,
  response: unknown,
): readonly Affected[] {
  const resources = places
    .filter((place) => place.service === undefined || place.service === service)
    .map(({ kind, paths }) => ({ kind, values: firstFound(paths, request, response) }));
  const access = [
    { kind: 'openedTo', values: openings(request) },
    {
      kind: 'sharedWith',
      values: [
        ...receivers.flatMap((path) => textsAt(request, path)).map(withoutGroupAddress),
        ...resourcePolicies.flatMap((path) =>
          allowedPrincipals(valuesAt(request, path.split('.'))[0]),
        ),
      ],
    },
  ] as const;
  const known = new Set<AffectedKind>();
  const all: Affected[] = [];
  for (const { kind, values } of [...resources, ...access]) {
    if (values.length === 0 || known.has(kind)) continue;
    known.add(kind);
    all.push({ kind, value: listed(values) });
  }
  // Who gains access is never left out.
  const kept = all.filter(({ kind }) => kind === 'openedTo' || kind === 'sharedWith');
  const others = all.filter((item) => !kept.includes(item));
  return [...others.slice(0, maxAffected - kept.length), ...kept];
}

function firstFound(paths: readonly string[], request: unknown, response: unknown): string[] {
  for (const path of paths) {
    const values = path.startsWith('→') ? textsAt(response, path.slice(1)) : textsAt(request, path);
    if (values.length > 0) return values;
  }
  return [];
}

/** `i-1, i-2, i-3, +7`. */
function listed(values: readonly string[]): string {
  const distinct = [...new Set(values)];
  const rest = distinct.length - maxValues;
  return [...distinct.slice(0, maxValues), ...(rest > 0 ? [`+${rest}`] : [])].join(', ');
}

/** `tcp 22 0.0.0.0/0`: what a security group lets in, and from where. */
function openings(request: unknown): string[] {
  return valuesAt(request, ['ipPermissions', 'items']).flatMap((permission) => {
    const protocol = textsAt(permission, 'ipProtocol')[0];
    const [from] = textsAt(permission, 'fromPort');
    const [to] = textsAt(permission, 'toPort');
    const ports = from === to ? from : `${from}-${to}`;
    // -1 means every protocol on every port (EC2, IpPermission).
    const what = protocol === '-1' ? 'all' : [protocol, ports].filter(Boolean).join(' ');
    const ranges = [
      ...textsAt(permission, 'ipRanges.items.cidrIp'),
      ...textsAt(permission, 'ipv6Ranges.items.cidrIpv6'),
      ...textsAt(permission, 'prefixListIds.items.prefixListId'),
      ...textsAt(permission, 'groups.items.groupId'),
    ];
    return ranges.map((range) => `${what} ${range}`);
  });
}

/** The principals that a policy allows something. A statement that denies shares nothing. */
function allowedPrincipals(policy: unknown): string[] {
  const text = typeof policy === 'string' && policy.length <= maxPolicyLength;
  const document = text ? jsonOrText(policy) : policy;
  return valuesAt(document, ['Statement']).flatMap((statement) => {
    if (textsAt(statement, 'Effect')[0] !== 'Allow') return [];
    return ['Principal', 'Principal.AWS', 'Principal.Federated', 'Principal.Service'].flatMap(
      (path) => textsAt(statement, path),
    );
  });
}

/** `AllUsers`, where an ACL has the address of that group (S3, "Amazon S3 predefined groups"). */
function withoutGroupAddress(receiver: string): string {
  return receiver.replace(/^https?:\/\/acs\.amazonaws\.com\/groups\/(?:global|s3)\//, '');
}

function textsAt(value: unknown, path: string): string[] {
  return valuesAt(value, path.split('.')).flatMap((found) => {
    const text = typeof found === 'number' ? String(found) : found;
    return typeof text === 'string' && text.trim() !== '' ? [text] : [];
  });
}

/** Everything at a path, also through lists on the way. Lists in lists are skipped: they could be nested without end. */
function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) {
    const items = value.slice(0, maxItems).filter((item) => !Array.isArray(item));
    return items.flatMap((item) => valuesAt(item, path));
  }
  const [key, ...rest] = path;
  if (key === undefined) return [value];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return [];
  return valuesAt((value as Readonly<Record<string, unknown>>)[key], rest);
}
