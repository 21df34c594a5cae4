import * as v from 'valibot';
import type { UseFacts } from '../root-activity.ts';

/** What `npm run contain` denies: one sign-in session of root, or all that root does, in one member account. */
export type ContainTarget =
  | { readonly kind: 'session'; readonly accountId: string; readonly sessionArn: string }
  | { readonly kind: 'allRoot'; readonly accountId: string; readonly partition: Partition };

const partitions = ['aws', 'aws-cn', 'aws-us-gov'] as const;
export type Partition = (typeof partitions)[number];

export const accountIdSchema = v.pipe(v.string(), v.regex(/^\d{12}$/));

/**
 * The ARN of a sign-in session, as CloudTrail's `signInSessionArn` has it, and nothing else: no wildcard and no policy variable
 * gets into a policy by it.
 */
export const sessionArnSchema = v.pipe(
  v.string(),
  v.regex(
    new RegExp(
      `^arn:(?:${partitions.join('|')}):signin:[a-z0-9-]{1,30}:\\d{12}:session/[A-Za-z0-9_-]{1,128}$`,
    ),
  ),
);

/** Undefined: it is no session of this account's. */
export function sessionTarget(accountId: string, sessionArn: string): ContainTarget | undefined {
  if (!v.is(accountIdSchema, accountId) || !v.is(sessionArnSchema, sessionArn)) return undefined;
  return sessionArn.split(':')[4] === accountId
    ? { kind: 'session', accountId, sessionArn }
    : undefined;
}

/** Undefined: it is no account, or AWS has no such partition. */
export function allRootTarget(accountId: string, partition: string): ContainTarget | undefined {
  const known = partitions.find((it) => it === partition);
  if (!v.is(accountIdSchema, accountId) || known === undefined) return undefined;
  return { kind: 'allRoot', accountId, partition: known };
}

/**
 * What would contain a use of root by a member account's root: the least that works. Only a sign-in of `aws login`, of an
 * application or of an agent can be denied by itself: requests of the console do not carry the key, though their records
 * name a session (IAM User Guide, "AWS global condition context keys", `aws:SignInSessionArn`).
 *
 * Whether the account is the management account, where no policy works, is for the caller to know.
 *
 * @returns undefined: a policy is no answer to it. Such are a centralized session, which its own role started and a quarter
 *   of an hour ends, and a use of another cloud or of no known account.
 */
export function targetContaining(use: UseFacts): ContainTarget | undefined {
  const { accountId = '', cloud, identity, isFromConsole } = use;
  if (cloud !== 'aws' || identity.isAssumedRoot) return undefined;
  const partition = identity.arn?.split(':')[1] ?? 'aws';
  const session =
    isFromConsole || identity.signInSessionArn === undefined
      ? undefined
      : sessionTarget(accountId, identity.signInSessionArn);
  return session ?? allRootTarget(accountId, partition);
}
