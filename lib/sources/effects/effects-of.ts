import type { Effect, EffectKind } from '../../classify/effect.ts';
import { aclEffects } from './acl-effects.ts';
import type { Call } from './call.ts';
import { networkEffects } from './network-effects.ts';
import { policyEffects } from './policy-effects.ts';
import { settingEffects } from './setting-effects.ts';
import { sharingEffects } from './sharing-effects.ts';

/** Parameters that say what a call is about and change nothing. S3 puts the subresource there, without a value. */
const identifying = new Set([
  ...['name', 'trailName', 'bucketName', 'functionName', 'qualifier', 'userName', 'accessKeyId'],
  ...['dBInstanceIdentifier', 'dBClusterIdentifier', 'clusterIdentifier', 'detectorId'],
  ...['dBSnapshotIdentifier', 'dBClusterSnapshotIdentifier', 'snapshotId', 'imageId'],
  ...['instanceId', 'vpcId', 'keyId', 'queueUrl', 'topicArn', 'networkAclId', 'groupId'],
  ...['attributeType', 'attribute', 'attributeName', 'operationType', 'applyImmediately'],
  ...['stackName', 'tableName', 'loadBalancerArn', 'backupVaultName'],
  ...['permissionType', 'projectArn', 'label', 'standardsControlArn', 'grantId'],
  ...['Host', 'accountId', 'expectedBucketOwner', 'dryRun', 'clientToken', 'ruleNumber', 'egress'],
]);

/** Effects that are safe only if the request does nothing else. */
const safe: readonly EffectKind[] = ['closes', 'closesNetwork', 'switchesOn', 'strengthens'];

/**
 * What a call does to access and protection, as far as its request says. Never throws.
 *
 * @param call whose request is as the record has it: hostile.
 */
export function effectsOf(call: Call): readonly Effect[] {
  const read = [aclEffects, networkEffects, policyEffects, settingEffects, sharingEffects].map(
    (reader) => reader(call),
  );
  const effects = read.flatMap(({ effects: found }) => found);
  const known = new Set(read.flatMap(({ keys }) => keys));
  const hasMore = unexplainedKeys(call.request, known).length > 0;
  return hasMore ? effects.filter(({ kind }) => !safe.includes(kind)) : effects;
}

/** Parameters that nobody here understands. They may do the opposite of those that are understood. */
function unexplainedKeys(request: unknown, known: ReadonlySet<string>): string[] {
  if (typeof request !== 'object' || request === null) return [];
  return Object.entries(request)
    .filter(([key, value]) => !identifying.has(key) && !known.has(key) && !isEmpty(value))
    .map(([key]) => key);
}

function isEmpty(value: unknown): boolean {
  const [first, ...others] = Array.isArray(value) ? value : [value];
  return others.length === 0 && (first === '' || first === null || first === undefined);
}
