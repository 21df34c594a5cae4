import type { Aspect } from './classify/aspect.ts';
import type { Effect } from './classify/effect.ts';
import type { UseVerdict } from './classify/use-verdict.ts';
import type { OwnPart } from './guard/own-part.ts';

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
  /** The same for every copy of this use, by whichever path it comes, and for no other use. */
  readonly id: string;
  /** A drill, or an attempt to pass for one: the source of the event is not one of AWS's own. */
  readonly isDrill: boolean;
  /** Where an event that is not AWS's came from. Undefined: it is AWS's own, or its origin is not known. */
  readonly sender: EventSender | undefined;
  /** Somebody other than root did it: a change of root-alert itself, or nothing that concerns it. */
  readonly isByOther: boolean;
  /** The part of this deployment that the call changes. Undefined: none. */
  readonly ownPart: OwnPart | undefined;
  readonly eventName: string;
  readonly eventSource: string | undefined;
  readonly eventId: string | undefined;
  /** The account whose root was used, which may not be the one that got the record. */
  readonly accountId: string | undefined;
  readonly region: string | undefined;
  readonly occurredAt: Date | undefined;
  readonly sourceIp: string | undefined;
  readonly userAgent: string | undefined;
  readonly identity: Identity;
  /** Undefined: the record does not say. */
  readonly hasMfa: boolean | undefined;
  /** A sign-in for a command line or an agent is none, though AWS calls it one: it lets somebody in. */
  readonly isReadOnly: boolean;
  /** A data or network activity event: of the objects in a bucket, and not of the bucket. */
  readonly isDataEvent: boolean;
  /** The call came from a session of the console. AWS does not say so of every such call. */
  readonly isFromConsole: boolean;
  readonly outcome: 'success' | 'failure' | 'unknown';
  readonly errorCode: string | undefined;
  readonly errorMessage: string | undefined;
  /** Which of several things the call does, where its name stands for many. Undefined or missing: its name says it. */
  readonly aspect?: Aspect | undefined;
  /** What the call affects: the resources it acts on, then who gains access by it. */
  readonly affected: readonly Affected[];
  /** What the call does to access and protection, as its request says. */
  readonly effects: readonly Effect[];
  /** What AWS left out of the record because it was too long. */
  readonly omitted: readonly OmittedPart[];
  /** The call asked only whether it would succeed. */
  readonly isDryRun: boolean;
  /** A call of IAM by root that names no user, so that it is about root itself. */
  readonly isAboutRootItself: boolean;
  /** For a log-in that failed: it had got as far as the second factor. */
  readonly isPastPassword: boolean;
  /** For a log-in: the site that was signed in to, as a host name. */
  readonly signInTo: string | undefined;
  /** For a sign-in of a command line, an application or an agent. */
  readonly oauth: OAuthGrant | undefined;
  /** Why AWS delivered the record late, or once more. */
  readonly addendum: Addendum | undefined;
  /** What AWS says where the activity is a finding of its own and no call. */
  readonly finding: readonly FindingField[] | undefined;
  /** For `sts:AssumeRoot`: whose root the caller asked for, and with which task policy. */
  readonly assumeRoot: AssumeRootRequest | undefined;
  /** For `sts:AssumeRoot`: the key of the root session that was given out. */
  readonly issuedRootKeyId: string | undefined;
  /** What only records of Naver Cloud have. Undefined for a use in AWS. */
  readonly ncloud: NcloudPart | undefined;
}

export type OmittedPart = 'request' | 'response';
export interface OAuthGrant {
  /** An ARN: of `aws login`, or of an application that registered itself. */
  readonly clientId: string | undefined;
  /** What the tokens are for: the address of an MCP server. */
  readonly resource: string | undefined;
  /** `authorization_code`, `refresh_token` or `client_credentials`. */
  readonly grantType: string | undefined;
}

/** CloudTrail User Guide, "CloudTrail record contents". */
export interface Addendum {
  /** `DELIVERY_DELAY`, `UPDATED_DATA` or `SERVICE_OUTAGE`. */
  readonly reason: string;
  /** Of the record that this one corrects. */
  readonly originalEventId: string | undefined;
}

/** A field of a finding, by its own name. Hostile. */
export interface FindingField {
  readonly name: string;
  readonly value: string;
}

/** Who sent an event that is not AWS's own. */
export interface EventSender {
  /** The account that put it on the bus, which EventBridge writes and nobody can forge. */
  readonly accountId: string | undefined;
  /** Who says to have sent it. Hostile. */
  readonly claimedArn: string | undefined;
  /**
   * Why it is not even a drill. `otherAccount`: its content names another account than the sender's. `otherSource`: its
   * source is neither AWS's nor that of a drill.
   */
  readonly fault: 'otherAccount' | 'otherSource' | undefined;
  /** The account that the content names. Hostile. */
  readonly claimedAccountId: string | undefined;
  /** The event's source. Hostile. */
  readonly source: string | undefined;
}

