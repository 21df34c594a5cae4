/**
 * The names that the template gives the parts of a deployment. Code that looks for a part imports its name from here;
 * a test holds each against the packaged template.
 */
export interface ResourceNames {
  readonly stack: string;
  /** The event bus that forwarders send to. */
  readonly bus: string;
  /** The rule on the home region's default bus. */
  readonly homeRule: string;
  /** The rule on {@link bus}. */
  readonly forwardedRule: string;
  readonly ledgerTable: string;
  readonly outboxQueue: string;
  readonly undeliveredQueue: string;
  readonly opsTopic: string;
  readonly webhookSecret: string;
  readonly ncloudSecret: string;
  readonly metricsNamespace: string;
  readonly dashboard: string;
  /** The StackSet with the forwarders of this account's other regions. */
  readonly regionStackSet: string;
  /** The StackSet with the forwarders of the organization's accounts. */
  readonly organizationStackSet: string;
  /** The `source` of the events that `npm run drill` sends. */
  readonly drillSource: string;
  /** @param key as in serverless.yml, such as `rootEvent` */
  functionName(key: string): string;
  /** @param key of the function in serverless.yml */
  logGroup(key: string): string;
}

export function resourceNames(stage: string): ResourceNames {
  const prefix = `root-alert-${stage}`;
  return {
    stack: prefix,
    bus: prefix,
    homeRule: prefix,
    forwardedRule: `${prefix}-forwarded`,
    ledgerTable: `root-alert-ledger-${stage}`,
    outboxQueue: `root-alert-outbox-${stage}`,
    undeliveredQueue: `root-alert-undelivered-${stage}`,
    opsTopic: `root-alert-ops-${stage}`,
    webhookSecret: `root-alert/${stage}/webhook`,
    ncloudSecret: `root-alert/${stage}/ncloud`,
    metricsNamespace: `root-alert/${stage}`,
    dashboard: prefix,
    regionStackSet: `${prefix}-forwarders`,
    organizationStackSet: `${prefix}-organization`,
    drillSource: `root-alert.drill.${stage}`,
    functionName: (key) => `${prefix}-${key}`,
    logGroup: (key) => `/aws/lambda/${prefix}-${key}`,
  };
}

/**
 * The names of a forwarder, the same in every region and account. They hold the stage and the home region, so that two
 * deployments of root-alert do not collide there.
 */
export function forwarderNames(
  stage: string,
  home: string,
): { readonly ruleName: string; readonly queueName: string } {
  return {
    ruleName: `root-alert-${stage}-forward-${home}`,
    queueName: `root-alert-unsent-${stage}-${home}`,
  };
}

/**
 * The role that StackSets work with in the account that is deployed to. IAM is global, so the name holds the region.
 */
export function executionRoleName(stage: string, home: string): string {
  return `root-alert-${stage}-${home}-forwarders`;
}
