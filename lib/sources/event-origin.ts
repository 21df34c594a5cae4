import type { EventSender } from '../root-activity.ts';

/** What the envelope of an EventBridge event says. */
export interface EventEnvelope {
  readonly source?: string | undefined;
  readonly account?: string | undefined;
}

/** A source in this form is `npm run drill`'s, whatever the stage: the rules let only their own stage's pass. */
const drillSource = /^root-alert\.drill\./;

/**
 * Whether an event is AWS's own. Nobody but AWS can send an event whose source begins with `aws.` (EventBridge API,
 * PutEvents), save for partners, whose sources begin with `aws.partner/` (EventBridge User Guide, "Receiving events from
 * a SaaS partner"). No filter says "the one, but not the other", so the rules let partners' events pass and this refuses
 * them. Without a source, nothing says that it is not AWS's.
 */
export function isAwsEvent({ source }: EventEnvelope): boolean {
  return source === undefined || (source.startsWith('aws.') && !source.startsWith('aws.partner/'));
}

/**
 * Where an event that is not AWS's own came from, and what is wrong with it.
 *
 * @param claimedAccountId the account that the content is about: whoever sent it wrote what they liked.
 */
export function senderOf(
  envelope: EventEnvelope,
  claimedAccountId: string | undefined,
  claimedArn: string | undefined,
): EventSender | undefined {
  if (isAwsEvent(envelope)) return undefined;
  const { source, account: accountId } = envelope;
  return {
    accountId,
    claimedArn,
    fault: faultOf(envelope, claimedAccountId),
    claimedAccountId,
    source,
  };
}

function faultOf(
  { source, account }: EventEnvelope,
  claimedAccountId: string | undefined,
): EventSender['fault'] {
  if (source === undefined || !drillSource.test(source)) return 'otherSource';
  const isOther =
    account !== undefined && claimedAccountId !== undefined && account !== claimedAccountId;
  return isOther ? 'otherAccount' : undefined;
}
