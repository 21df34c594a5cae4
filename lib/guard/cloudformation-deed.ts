import { executionRoleName } from '../resource-names.ts';
import { hashId } from '../sources/hash-id.ts';
import { literal } from './own-names.ts';
import type { Loss } from './part-kinds.ts';

/** Who a record says made a call. Strings are as the record has them. */
export interface Caller {
  readonly accountId: string | undefined;
  readonly arn: string | undefined;
  readonly invokedBy: string | undefined;
  readonly sourceIp: string | undefined;
}

const cloudFormation = 'cloudformation.amazonaws.com';
const hourMs = 3_600_000;

/** Whether CloudFormation made the call for somebody. AWS writes both fields; a caller cannot. */
export function isByCloudFormation({ invokedBy, sourceIp }: Caller): boolean {
  return invokedBy === cloudFormation || sourceIp === cloudFormation;
}

/**
 * Whether a StackSet made the call, so that the one line on its deployment has said it. That of this account works with
 * a role of ours, whose making and whose trust the guard watches. One of an organization works with the role
 * `stacksets-exec-…`, which AWS makes in each account (CloudFormation User Guide, "Activate trusted access for StackSets
 * with AWS Organizations"). An administrator of such an account could make a role of that form: then what CloudFormation
 * does there with that role is not told.
 */
export function isByStackSet(caller: Caller, stage: string): boolean {
  const role = roleOf(caller.arn) ?? '';
  const isOurs = executionRole(stage).test(role);
  return (isOurs || /^stacksets-exec-[0-9a-f]{32}$/.test(role)) && isFromCloudFormation(caller);
}

function isFromCloudFormation({ invokedBy, sourceIp }: Caller): boolean {
  return [invokedBy, sourceIp].some(
    (service) => service === cloudFormation || service === `stacksets.${cloudFormation}`,
  );
}

/**
 * How much a call of CloudFormation says. What is told for one of a weight stands for no call of another: else somebody could
 * let it fail first, or change the dashboard, and go on unheard.
 */
export type CallWeight = 'failed' | 'dashboard' | 'grave';

export const callWeights: readonly CallWeight[] = ['failed', 'dashboard', 'grave'];

export function weightOf(loss: Loss, isFailed: boolean): CallWeight {
  if (isFailed) return 'failed';
  return loss === 'dashboard' ? 'dashboard' : 'grave';
}

/**
 * The id that all calls of CloudFormation of one weight for one caller, a role whatever its session, have within an hour, so
 * that they are told once. A deployment of our own stack, which has been told by itself, takes those for this hour and the next:
 * `nextHours` 1.
 */
export function cloudFormationId(
  caller: Caller,
  at: Date | undefined,
  weight: CallWeight,
  nextHours = 0,
): string {
  const hour = Math.floor((at?.getTime() ?? 0) / hourMs) + nextHours;
  const who = caller.arn?.replace(/(:assumed-role\/[^/]+)\/.*$/, '$1') ?? caller.accountId ?? '';
  return `guard-cloudformation-${weight}-${hashId(who)}-${hour}`;
}

/** The name of an assumed role, whatever its session: `arn:aws:sts::111122223333:assumed-role/Deployer/alice`. */
function roleOf(arn: string | undefined): string | undefined {
  return /:assumed-role\/([^/]+)\//.exec(arn ?? '')?.[1];
}

function executionRole(stage: string): RegExp {
  const [before = '', after = ''] = executionRoleName(stage, '|').split('|');
  return new RegExp(`^${literal(before)}[a-z]{2}(?:-[a-z]+)+-\\d+${literal(after)}$`);
}
