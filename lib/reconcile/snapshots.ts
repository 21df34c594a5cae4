// What AWS says of the parts of a deployment, as the checks read it.

/** A rule as it is in EventBridge now. */
export interface RuleSnapshot {
  readonly state: string | undefined;
  /** JSON. */
  readonly pattern: string | undefined;
  readonly targets: readonly TargetSnapshot[];
}

export interface TargetSnapshot {
  readonly arn: string;
  /** The target gets something else than the event: a constant, a part of it, or a text made of it. */
  readonly isTransformed: boolean;
  /** ARN of the queue for what it does not take; undefined: such events are dropped. */
  readonly deadLetterArn: string | undefined;
}

/** How many messages a queue holds. */
export interface QueueDepth {
  /** Visible, in flight and delayed. */
  readonly total: number;
  /** Those that nobody has taken. */
  readonly visible: number;
  /** By the names that SQS has for them. */
  readonly settings: Readonly<Record<string, string | undefined>>;
}

/** Hashes of the code and of the settings, which are the environment, the role, the layers and the like. */
export interface FunctionFingerprint {
  readonly code: string;
  readonly settings: string;
}

/** The stack as it is now. */
export interface StackSnapshot {
  /** When its last deployment began, in milliseconds since 1970. */
  readonly changedAtMs: number;
  /** CloudFormation is changing it, and has been for less than an hour. */
  readonly isChanging: boolean;
}

export interface FunctionSnapshot extends FunctionFingerprint {
  /** When code or settings were last changed, in milliseconds since 1970. */
  readonly lastModifiedMs: number;
  /** Undefined: none is reserved, and none kept from it. */
  readonly reservedConcurrency: number | undefined;
}

/** What hands the messages of a queue to a function. */
export interface MappingSnapshot {
  readonly functionArn: string;
  /** Such as `Enabled`. */
  readonly state: string;
  /** Lambda deletes messages that its filters do not match, and calls nobody. */
  readonly isFiltered: boolean;
}

export interface AlarmSnapshot {
  readonly name: string;
  readonly isSwitchedOn: boolean;
  /** ARNs of what it acts on when it is raised. */
  readonly actions: readonly string[];
}

export interface SubscriptionSnapshot {
  readonly endpoint: string;
  readonly isConfirmed: boolean;
}
