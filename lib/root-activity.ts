import type { UseVerdict } from './classify/use-verdict.ts';

/** A thing to alert about, as a source makes it from what it received, whatever cloud or path it came by. */
export type RootActivity = RootUse | UnreadableRecord | AlarmTransition;

export type Cloud = 'aws' | 'ncloud';

/** One use of a root account with what it was judged to be. */
export interface RootUse extends UseFacts {
  readonly verdict: UseVerdict;
}

/** What one record of a cloud says about a use of root. Strings are as the record has them: hostile. */
export interface UseFacts {
  readonly kind: 'use';
  readonly cloud: Cloud;
  /** Tells this use from every other one, however often and by whichever path it comes. */
  readonly id: string;
  /** A rehearsal: the envelope's source is not one of AWS's own. */
  readonly isDrill: boolean;
  readonly eventName: string;
  readonly eventSource: string | undefined;
  readonly eventId: string | undefined;
  /** The account whose root was used, not the one that the record was delivered to. */
  readonly accountId: string | undefined;
  readonly region: string | undefined;
  readonly occurredAt: Date | undefined;
  readonly sourceIp: string | undefined;
  readonly userAgent: string | undefined;
  readonly identity: Identity;
  /** Undefined: the record does not say. */
  readonly hasMfa: boolean | undefined;
  readonly isReadOnly: boolean;
  readonly outcome: 'success' | 'failure' | 'unknown';
  readonly errorCode: string | undefined;
  readonly errorMessage: string | undefined;
  /** What was acted on, and who gets what by it: what tells most comes first. */
  readonly affected: readonly Affected[];
  /** For `sts:AssumeRoot`: whose root was asked for, and with which task policy. */
  readonly assumeRoot: AssumeRootRequest | undefined;
  /** What only a record of Naver Cloud says; undefined for a use in AWS. */
  readonly ncloud: NcloudPart | undefined;
}

export interface NcloudPart {
  /** `Customer`, `AccessKey`… */
  readonly resourceType: string | undefined;
  /** For a log-in, the user that logged in. */
  readonly resourceName: string | undefined;
  /** `CONSOLE`, `PORTAL`, `API` or `SYSTEM`. */
  readonly sourceType: string | undefined;
  /** Country of the source IP, as Naver Cloud gives it with a log-in. */
  readonly country: string | undefined;
  /** Second factor of a log-in, by Naver Cloud's name. Empty: it says there was none. Undefined: it says nothing. */
  readonly secondFactor: string | undefined;
  /** Whether the access key that this is about can be used now. */
  readonly isKeyActive: boolean | undefined;
}

/** A thing that a call is about, as the request or the answer has it. */
export interface Affected {
  readonly kind: AffectedKind;
  readonly value: string;
}

/** Kinds of things that messages have a word for. */
export type AffectedKind =
  | 'accessKey'
  | 'credential'
  | 'mfaDevice'
  | 'user'
  | 'role'
  | 'group'
  | 'policy'
  | 'identityProvider'
  | 'trail'
  | 'logGroup'
  | 'recorder'
  | 'detector'
  | 'alarm'
  | 'rule'
  | 'bucket'
  | 'snapshot'
  | 'image'
  | 'instance'
  | 'securityGroup'
  | 'database'
  | 'table'
  | 'function'
  | 'key'
  | 'secret'
  | 'stack'
  | 'backup'
  | 'repository'
  | 'topic'
  | 'domain'
  | 'account'
  | 'email'
  | 'contact'
  | 'changedRegion'
  | 'openedTo'
  | 'sharedWith'
  | 'resource';

export interface Identity {
  /** `Root`, or what else reaches us: `FederatedUser`, `AssumedRole`… */
  readonly type: string | undefined;
  readonly arn: string | undefined;
  readonly accessKeyId: string | undefined;
  /** The AWS service that acted for root. */
  readonly invokedBy: string | undefined;
  /** A centralized root session, begun by `sts:AssumeRoot` in the management account. */
  readonly isAssumedRoot: boolean;
}

export interface AssumeRootRequest {
  readonly targetPrincipal: string | undefined;
  readonly taskPolicyArn: string | undefined;
}

/** A record that came by a rule for root use, but whose content cannot be read. It is announced all the same. */
export interface UnreadableRecord {
  readonly kind: 'unreadable';
  readonly cloud: Cloud;
  readonly id: string;
  readonly isDrill: boolean;
  readonly eventName: string | undefined;
  readonly eventId: string | undefined;
  readonly accountId: string | undefined;
  readonly region: string | undefined;
  readonly occurredAt: Date | undefined;
  readonly sourceIp: string | undefined;
  /** What was wrong with it: the path and what was expected there. */
  readonly fault: string;
}

/** An alarm of the classic path that changed its state. It names no user, address or call. */
export interface AlarmTransition {
  readonly kind: 'alarm';
  readonly id: string;
  /** A rehearsal: somebody set the state, and said so. */
  readonly isDrill: boolean;
  readonly alarmName: string | undefined;
  /** `ALARM`, `OK` or `INSUFFICIENT_DATA`. */
  readonly state: string;
  readonly reason: string | undefined;
  readonly description: string | undefined;
  /** What it watches: a metric, the rule of a composite alarm, a query. */
  readonly condition: string | undefined;
  /** How far back it looks, in milliseconds: a metric alarm says so. */
  readonly evaluatedMs: number | undefined;
  readonly eventId: undefined;
  readonly accountId: string | undefined;
  readonly region: string | undefined;
  readonly sourceIp: undefined;
  readonly occurredAt: Date | undefined;
}
