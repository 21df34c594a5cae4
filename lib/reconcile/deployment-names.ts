import { forwarderNames, resourceNames } from '../resource-names.ts';

/** Names that the template gives to the parts of one deployment. */
export interface DeploymentNames {
  readonly homeRegion: string;
  readonly accountId: string;
  /** The rule on the home region's default bus. */
  readonly homeRule: string;
  /** The rule on the bus that forwarders send to. */
  readonly forwardedRule: string;
  readonly bus: string;
  readonly busArn: string;
  /** The rule on the default bus of every other region. */
  readonly forwardRule: string;
  readonly opsTopicArn: string;
  /** The queue for what the forwarder of a region could not send. */
  unsentUrl(region: string): string;
  readonly outboxUrl: string;
  readonly undeliveredUrl: string;
}

/**
 * Derives the names of the deployment that a function belongs to from its ARN and stage. The home region is the
 * one that the function runs in. A test compares all of them with the packaged template.
 */
export function deploymentNames(functionArn: string, stage: string): DeploymentNames {
  const [, partition = 'aws', , region = '', accountId = ''] = functionArn.split(':');
  const names = resourceNames(stage);
  const forwarder = forwarderNames(stage, region);
  // The home region is never in GovCloud or China, where host names end differently.
  const queueUrl = (of: string, name: string) =>
    `https://sqs.${of}.amazonaws.com/${accountId}/${name}`;
  return {
    homeRegion: region,
    accountId,
    homeRule: names.homeRule,
    forwardedRule: names.forwardedRule,
    bus: names.bus,
    busArn: `arn:${partition}:events:${region}:${accountId}:event-bus/${names.bus}`,
    forwardRule: forwarder.ruleName,
    opsTopicArn: `arn:${partition}:sns:${region}:${accountId}:${names.opsTopic}`,
    unsentUrl: (of) => queueUrl(of, forwarder.queueName),
    outboxUrl: queueUrl(region, names.outboxQueue),
    undeliveredUrl: queueUrl(region, names.undeliveredQueue),
  };
}