export interface NcloudPart {
  /** `Customer`, `AccessKey`… */
  readonly resourceType: string | undefined;
  /** For a log-in, the user who logged in. */
  readonly resourceName: string | undefined;
  /** `CONSOLE`, `PORTAL`, `API` or `SYSTEM`. */
  readonly sourceType: string | undefined;
  /** Country of the source IP, as Naver Cloud gives it with a log-in. */
  readonly country: string | undefined;
  /** Second factor of a log-in, by Naver Cloud's name. Empty: the record says there was none. Undefined: it says nothing. */
  readonly secondFactor: string | undefined;
  /** For an access key: whether it can be used now. */
  readonly isKeyActive: boolean | undefined;
  /** Whether the record names one of Naver Cloud's own policies that give all rights. */
  readonly namesAdministrator?: boolean;
}

/** Something that a call affects, as the request or the response names it. Hostile. */
export interface Affected {
  readonly kind: AffectedKind;
  /** Up to three names, with commas between them. */
  readonly value: string;
  /** How many more there are. Missing: none. */
  readonly more?: number;
}

/** The kinds that messages have a word for. */
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
  | 'instanceType'
  | 'count'
  | 'session'
  | 'command'
  | 'queue'
  | 'cluster'
  | 'securityGroupRule'
  | 'networkAcl'
  | 'gateway'
  | 'destination'
  | 'sentTo'
  | 'instanceProfile'
  | 'keyPair'
  | 'alias'
  | 'target'
  | 'tool'
  | 'service'
  | 'plan'
  | 'quota'
  | 'agreement'
  | 'model'
  | 'path'
  | 'endpoint'
  | 'setting'
  | 'openedTo'
  | 'closedTo'
  | 'egressOpenedTo'
  | 'egressClosedTo'
  | 'sharedWith'
  | 'noLongerSharedWith'
  | 'resource';

export interface Identity {
  /** `Root`, or another type that the rules let through: `FederatedUser`, `AssumedRole`… */
  readonly type: string | undefined;
  readonly arn: string | undefined;
  readonly accessKeyId: string | undefined;
  /** Who made the call for root: an AWS service, an AI agent's MCP server, or in old records a person in the console. */
  readonly invokedBy: string | undefined;
  /**
   * The account of a vendor to which root delegated its rights (CloudTrail User Guide, "CloudTrail userIdentity
   * element": `invokedByDelegate`). Undefined: nobody's.
   */
  readonly delegateAccountId?: string | undefined;
  /** The sign-in that the key comes from, if AWS says so: `arn:aws:signin:…:session/…`. */
  readonly signInSessionArn: string | undefined;
  /** A centralized root session, which `sts:AssumeRoot` in the management account gave out. */
  readonly isAssumedRoot: boolean;
  /** The task policy of such a session, where its AssumeRoot is known. */
  readonly taskPolicy: string | undefined;
}

export interface AssumeRootRequest {
  readonly targetPrincipal: string | undefined;
  readonly taskPolicyArn: string | undefined;
}

/** A record that a rule for root use delivered but that cannot be read. It leads to an alert all the same. */
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
  /** Why it cannot be read: the path in the record, and what is wrong there. */
  readonly fault: string;
}

/**
 * A CloudWatch alarm that changed its state, or whatever else came by the alarm's topic. It says nothing about a user, an
 * address or a call.
 */
export interface AlarmTransition {
  readonly kind: 'alarm';
  readonly id: string;
  /** It is no alarm: a budget, a finding, a test. Its subject is the name and its text the reason. */
  readonly isNotice: boolean;
  /** A drill: somebody set the state, with a reason that says so. */
  readonly isDrill: boolean;
  readonly alarmName: string | undefined;
  /** `ALARM`, `OK` or `INSUFFICIENT_DATA`. */
  readonly state: string;
  readonly reason: string | undefined;
  readonly description: string | undefined;
  /** What the alarm watches: a metric, the rule of a composite alarm, or a query. */
  readonly condition: string | undefined;
  /** How far back the alarm looks. Only a metric alarm says so. */
  readonly evaluatedMs: number | undefined;
  readonly eventId: undefined;
  readonly accountId: string | undefined;
  readonly region: string | undefined;
  readonly sourceIp: undefined;
  readonly occurredAt: Date | undefined;
}
