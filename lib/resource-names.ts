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
  /** The rule on the home region's default bus that looks for changes of root-alert itself. */
  readonly guardRule: string;
  /** The same for parts that are in the home region only. */
  readonly guardPartsRule: string;
  /** The same on {@link bus}. */
  readonly guardForwardedRule: string;
  readonly ledgerTable: string;
  readonly outboxQueue: string;
  readonly undeliveredQueue: string;
  readonly opsTopic: string;
  /** The alarm and the topic of the classic route have one name. In stage `prod` it is the one that guides give them. */
  readonly alarm: string;
  readonly webhookSecret: string;
  readonly ncloudSecret: string;
  /** Only where people can answer. */
  readonly respondSecret: string;
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
    guardRule: `${prefix}-guard`,
    guardPartsRule: `${prefix}-guard-parts`,
    guardForwardedRule: `${prefix}-guard-forwarded`,
    ledgerTable: `root-alert-ledger-${stage}`,
    outboxQueue: `root-alert-outbox-${stage}`,
    undeliveredQueue: `root-alert-undelivered-${stage}`,
    opsTopic: `root-alert-ops-${stage}`,
    alarm: stage === 'prod' ? 'root-alert' : prefix,
    webhookSecret: `root-alert/${stage}/webhook`,
    ncloudSecret: `root-alert/${stage}/ncloud`,
    respondSecret: `root-alert/${stage}/respond`,
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
): { readonly ruleName: string; readonly guardRuleName: string; readonly queueName: string } {
  return {
    ruleName: `root-alert-${stage}-forward-${home}`,
    guardRuleName: `root-alert-${stage}-guard-${home}`,
    queueName: `root-alert-unsent-${stage}-${home}`,
  };
}

/**
 * The role that StackSets work with in the account that is deployed to. IAM is global, so the name holds the region.
 */
export function executionRoleName(stage: string, home: string): string {
  return `root-alert-${stage}-${home}-forwarders`;
}

/**
 * The role with which EventBridge sends what the guard's rules in other regions find. It has a name, so that a forwarder
 * knows it without a parameter.
 */
export function guardForwardRoleName(stage: string, home: string): string {
  return `root-alert-${stage}-${home}-guard`;
}

/**
 * The role in other accounts of the organization by which reconcile asks how root can be used there. The guard takes it for one of
 * reconcile's, by the same form as those that CloudFormation names.
 */
export function postureRoleName(stage: string, home: string): string {
  return `root-alert-${stage}-Reconcile-${home.replaceAll('-', '')}`;
}

/** The stage of a deployment, by the name of its ledger, which every function knows. Undefined: it has another name. */
export function stageOfLedger(table: string): string | undefined {
  return /^root-alert-ledger-(.+)$/.exec(table)?.[1];
}
