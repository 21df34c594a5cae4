/** What a deployment of root-alert is made of, by the names that the template gives it. */
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
  /** Of the queue for what a forwarder could not send. */
  unsentUrl(region: string): string;
  readonly outboxUrl: string;
  readonly undeliveredUrl: string;
}

/**
 * The names of the deployment that a function belongs to, from its own ARN and stage: where it runs is
 * the home region. plugin/forwarders/forwarder-template.js has those of forwarders; a test holds all of them
 * against the packaged template.
 */
export function deploymentNames(functionArn: string, stage: string): DeploymentNames {
  const [, groupBy = 'aws', , region = '', accountId = ''] = functionArn.split(':');
  const bus = `root-alert-${stage}`;
  // GovCloud and China, whose hosts end otherwise, are no home region of ours.
  const queueUrl = (of: string, name: string) =>
    `https://sqs.${of}.amazonaws.com/${accountId}/${name}`;
  return {
    homeRegion: region,
    accountId,
    homeRule: `root-alert-${stage}`,
    forwardedRule: `root-alert-${stage}-forwarded`,
    bus,
    busArn: `arn:${groupBy}:events:${region}:${accountId}:event-bus/${bus}`,
    forwardRule: `root-alert-${stage}-forward-${region}`,
    opsTopicArn: `arn:${groupBy}:sns:${region}:${accountId}:root-alert-ops-${stage}`,
    unsentUrl: (of) => queueUrl(of, `root-alert-unsent-${stage}-${region}`),
    outboxUrl: queueUrl(region, `root-alert-outbox-${stage}`),
    undeliveredUrl: queueUrl(region, `root-alert-undelivered-${stage}`),
  };
}
