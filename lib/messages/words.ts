import type { Actor, EventClass, Severity, SignIn } from '../classify/classes.ts';
import type { FindingKind } from '../reconcile/coverage.ts';
import type { AffectedKind, Cloud } from '../root-activity.ts';
import type { AlarmFindings } from './alarm-findings.ts';

/** Who a sentence about a use is about. */
export interface Subject {
  /** The root account itself: `AWS root 계정`. */
  readonly account: string;
  /** How a sentence begins that says what was done: `AWS root 계정으로`. */
  readonly by: string;
}

/** Whole sentences, without a full stop. */
type Sentence = (subject: Subject) => string;

/** All text for operators. Both languages have the same keys, by type. */
export interface Words {
  /** First word of a rehearsal's message. */
  readonly drill: string;
  readonly severity: Readonly<Record<Severity, string>>;
  /** What the root account of a cloud is called. */
  readonly rootOf: Readonly<Record<Cloud, string>>;
  /** {@link Subject.by}, made of what the root account is called. */
  readonly by: Readonly<Record<Actor, (account: string) => string>>;
  readonly signIn: Readonly<Record<SignIn, Sentence>>;
  /** What was done, and what was tried but refused. */
  readonly happened: Readonly<
    Record<Exclude<EventClass, SignIn>, { readonly done: Sentence; readonly refused: Sentence }>
  >;
  readonly unreadable: string;
  /** What to do now, one line. */
  readonly advice: Readonly<
    Record<
      | EventClass
      | Exclude<Actor, 'direct'>
      | 'refused'
      | 'unreadable'
      | 'alarm'
      | 'alarmOver'
      | 'alarmWithoutData'
      | 'drill',
      string
    >
  >;
  readonly label: Readonly<
    Record<
      | 'account'
      | 'event'
      | 'time'
      | 'region'
      | 'sourceIp'
      | 'mfa'
      | 'who'
      | 'userAgent'
      | 'result'
      | 'eventId'
      | 'fault'
      | 'target'
      | 'affected'
      | 'taskPolicy'
      | 'adviceNow'
      | 'delay'
      | 'count'
      | 'period'
      | 'events'
      | 'errors'
      | 'readOnly'
      | 'notable'
      | 'alarm'
      | 'reason'
      | 'condition'
      | 'description'
      | 'findings'
      | 'remark',
      string
    >
  >;
  /** Headline of a digest: how many activities it counts, the name of the worst of them, and whether that failed. */
  readonly digest: (count: number, worst: string, isRefused?: boolean) => string;
  /** The same for a digest in which nobody got in: `count` refused sign-ins. */
  readonly digestOfRefusedSignIns: (count: number) => string;
  /** The same for records none of which can be read. */
  readonly digestOfUnreadable: (count: number) => string;
  /** Whom something is for that is for all. */
  readonly everybody: string;
  /** What stands for an event's name in a list. */
  readonly unreadableRecord: string;
  /** What a message that comes late begins with. */
  readonly late: string;
  /** How long after what it tells of a message comes. */
  readonly after: (seconds: number) => string;
  /** The same for a digest, which counts from the first of its activities. */
  readonly afterFirst: (seconds: number) => string;
  /** The same for an alarm, whose state changes minutes after the use of root itself. */
  readonly afterAlarm: (seconds: number) => string;
  /** What a concern is: a bucket, a user… */
  readonly affected: Readonly<Record<AffectedKind, string>>;
  /** How often one kind came, in a list. */
  readonly times: (count: number) => string;
  readonly inAll: (count: number) => string;
  /** What a list leaves out: so many kinds, so many times in all. */
  readonly andOthers: (kinds: number, count: number) => string;
  readonly yes: string;
  readonly no: string;
  readonly unknown: string;
  readonly succeeded: string;
  readonly failed: string;
  readonly root: string;
  readonly accessKey: string;
  readonly service: string;
  readonly centralized: string;
  readonly openEvent: string;
  readonly openRunbook: string;
  readonly openAlarm: string;
  /** What the alarm `root-alert` is about. */
  readonly rootAccount: string;
  /** What something without a name, such as a test publish, is about. */
  readonly namelessAlarm: string;
  /** What happened to an alarm, by what it is about. */
  readonly alarm: Readonly<
    Record<'raised' | 'ok' | 'insufficientData', (subject: string) => string>
  >;
  /** What the trail's log says of an alarm. */
  readonly findings: (findings: AlarmFindings) => string;
  /** Remark on a use that only the alarm brought to light. */
  readonly missedByFastPath: string;
  /** Remark on a use that only the look-back over CloudTrail's event history brought to light. */
  readonly foundByLookBack: string;
  /** A sign of life, in parts. */
  readonly heartbeat: {
    readonly headline: string;
    /** The same when something is wrong, which an e-mail or an alarm has told. */
    readonly headlineInTrouble: string;
    readonly uses: (count: number, missed: number) => string;
    readonly waiting: (count: number) => string;
    readonly stuck: (count: number) => string;
    readonly covered: (regions: number, enabled: number) => string;
  };
  /** The e-mail about what keeps root-alert from seeing or telling. */
  readonly ops: {
    readonly headings: Readonly<Record<'appeared' | 'gone' | 'standing', string>>;
    readonly findings: Readonly<
      Record<
        FindingKind,
        { readonly what: string; readonly todo: (stage: string, homeRegion: string) => string }
      >
    >;
  };
}
