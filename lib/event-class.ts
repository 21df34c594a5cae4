import type { RootActivity, RootUse } from './root-activity.ts';

/** How bad it is, worst first. */
export const severities = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

export const signIns = [
  'signInWithoutMfa',
  'signInWithMfa',
  'signInMfaUnknown',
  'signInFailed',
  'signInUnclear',
] as const;
export type SignIn = (typeof signIns)[number];

/** What was done, as far as it changes what the message says. */
export type EventClass =
  | SignIn
  | 'accessKeyCreated'
  | 'accessKeyChanged'
  | 'credential'
  | 'mfaAdded'
  | 'mfaRemoved'
  | 'password'
  | 'passwordRecovery'
  | 'passwordReset'
  | 'email'
  | 'loggingOff'
  | 'detectionOff'
  | 'alertingOff'
  | 'watchChanged'
  | 'organization'
  | 'account'
  | 'trust'
  | 'identity'
  | 'dataExposed'
  | 'networkExposed'
  | 'secretRead'
  | 'destruction'
  | 'deletion'
  | 'assumeRoot'
  | 'read'
  | 'action';

/** Who used root: a person who holds its password or key, or somebody or something with less of it. */
export type Actor = 'root' | 'federatedSession' | 'centralizedSession' | 'service';

/**
 * How bad each class is, refused or not: whoever was refused held root all the same. Critical is what
 * lets somebody stay, hide, take data out or destroy it. Any use of root by hand is high, reads apart.
 */
const severityOfClass: Readonly<Record<EventClass, Severity>> = {
  signInWithoutMfa: 'critical',
  signInWithMfa: 'high',
  signInMfaUnknown: 'high',
  // A guess at the password; nobody is in.
  signInFailed: 'medium',
  signInUnclear: 'high',
  accessKeyCreated: 'critical',
  accessKeyChanged: 'high',
  credential: 'high',
  mfaAdded: 'high',
  mfaRemoved: 'critical',
  password: 'critical',
  passwordRecovery: 'high',
  passwordReset: 'critical',
  email: 'critical',
  loggingOff: 'critical',
  detectionOff: 'critical',
  alertingOff: 'critical',
  watchChanged: 'high',
  organization: 'critical',
  account: 'high',
  trust: 'critical',
  identity: 'high',
  dataExposed: 'critical',
  networkExposed: 'high',
  secretRead: 'high',
  destruction: 'critical',
  deletion: 'high',
  assumeRoot: 'medium',
  read: 'medium',
  action: 'high',
};

/** As bad as it gets for who is not a person with root's own credentials. */
const worstOfActor: Readonly<Record<Actor, Severity>> = {
  root: 'critical',
  // Its rights are root's, and so is whoever issued it.
  federatedSession: 'critical',
  // One task, fifteen minutes, granted by the management account (IAM, "Perform a privileged task").
  centralizedSession: 'medium',
  service: 'low',
};

/** Names of events by the service that records them, the first part of `eventSource`. */
type Names = Readonly<Record<string, readonly string[]>>;

const namedEvents: Readonly<Partial<Record<EventClass, Names>>> = {
  accessKeyCreated: { iam: ['CreateAccessKey'] },
  accessKeyChanged: { iam: ['UpdateAccessKey', 'DeleteAccessKey'] },
  mfaAdded: { iam: ['EnableMFADevice'] },
  mfaRemoved: { iam: ['DeactivateMFADevice', 'DeleteVirtualMFADevice'] },
  password: { signin: ['PasswordUpdated'], iam: ['ChangePassword'] },
  passwordRecovery: { signin: ['PasswordRecoveryRequested'] },
  passwordReset: { signin: ['PasswordRecoveryCompleted'] },
  email: { signin: ['EmailUpdated'], iam: ['UpdateAccountEmailAddress'] },
  loggingOff: { cloudtrail: ['StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors'] },
  assumeRoot: { sts: ['AssumeRoot'] },
};

