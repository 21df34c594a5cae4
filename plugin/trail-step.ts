import { readTrails } from '../lib/reconcile/aws-trails.ts';
import { isGoodTrail, trailFindings } from '../lib/reconcile/trails.ts';

/**
 * A step that a deployment leaves to be done by hand: without a trail that logs all management events in all regions,
 * EventBridge gets nothing. Needs cloudtrail:DescribeTrails, cloudtrail:GetTrailStatus and cloudtrail:GetEventSelectors.
 *
 * @param deployed.clientConfig settings for an AWS SDK client
 * @param deployed.accountId gives the account that is deployed to
 * @returns undefined when there is such a trail. A failed look-up is part of the text: nothing is thrown, since the
 *   deployment itself is done.
 */
export async function trailStep({
  region,
  clientConfig,
  accountId,
}: {
  region: string;
  clientConfig: () => Promise<object>;
  accountId: () => Promise<string>;
}): Promise<string | undefined> {
  try {
    const { CloudTrailClient } = await import('@aws-sdk/client-cloudtrail');
    const [config, account] = await Promise.all([clientConfig(), accountId()]);
    const settings = {
      ...config,
      maxAttempts: 2,
      requestHandler: { connectionTimeout: 3_000, requestTimeout: 5_000 },
    };
    const trails = await readTrails(
      region,
      account,
      (of) => new CloudTrailClient({ ...settings, region: of }),
    );
    if (trails.some(isGoodTrail)) return undefined;
    const [finding] = trailFindings(trails);
    return `${whatToDo[finding?.kind ?? 'noTrail'] ?? ''}\n${needed}`;
  } catch (error) {
    const reason = error instanceof Error ? error.name : String(error);
    return `Next step: make sure that a trail is logging (could not check: ${reason}).\n${needed}`;
  }
}

const needed =
  '  Without one that logs management events, reads and writes, in all regions, root-alert hears of nothing at once: docs/coverage.md, "What has to be there first".';

const whatToDo: Readonly<Record<string, string>> = {
  noTrail: 'Next step: make a CloudTrail trail. There is none.',
  trailOneRegion: 'Next step: let the CloudTrail trail log all regions. It is of one region.',
  trailNotLogging: 'Next step: start the CloudTrail trail. It is not logging.',
  trailLeavesOut: 'Next step: let the CloudTrail trail log reads and writes. It leaves some out.',
};
