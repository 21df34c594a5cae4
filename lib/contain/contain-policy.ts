import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { jsonOrText } from '../json.ts';
import type { ContainTarget } from './contain-target.ts';

/** A service control policy. */
export interface ContainPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly [
    {
      readonly Sid: string;
      readonly Effect: 'Deny';
      readonly Action: '*';
      readonly Resource: '*';
      readonly Condition: Readonly<Record<string, Readonly<Record<string, string | string[]>>>>;
    },
  ];
}

/**
 * The service control policy that denies exactly this. It denies no role and no user anything, so neither forwarders nor
 * StackSets in that account feel it, and CloudTrail records what it refuses: root-alert goes on seeing root.
 *
 * Sources: IAM User Guide, "AWS global condition context keys": `aws:SignInSessionArn` (ARN operators, and the same value
 * with each renewal), `aws:PrincipalArn` (root's, and of sessions that were federated), `aws:AssumedRoot`.
 */
export function containPolicy(target: ContainTarget): ContainPolicy {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: target.kind === 'session' ? 'ContainRootSession' : 'ContainRoot',
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: conditionOf(target),
      },
    ],
  };
}

function conditionOf(target: ContainTarget): ContainPolicy['Statement'][0]['Condition'] {
  if (target.kind === 'session') {
    return { ArnEquals: { 'aws:SignInSessionArn': target.sessionArn } };
  }
  const { accountId, partition } = target;
  return {
    ArnLike: {
      'aws:PrincipalArn': [
        `arn:${partition}:iam::${accountId}:root`,
        `arn:${partition}:sts::${accountId}:federated-user/*`,
      ],
    },
    // Else it would refuse the management account's own sessions too, by which root's credentials are deleted.
    Null: { 'aws:AssumedRoot': 'true' },
  };
}

/** The policy as JSON, on one line and without blanks: as it is attached, and as a message can show it. */
export function containPolicyText(target: ContainTarget): string {
  return JSON.stringify(containPolicy(target));
}

/** How the names of the policies begin that `npm run contain` makes. */
export const containNamePrefix = 'root-alert-contain-';

/** A policy as Organizations keeps it. */
export interface NamedContainPolicy {
  readonly name: string;
  readonly description: string;
  readonly content: string;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
}

/** The policy as it is made: the same target gives the same name, so that it is made once. */
export function namedContainPolicy(target: ContainTarget): NamedContainPolicy {
  const { accountId } = target;
  const denied = target.kind === 'session' ? target.sessionArn : 'all-root';
  const hash = createHash('sha256').update(`${accountId} ${denied}`).digest('hex').slice(0, 16);
  return {
    name: `${containNamePrefix}${hash}`,
    description: `Made by npm run contain of root-alert. Denies in account ${accountId}: ${denied}. Take it off by --release.`,
    content: containPolicyText(target),
    tags: [
      { Key: 'root-alert', Value: 'contain' },
      { Key: 'root-alert-account', Value: accountId },
      { Key: 'root-alert-denies', Value: denied },
    ],
  };
}

const tagsSchema = v.array(v.object({ Key: v.string(), Value: v.string() }));

/**
 * Whether a policy of that name is the one that `npm run contain` makes. Somebody may have made another with the name before,
 * which denies nothing, or everything.
 */
export function isMadeByContain(
  { content, tags }: NamedContainPolicy,
  found: { readonly content: string | undefined; readonly tags: unknown },
): boolean {
  const parsed = v.safeParse(tagsSchema, found.tags);
  if (!parsed.success || found.content === undefined) return false;
  const has = ({ Key, Value }: { Key: string; Value: string }): boolean =>
    parsed.output.some((tag) => tag.Key === Key && tag.Value === Value);
  return isSameJson(found.content, content) && tags.every(has);
}

/** Organizations may lay the text out anew. */
function isSameJson(one: string, other: string): boolean {
  return JSON.stringify(jsonOrText(one)) === JSON.stringify(jsonOrText(other));
}
