import type { OwnPart } from '../guard/own-part.ts';
import { type Actor, type EventClass, type Severity, severities } from './classes.ts';

import type { Direction } from './effect.ts';

/**
 * How bad each class is, whether the call was refused or not: the caller had root in either case. Critical is
 * what lets an intruder stay, hide, take out data or destroy it. Any other use of root by a person is high,
 * but for reads.
 */
export const severityOfClass: Readonly<Record<EventClass, Severity>> = {
  signInWithoutMfa: 'critical',
  signInWithMfa: 'high',
  signInMfaUnknown: 'high',
  // Somebody guessed at the password and did not get in.
  signInFailed: 'medium',
  // Somebody knows the password, as far as the record shows.
  signInPastPassword: 'high',
  signInUnclear: 'high',
  signInMfaCheck: 'high',
  signInAnomaly: 'high',
  // A fault between AWS and an identity provider, which gives nobody access.
  externalIdpFailed: 'low',
  consoleLink: 'high',
  // Up to twelve hours of root's rights, in a place that no console shows.
  cliSession: 'high',
  agentAccess: 'high',
  // The session was told when it began.
  sessionRefreshed: 'medium',
  rootPasswordCreated: 'critical',
  rootPasswordDeleted: 'critical',
  rootCredentialCreated: 'critical',
  accessKeyCreated: 'critical',
  accessKeyChanged: 'high',
  credential: 'high',
  sessionIssued: 'high',
  mfaAdded: 'high',
  mfaRemoved: 'critical',
  password: 'critical',
  passwordRecovery: 'high',
  passwordReset: 'critical',
  email: 'critical',
  owner: 'critical',
  loggingOff: 'critical',
  // Logging that was narrowed down is as good as off.
  loggingChanged: 'critical',
  detectionOff: 'critical',
  detectionChanged: 'critical',
  alertingOff: 'critical',
  watchChanged: 'high',
  organization: 'critical',
  account: 'high',
  adminGranted: 'critical',
  trust: 'critical',
  identity: 'high',
  dataExposed: 'critical',
  networkExposed: 'high',
  secretRead: 'high',
  permissions: 'critical',
  permissionsRemoved: 'high',
  tagging: 'medium',
  compute: 'high',
  stack: 'high',
  execution: 'high',
  protectionOff: 'high',
  protectionChanged: 'high',
  disruption: 'high',
  spending: 'high',
  // Whoever has a domain gets its mail, with which passwords are reset.
  domain: 'critical',
  destruction: 'critical',
  deletion: 'high',
  assumeRoot: 'medium',
  ownPart: 'critical',
  forged: 'low',
  read: 'medium',
  action: 'high',
};

/** Every class. */
export const eventClasses = Object.keys(severityOfClass) as readonly EventClass[];

/** The most severe that a use by each actor can be. */
const maxSeverityOfActor: Readonly<Record<Actor, Severity>> = {
  direct: 'critical',
  agent: 'critical',
  // Its permissions are those of root, who issued it.
  federatedSession: 'critical',
  // One task, fifteen minutes, granted by the management account (IAM, "Perform a privileged task").
  centralizedSession: 'medium',
  service: 'low',
};

/** What makes things safer is still a use of root, but nothing to be woken up for. */
export const maxSeverityOfSafer: Severity = 'medium';

/**
 * How bad a use in AWS is: as bad as what was done, but no worse than its actor and its direction allow.
 *
 * @param isWorst the request lets everybody in, or AWS left out the part of the record that would say how bad it is.
 */
export function severityOf(
  eventClass: EventClass,
  actor: Actor,
  direction?: Direction,
  isWorst = false,
): Severity {
  const severity = isWorst ? 'critical' : severityOfClass[eventClass];
  const allowed = milder(severity, maxSeverityOfActor[actor]);
  return direction === 'safer' ? milder(allowed, maxSeverityOfSafer) : allowed;
}

/**
 * The same for a change of root-alert itself, by what was done. A deployment by its operators is not an emergency, nor is
 * a webhook that is stored or rotated, nor something that is switched on again. By root, who should do none of it, they
 * are as bad as any use; and a webhook that root stores is a room for root's alerts.
 */
export function ownPartSeverity(part: OwnPart, isByOther: boolean): Severity {
  if (part.effect === 'restored' || part.loss === 'dashboard') return isByOther ? 'medium' : 'high';
  if (part.effect === 'webhookStored') return isByOther ? 'high' : 'critical';
  // A change set without a stack's name may be of any stack.
  return part.effect === 'deployed' ? 'high' : 'critical';
}

export function milder(one: Severity, other: Severity): Severity {
  return severities.indexOf(one) > severities.indexOf(other) ? one : other;
}
