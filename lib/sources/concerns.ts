import type { Concern, ConcernKind } from '../root-activity.ts';

type Bag = Readonly<Record<string, unknown>> | undefined;

/** Where records name what a call is about, in the order in which it tells most. */
const tellingPaths: readonly (readonly [ConcernKind, ...paths: readonly string[]])[] = [
  ['accessKey', 'accessKeyId'],
  ['user', 'userName'],
  ['mfaDevice', 'serialNumber'],
  ['trail', 'name', 'trailName'],
  ['bucket', 'bucketName'],
  ['role', 'roleName'],
  ['group', 'groupName'],
  ['policy', 'policyArn', 'policyName'],
  ['function', 'functionName'],
  ['instance', 'instanceId'],
  ['securityGroup', 'groupId'],
  ['database', 'dBInstanceIdentifier', 'dBClusterIdentifier'],
  ['table', 'tableName'],
  ['key', 'keyId'],
  ['secret', 'secretId'],
  ['detector', 'detectorId'],
  ['recorder', 'configurationRecorderName'],
  ['domain', 'hostedZoneId'],
  ['account', 'accountId'],
  ['email', 'emailAddress'],
];

/** More of them would bury the message. */
const mostConcerns = 3;

/** What a call is about. Bags are as the record has them: hostile. */
export function concernsOf(request: Bag, response: Bag): readonly Concern[] {
  const made = response?.['accessKey'];
  const sources = [typeof made === 'object' && made !== null ? (made as Bag) : {}, request ?? {}];
  return tellingPaths
    .flatMap(([kind, ...paths]) => {
      const values = sources.flatMap((source) => paths.map((path) => source?.[path]));
      const value = values.find((it) => typeof it === 'string' && it.trim() !== '');
      return typeof value === 'string' ? [{ kind, value }] : [];
    })
    .slice(0, mostConcerns);
}
