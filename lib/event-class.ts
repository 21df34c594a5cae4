import type { RootUse } from './root-activity.ts';

/** How bad it is, worst first. */
export const severities = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

/** What kind of use it is, as far as it changes what the message says. */
export type EventClass =
  | 'signIn'
  | 'accessKeyCreated'
  | 'accessKeyChanged'
  | 'mfaAdded'
  | 'mfaRemoved'
  | 'password'
  | 'passwordRecovery'
  | 'passwordReset'
  | 'email'
  | 'logging'
  | 'assumeRoot'
  | 'centralizedSession'
  | 'federatedSession'
  | 'byService'
  | 'read'
  | 'action';

const classOfEvent: Readonly<Record<string, EventClass>> = {
  'signin.amazonaws.com ConsoleLogin': 'signIn',
  'signin.amazonaws.com PasswordUpdated': 'password',
  'signin.amazonaws.com PasswordRecoveryRequested': 'passwordRecovery',
  'signin.amazonaws.com PasswordRecoveryCompleted': 'passwordReset',
  'signin.amazonaws.com EmailUpdated': 'email',
  'iam.amazonaws.com ChangePassword': 'password',
  'iam.amazonaws.com UpdateAccountEmailAddress': 'email',
  'iam.amazonaws.com CreateAccessKey': 'accessKeyCreated',
  'iam.amazonaws.com UpdateAccessKey': 'accessKeyChanged',
  'iam.amazonaws.com DeleteAccessKey': 'accessKeyChanged',
  'iam.amazonaws.com DeactivateMFADevice': 'mfaRemoved',
  'iam.amazonaws.com DeleteVirtualMFADevice': 'mfaRemoved',
  'iam.amazonaws.com EnableMFADevice': 'mfaAdded',
  'sts.amazonaws.com AssumeRoot': 'assumeRoot',
  'cloudtrail.amazonaws.com StopLogging': 'logging',
  'cloudtrail.amazonaws.com DeleteTrail': 'logging',
  'cloudtrail.amazonaws.com UpdateTrail': 'logging',
  'cloudtrail.amazonaws.com PutEventSelectors': 'logging',
};

/**
 * Sorts a use. Who acted comes before what was done where it changes the meaning: a centralized
 * session or an AWS service doing something is not a person who holds the root password.
 */
export function classify(use: RootUse): EventClass {
  const known = classOfEvent[`${use.eventSource} ${use.eventName}`];
  if (known === 'assumeRoot') return known;
  if (use.identity.isAssumedRoot) return 'centralizedSession';
  if (use.identity.invokedBy !== undefined && use.identity.invokedBy !== 'signin.amazonaws.com')
    return 'byService';
  if (use.identity.type === 'FederatedUser') return 'federatedSession';
  return known ?? (use.isReadOnly ? 'read' : 'action');
}

const severityOfClass: Readonly<Record<Exclude<EventClass, 'signIn'>, Severity>> = {
  accessKeyCreated: 'critical',
  accessKeyChanged: 'high',
  mfaAdded: 'high',
  mfaRemoved: 'critical',
  password: 'critical',
  passwordRecovery: 'high',
  passwordReset: 'critical',
  email: 'critical',
  logging: 'critical',
  action: 'high',
  federatedSession: 'high',
  read: 'medium',
  assumeRoot: 'medium',
  centralizedSession: 'medium',
  byService: 'low',
};

/** A refused sign-in is a guess at the password; any other refused call was made by somebody who is in. */
export function severityOf(use: RootUse, eventClass: EventClass): Severity {
  if (eventClass !== 'signIn') return severityOfClass[eventClass];
  if (use.outcome === 'failure') return 'medium';
  if (use.outcome === 'success' && use.hasMfa === false) return 'critical';
  return 'high';
}
