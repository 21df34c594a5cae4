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
  /** The guard's rules in the home region: on the default bus, for parts that are there only, and on {@link bus}. */
  readonly guardRule: string;
  readonly guardPartsRule: string;
  readonly guardForwardedRule: string;
  /** The guard's rule on the default bus of every other region. */
  readonly guardForwardRule: string;
  readonly opsTopicArn: string;
  /** The queue for what the forwarder of a region could not send. */
  unsentUrl(region: string): string;
  readonly outboxUrl: string;
  readonly undeliveredUrl: string;
  readonly stack: string;
  readonly outboxQueue: string;
  readonly undeliveredQueue: string;
  readonly outboxArn: string;
  readonly undeliveredArn: string;
  /** ARN of the queue for what the forwarder of a region could not send. */
  unsentArn(region: string): string;
  readonly outboxFunction: string;
  readonly webhookSecret: string;
  functionArn(name: string): string;
  keyArn(keyId: string): string;
  /** ARNs of what the home region's rules send events to. */
  readonly homeTargets: readonly string[];
  /** ARNs of what the guard's rules in the home region send events to. */
  readonly guardTargets: readonly string[];
}

/**
 * Derives the names of the deployment that a function belongs to from its ARN and stage. The home region is the
 * one that the function runs in. A test compares all of them with the packaged template.
 */
export function deploymentNames(ownArn: string, stage: string): DeploymentNames {
  const [, partition = 'aws', , region = '', accountId = ''] = ownArn.split(':');
  const names = resourceNames(stage);
  const forwarder = forwarderNames(stage, region);
  // The home region is never in GovCloud or China, where host names end differently.
  const queueUrl = (of: string, name: string) =>
    `https://sqs.${of}.amazonaws.com/${accountId}/${name}`;
  const queueArn = (of: string, name: string) => `arn:${partition}:sqs:${of}:${accountId}:${name}`;
  const outboxArn = queueArn(region, names.outboxQueue);
  const functionArn = (name: string) =>
    `arn:${partition}:lambda:${region}:${accountId}:function:${name}`;
  return {
    homeRegion: region,
    accountId,
    homeRule: names.homeRule,
    forwardedRule: names.forwardedRule,
    bus: names.bus,
    busArn: `arn:${partition}:events:${region}:${accountId}:event-bus/${names.bus}`,
    forwardRule: forwarder.ruleName,
    guardRule: names.guardRule,
    guardPartsRule: names.guardPartsRule,
    guardForwardedRule: names.guardForwardedRule,
    guardForwardRule: forwarder.guardRuleName,
    opsTopicArn: `arn:${partition}:sns:${region}:${accountId}:${names.opsTopic}`,
    unsentUrl: (of) => queueUrl(of, forwarder.queueName),
    outboxUrl: queueUrl(region, names.outboxQueue),
    undeliveredUrl: queueUrl(region, names.undeliveredQueue),
    stack: names.stack,
    outboxQueue: names.outboxQueue,
    undeliveredQueue: names.undeliveredQueue,
    outboxArn,
    undeliveredArn: queueArn(region, names.undeliveredQueue),
    unsentArn: (of) => queueArn(of, forwarder.queueName),
    outboxFunction: names.functionName('outbox'),
    webhookSecret: names.webhookSecret,
    functionArn,
    keyArn: (keyId) => `arn:${partition}:kms:${region}:${accountId}:key/${keyId}`,
    homeTargets: [functionArn(names.functionName('rootEvent')), outboxArn],
    guardTargets: [functionArn(names.functionName('guard')), outboxArn],
  };
}
