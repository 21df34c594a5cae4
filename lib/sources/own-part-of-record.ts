import { type Caller, isByCloudFormation, isByStackSet } from '../guard/cloudformation-deed.ts';
import type { OwnDeployment } from '../guard/own-deployment.ts';
import { type OwnPart, ownPartOf } from '../guard/own-part.ts';
import { isRootUse } from './is-root-use.ts';

/** What is read of a record to tell what it does to a part of this deployment. */
interface ReadRecord {
  readonly eventName: string;
  readonly eventSource?: string | undefined;
  readonly sourceIPAddress?: string | undefined;
  readonly readOnly?: boolean | undefined;
  readonly userIdentity: {
    readonly accountId?: string | undefined;
    readonly arn?: string | undefined;
    readonly invokedBy?: string | undefined;
  };
  readonly requestParameters?: Readonly<Record<string, unknown>> | undefined;
  readonly responseElements?: Readonly<Record<string, unknown>> | undefined;
}

/** Types of users that are not root (CloudTrail User Guide, "userIdentity element"). Of any other, root is not ruled out. */
const otherTypes: readonly string[] = [
  'IAMUser',
  'AssumedRole',
  'Role',
  'FederatedUser',
  'Directory',
  'AWSAccount',
  'AWSService',
  'IdentityCenterUser',
  'SAMLUser',
  'WebIdentityUser',
  'Unknown',
];

/** Whether somebody other than root acted. The rules for root let no such record pass, so the guard's brought it. */
export function isSomebodyElse(type: string | undefined, detail: unknown): boolean {
  return type !== undefined && otherTypes.includes(type) && !isRootUse(detail, 'digest');
}

/** The part of this deployment that a record says was changed. Undefined: none, or a StackSet did as it was deployed to. */
export function ownPartIn(
  it: ReadRecord,
  isByOther: boolean,
  deployment: OwnDeployment | undefined,
): OwnPart | undefined {
  const part = ownPartOf(
    {
      eventName: it.eventName,
      eventSource: it.eventSource,
      isReadOnly: it.readOnly === true,
      isByOther,
      request: it.requestParameters ?? {},
      response: it.responseElements ?? {},
    },
    deployment,
  );
  const caller = callerOf(it);
  if (part === undefined || !part.isSure || !isByCloudFormation(caller)) return part;
  return deployment !== undefined && isByStackSet(caller, deployment.stage)
    ? undefined
    : { ...part, effect: 'byCloudFormation' };
}

export function callerOf({ userIdentity, sourceIPAddress }: ReadRecord): Caller {
  const { accountId, arn, invokedBy } = userIdentity;
  return { accountId, arn, invokedBy, sourceIp: sourceIPAddress };
}
