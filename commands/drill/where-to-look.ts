import { DescribeRuleCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { forwarderNames, resourceNames } from '../../lib/resource-names.ts';
import { openClient } from '../aws-client.ts';
import { describeAwsFailure } from '../aws-failure.ts';
import type { Deployment } from '../stack.ts';
import type { Sighting } from './drill-watch.ts';

/** Where to look for an event of a drill that did not reach every room, as part of a sentence. */
export async function whereToLookFor(
  { arrivedMs }: Sighting,
  region: string,
  { stage, region: home }: Deployment,
): Promise<string> {
  const names = resourceNames(stage);
  const log = names.logGroup('rootEvent');
  if (arrivedMs !== undefined) {
    return `look into the log ${log}, and at the secret ${names.webhookSecret}`;
  }
  const { ruleName, queueName } = forwarderNames(stage, home);
  const name = region === home ? names.homeRule : ruleName;
  try {
    const { State } = await openClient(EventBridgeClient, region).send(
      new DescribeRuleCommand({ Name: name }),
    );
    if (State === 'DISABLED') return `its rule ${name} is switched off`;
    return region === home
      ? `its rule ${name} is there: look into the log ${log} and the queue ${names.undeliveredQueue}`
      : `its forwarder is there: look into its queue ${queueName} in ${region}, and into ${names.undeliveredQueue} at home`;
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') {
      return region === home
        ? `the rule ${name} is gone: docs/coverage.md, "When a rule was changed"`
        : `there is no forwarder (rule ${name}): docs/coverage.md, "How to check" and "When a rule was changed"`;
    }
    return describeAwsFailure(error) ?? String(error);
  }
}