const classOfEvent: ReadonlyMap<string, EventClass> = new Map(
  Object.entries(namedEvents).flatMap(([eventClass, services]) =>
    Object.entries(services).flatMap(([service, names]) =>
      names.map((name) => [`${service}.amazonaws.com ${name}`, eventClass as EventClass] as const),
    ),
  ),
);

export function classify(use: RootUse): EventClass {
  if (use.eventSource === 'signin.amazonaws.com' && use.eventName === 'ConsoleLogin') {
    return signInOf(use);
  }
  const known = classOfEvent.get(`${use.eventSource} ${use.eventName}`);
  return known ?? (use.isReadOnly ? 'read' : 'action');
}

function signInOf({ outcome, hasMfa }: RootUse): SignIn {
  if (outcome === 'failure') return 'signInFailed';
  if (outcome === 'unknown') return 'signInUnclear';
  if (hasMfa === undefined) return 'signInMfaUnknown';
  return hasMfa ? 'signInWithMfa' : 'signInWithoutMfa';
}

export function actorOf(use: RootUse): Actor {
  const { identity } = use;
  // Who asks for a root session is told by that, and has none yet.
  if (classify(use) === 'assumeRoot') return 'root';
  if (identity.isAssumedRoot) return 'centralizedSession';
  // The last is how old records write a person in the console.
  if (identity.invokedBy !== undefined && identity.invokedBy !== 'signin.amazonaws.com')
    return 'service';
  return identity.type === 'FederatedUser' ? 'federatedSession' : 'root';
}

/** How bad a use is: what was done, and no worse than who did it allows. */
export function severityOf(use: RootUse): Severity {
  return mildest(severityOfClass[classify(use)], worstOfActor[actorOf(use)]);
}

function mildest(...all: readonly Severity[]): Severity {
  return severities.findLast((severity) => all.includes(severity)) ?? 'high';
}

/** Section of the runbook for each class. */
const sectionOfClass = {
  signInWithoutMfa: 'sign-in',
  signInWithMfa: 'sign-in',
  signInMfaUnknown: 'sign-in',
  signInFailed: 'sign-in-failed',
  signInUnclear: 'sign-in',
  accessKeyCreated: 'access-key',
  accessKeyChanged: 'access-key',
  credential: 'credential',
  mfaAdded: 'mfa',
  mfaRemoved: 'mfa',
  password: 'password',
  passwordRecovery: 'password',
  passwordReset: 'password',
  email: 'email',
  loggingOff: 'logging',
  detectionOff: 'detection',
  alertingOff: 'detection',
  watchChanged: 'detection',
  organization: 'organization',
  account: 'account',
  trust: 'identity',
  identity: 'identity',
  dataExposed: 'exposure',
  networkExposed: 'exposure',
  secretRead: 'secret',
  destruction: 'deletion',
  deletion: 'deletion',
  assumeRoot: 'centralized-session',
  read: 'read',
  action: 'action',
} as const satisfies Readonly<Record<EventClass, string>>;

const sectionOfActor = {
  federatedSession: 'federated-session',
  centralizedSession: 'centralized-session',
  service: 'service',
} as const satisfies Readonly<Record<Exclude<Actor, 'root'>, string>>;

const otherSections = ['alarm', 'unreadable', 'drill'] as const;

export type RunbookSection =
  | (typeof sectionOfClass)[EventClass]
  | (typeof sectionOfActor)[Exclude<Actor, 'root'>]
  | (typeof otherSections)[number];

/** Every section of the runbook that a message can lead to. */
export const runbookSections: readonly RunbookSection[] = [
  ...new Set([
    ...Object.values(sectionOfClass),
    ...Object.values(sectionOfActor),
    ...otherSections,
  ]),
];

/** The section of docs/runbook.md on an activity, which is also its anchor there. */
export function runbookSectionOf(activity: RootActivity): RunbookSection {
  if (activity.isDrill) return 'drill';
  if (activity.kind !== 'use') return activity.kind;
  const actor = actorOf(activity);
  return actor === 'root' ? sectionOfClass[classify(activity)] : sectionOfActor[actor];
}
