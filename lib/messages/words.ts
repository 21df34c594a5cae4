import type { Actor, EventClass, OtherActor, Severity, SignIn } from '../classify/classes.ts';
import type { RootTask } from '../classify/root-task.ts';
import type { AffectedKind, Cloud } from '../root-activity.ts';
import type { AlarmFindings } from './alarm-findings.ts';
import type { ObjectName } from './object-name.ts';
import type { OutcomeWords } from './outcome-words.ts';
import type { NamedDeed, Outcome, Subject, Thing, ToldCall } from './sentence-parts.ts';
import type { UseAgain } from './use-again.ts';
import type { GuardWords } from './words-guard.ts';

/** Makes a whole sentence, without a full stop. */
export type Sentence = (subject: Subject) => string;

/** All text for operators. The type holds both languages to the same keys. */
export interface Words extends OutcomeWords {
  /** The first word of a drill's message. */
  readonly drill: string;
  /** How bad it would be, if it were no drill. */
  readonly wouldBe: (severity: Severity) => string;
  readonly severity: Readonly<Record<Severity, string>>;
  /** What the root account of a cloud is called. */
  readonly rootOf: Readonly<Record<Cloud, string>>;
  /** Makes {@link Subject.by} from what the root account is called. */
  readonly by: Readonly<Record<Actor, (account: string, agent?: string) => string>>;
  /** The same for a vendor's account to which root delegated its rights. */
  readonly byDelegate: (account: string, delegate: string) => string;
  readonly signIn: Readonly<Record<SignIn, Sentence>>;
  /** The sentences of the classes whose words say all that an event of theirs does. */
  readonly happened: Readonly<
    Partial<Record<Exclude<EventClass, SignIn>, Readonly<Record<Outcome, Sentence>>>>
  >;
  /** The sentence about what an event of the table does. */
  readonly deed: (subject: Subject, deed: NamedDeed, outcome: Outcome) => string;
  /** The sentence about any other event. */
  readonly call: (subject: Subject, call: ToldCall, outcome: Outcome) => string;
  /** What such a sentence says of an event of a class. None: its name says enough. */
  readonly callRemark: Readonly<Partial<Record<EventClass, string>>>;
  /** `instance i-1 and 9 others`, of `instance`. */
  readonly named: (noun: string, name: ObjectName) => string;
  readonly unreadable: string;
  /** About changes of root-alert itself, and events that are not AWS's own. */
  readonly guard: GuardWords;
  /** What to do now, one line. */
  readonly advice: Readonly<
    Record<
      | Exclude<EventClass, 'ownPart' | 'forged'>
      | OtherActor
      | 'mayBeCentralized'
      | 'refused'
      | 'failed'
      | 'dryRun'
      | 'safer'
      | 'unreadable'
      | 'alarm'
      | 'alarmOver'
      | 'alarmWithoutData'
      | 'otherAlarm'
      | 'notice'
      | 'drill',
      string
    >
  >;
  /** The advice on an identity that was made, which names it. */
  readonly adviceOnMade: (made: Thing) => string;
  readonly label: Readonly<
    Record<
      | 'account'
      | 'event'
      | 'time'
      | 'region'
      | 'sourceIp'
      | 'countries'
      | 'who'
      | 'session'
      | 'signedInTo'
      | 'client'
      | 'correction'
      | 'lateRecord'
      | 'awsFinding'
      | 'notice'
      | 'userAgent'
      | 'result'
      | 'errorMessage'
      | 'eventId'
      | 'incident'
      | 'fault'
      | 'affected'
      | 'taskPolicy'
      | 'adviceNow'
      | 'events'
      | 'errors'
      | 'alarm'
      | 'reason'
      | 'condition'
      | 'description'
      | 'findings'
      | 'remark'
      | 'accessKey'
      | 'temporaryCredential'
      | 'again',
      string
    >
  >;
  /**
   * Ends the headline of a digest, which is about the gravest that was done: how many others there are, and the gravest of what was
   * refused, by its name and how it failed.
   */
  readonly digestOthers: (count: number, refused?: readonly [name: string, how: string]) => string;
  /** How many of some activities only read. */
  readonly readOnlyOf: (count: number, all: number) => string;
  /** The same for failed sign-ins only: how many, from how many addresses, the time of the first, how many at MFA. */
  readonly digestOfRefusedSignIns: (
    count: number,
    addresses: number,
    since?: string,
    atMfa?: number,
  ) => string;
  /** Headline of the last of many failed sign-ins within ten minutes. */
  readonly guesses: (count: number) => string;
  /** The same for a digest of unreadable records only. */
  readonly digestOfUnreadable: (count: number) => string;
  /** For something that is shared with all. */
  readonly everybody: string;
  /** Stands for an event's name in a list. */
  readonly unreadableRecord: string;
  /** The start of a message that is late. */
  readonly late: string;
  /** Where a region is, by its code. */
  readonly regionNames: Readonly<Record<string, string>>;
  /** Of countries by their codes, ` KR 대한민국;` each: see `countryName`. */
  readonly countryNames: string;
  readonly duration: (seconds: number) => string;
  /** Which use of this root it is, since when. */
  /** What the alarm of this stack says of itself. */
  readonly ownAlarmDescription: string;
  /** Why a record cannot be read, from `faultOf`'s English. */
  readonly fault: (text: string) => string;
  readonly again: (of: UseAgain['of'], nth: number, since: string) => string;
  /** How long after the activity the message comes. */
  readonly after: (seconds: number) => string;
  /** The same for a digest, counted from the first activity. */
  readonly afterFirst: (seconds: number) => string;
  /** What a centralized root session is for. */
  readonly rootTask: Readonly<Record<RootTask, string>>;
  /** What is affected: a bucket, a user… */
  readonly affected: Readonly<Record<AffectedKind, string>>;
  /** How often a value occurs, in a list. */
  readonly times: (count: number) => string;
  readonly inAll: (count: number) => string;
  /** A list, and what it leaves out: the number of kinds, and how often they occur in all. */
  readonly andOthers: (named: string, kinds: number, count: number) => string;
  /** Of a sign-in that got past the password. */
  readonly mfaFailed: string;
  /** By which factor, such as `OTP`. */
  readonly mfaWith: (factor: string) => string;
  /** Whether a second factor was used, in the second line of a message. */
  readonly mfa: Readonly<Record<'used' | 'unused' | 'unknown', string>>;
  readonly unknown: string;
  readonly succeeded: string;
  readonly failed: string;
  readonly root: string;
  readonly accessKey: string;
  /** The key of a session, which ends with it and cannot be disabled: `ASIA…`. */
  readonly temporaryCredential: string;
  readonly service: string;
  readonly agent: string;
  readonly centralized: string;
  /** The start of a message about a record that corrects another one. */
  readonly correction: string;
  /** Says which record, by its event ID, a record corrects. */
  readonly corrects: (eventId: string | undefined) => string;
  /** Why AWS delivered a record late. */
  readonly lateBecause: Readonly<Record<'DELIVERY_DELAY' | 'SERVICE_OUTAGE', string>>;
  readonly openEvent: string;
  readonly openRunbook: string;
  readonly openAlarm: string;
  /** The event history of a region, for uses of root before an alarm. */
  readonly openHistory: (region: string) => string;
  /** Where an alarm is, which is not where somebody came from. */
  readonly alarmRegion: (region: string) => string;
  readonly originUnknown: string;
  /** How often root was used, where an alarm says no more. */
  readonly alarmReason: (reason: {
    readonly value: number;
    readonly threshold: number;
    readonly since: string;
    readonly span: string;
  }) => string;
  /** The subject of the alarm `root-alert`. */
  readonly rootAccount: string;
  /** The subject of something without a name, such as a test publish. */
  readonly namelessAlarm: string;
  /** The sentence about a notification that is about no alarm, with its subject if it has one. */
  readonly notice: (subject: string | undefined) => string;
  /** What happened to an alarm with a given subject. */
  readonly alarm: Readonly<
    Record<'raised' | 'unknownUse' | 'ok' | 'insufficientData', (subject: string) => string>
  >;
  /** What the trail's log says about an alarm. */
  readonly findings: (findings: AlarmFindings) => string;
  /** Remark on a use that was found only because of an alarm. */
  readonly missedByFastPath: string;
  /** Remark on a use that was found only by the look-back over CloudTrail's event history. */
  readonly foundByLookBack: string;
  /** Remark on a use that was seen in time, but that no queue held any more. */
  readonly lostByOutbox: string;
  /** More critical uses than are told one by one. */
  readonly manyCriticals: (count: number) => string;
  /** The parts of a heartbeat. */
  readonly heartbeat: {
    readonly headline: string;
    /** The same when something is wrong, about which an e-mail or an alarm was sent. */
    readonly headlineInTrouble: string;
    /** The same when mails reach nobody. */
    readonly headlineUnmailed: string;
    readonly uses: (count: number, missed: number) => string;
    readonly waiting: (count: number) => string;
    readonly stuck: (count: number) => string;
    readonly covered: (regions: number, enabled: number) => string;
  };
}
