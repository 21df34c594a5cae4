import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { signInRegions } from '../../plugin/forwarders/forwarding.js';

/** @type {{ 'detail-type': string, detail: Record<string, any> }} */
const signIn = JSON.parse(
  readFileSync(new URL('../../events/root-drill.json', import.meta.url), 'utf8'),
);

/**
 * One event of a drill.
 *
 * @typedef {object} DrillEvent
 * @property {string} region whose default bus it is put on
 * @property {string} ledgerId its id in the ledger
 * @property {boolean} isSingle told by itself and at once; otherwise left to the digest
 * @property {string} detailType
 * @property {Record<string, unknown>} detail
 */

/**
 * The events of a drill, one a region, each like a record of CloudTrail's with an id that nobody has met. At home and
 * where AWS records the sign-ins of root it is a sign-in, which is told at once; elsewhere a read-only call, which is
 * counted in one digest: a message from every region at once would only teach people to mute the room.
 *
 * @param {object} drill
 * @param {string} drill.accountId
 * @param {string} drill.home
 * @param {readonly string[]} drill.regions home among them
 * @param {boolean} drill.areReadsSeen false: the rules leave read-only calls out, so that all are sign-ins
 * @param {Date} drill.now
 * @returns {DrillEvent[]}
 */
export function drillEvents({ accountId, home, regions, areReadsSeen, now }) {
  return regions.map((region) => {
    const eventID = randomUUID();
    const isSingle = region === home || signInRegions.includes(region) || !areReadsSeen;
    const detail = {
      ...signIn.detail,
      userIdentity: {
        ...signIn.detail['userIdentity'],
        principalId: accountId,
        arn: `arn:aws:iam::${accountId}:root`,
        accountId,
      },
      eventID,
      eventTime: now.toISOString(),
      awsRegion: region,
      recipientAccountId: accountId,
      userAgent: 'npm run drill',
    };
    return {
      region,
      ledgerId: `drill-${eventID}`,
      isSingle,
      detailType: isSingle ? signIn['detail-type'] : 'AWS API Call via CloudTrail',
      detail: isSingle ? detail : asRead(detail),
    };
  });
}

/** @param {Record<string, unknown>} detail */
function asRead({ additionalEventData: _, ...detail }) {
  return {
    ...detail,
    eventSource: 'ec2.amazonaws.com',
    eventName: 'DescribeRegions',
    eventType: 'AwsApiCall',
    responseElements: null,
    readOnly: true,
  };
}
