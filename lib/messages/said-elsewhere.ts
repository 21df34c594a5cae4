import type { RootUse } from '../root-activity.ts';

/**
 * Whether a message that names a thing by the last part of its name says all of it: the rest is the account of the second line and
 * the region of the small print.
 *
 * @param happened the sentence that names it
 * @param value an ARN, the address of a queue, or a name
 */
export function isSaidInFull(
  happened: string,
  value: string,
  { accountId, region }: Pick<RootUse, 'accountId' | 'region'>,
): boolean {
  if (happened.includes(value)) return true;
  const found = arn.exec(value) ?? queueUrl.exec(value);
  if (found === null) return false;
  const [, ofRegion, ofAccount] = found;
  const isHere = ofRegion === '' || ofRegion === region;
  return isHere && (ofAccount === '' || ofAccount === accountId);
}

const arn = /^arn:[\w-]*:[\w-]*:([\w-]*):(\w*):/;
const queueUrl = /^https:\/\/sqs\.([\w-]+)\.[\w.]+\/(\d{12})\//;

/**
 * Whether AWS's sentence about a denied call says nothing more than the message: who is the account's root, what is the event, on
 * what the headline names, and which kind of policy denied it is said in our words (IAM User Guide, "Troubleshoot access denied
 * error messages").
 */
export function isDenialSaid(happened: string, use: RootUse): boolean {
  const [, account, action, resource = '*'] = denial.exec(use.errorMessage ?? '') ?? [];
  const name = resource.split(/[:/]/).at(-1) ?? '';
  return (
    use.verdict.failure?.denier !== undefined &&
    account === use.accountId &&
    action === use.eventName &&
    (resource === '*' || (happened.includes(name) && isSaidInFull(happened, resource, use)))
  );
}

const denial =
  /^User: arn:[\w-]*:iam::(\d{12}):root is not authorized to perform: [\w-]+:(\w+)(?: on resource: (\S+))? with an explicit deny in an? [\w-]+(?: [\w-]+)* policy$/;
