import { randomUUID } from 'node:crypto';
import signIn from '../../events/root-drill.json' with { type: 'json' };
import { signInRegions } from '../../plugin/forwarders/forwarding.ts';

export interface DrillEvent {
  /** The region of the default bus that it is put on. */
  readonly region: string;
  /** Its id in the ledger. */
  readonly ledgerId: string;
  /** It is told by itself and at once. Otherwise it is left to the digest. */
  readonly isSingle: boolean;
  readonly detailType: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

interface DrillScope {
  readonly accountId: string;
  readonly home: string;
  /** Including home. */
  readonly regions: readonly string[];
  /** False when the rules leave read-only calls out. Then every event is a sign-in. */
  readonly areReadsSeen: boolean;
  readonly now: Date;
  /** Who sends it, as far as this machine knows. EventBridge adds the account, and nothing else. */
  readonly sentBy: string;
}

/**
 * The events of a drill, one for each region, each like a CloudTrail record with a new id. At home and in the regions
 * where AWS records root sign-ins it is a sign-in, which is told at once. Elsewhere it is a read-only call, which is
 * counted in one digest: a message from every region at once would only teach people to mute the room.
 */
export function drillEvents({
  accountId,
  home,
  regions,
  areReadsSeen,
  now,
  sentBy,
}: DrillScope): DrillEvent[] {
  return regions.map((region) => {
    const eventID = randomUUID();
    const isSingle = region === home || signInRegions.includes(region) || !areReadsSeen;
    const detail = {
      ...signIn.detail,
      userIdentity: {
        ...signIn.detail.userIdentity,
        principalId: accountId,
        arn: `arn:aws:iam::${accountId}:root`,
        accountId,
      },
      eventID,
      eventTime: now.toISOString(),
      awsRegion: region,
      recipientAccountId: accountId,
      userAgent: 'npm run drill',
      additionalEventData: { ...signIn.detail.additionalEventData, drillSentBy: sentBy },
    };
    return {
      region,
      ledgerId: `drill-${eventID}`,
      isSingle,
      detailType: isSingle ? signIn['detail-type'] : 'AWS API Call via CloudTrail',
      detail: isSingle ? detail : asRead(detail, sentBy),
    };
  });
}

/** The record as that of a read-only call. */
function asRead(detail: Readonly<Record<string, unknown>>, sentBy: string) {
  return {
    ...detail,
    additionalEventData: { drillSentBy: sentBy },
    eventSource: 'ec2.amazonaws.com',
    eventName: 'DescribeRegions',
    eventType: 'AwsApiCall',
    responseElements: null,
    readOnly: true,
  };
}
