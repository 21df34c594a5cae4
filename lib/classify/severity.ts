import type { RootActivity, RootUse } from '../root-activity.ts';
import type { Actor, EventClass, Severity } from './classes.ts';
import { severities, signIns } from './classes.ts';
import { actorOf, classify } from './classify.ts';
import { isLogOut } from './ncloud-class.ts';

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
  signInMfaCheck: 'high',
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
  // Narrowed, it is as good as off.
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

/** How bad an activity is; what cannot be read may be anything. */
export function severityOfActivity(activity: RootActivity): Severity {
  return activity.kind === 'use' ? severityOf(activity) : 'high';
}

/** How bad a use is: what was done, and no worse than who did it allows. */
export function severityOf(use: RootUse): Severity {
  if (use.cloud === 'ncloud') return ncloudSeverityOf(use);
  return mildest(severityOfClass[classify(use)], worstOfActor[actorOf(use)]);
}

/** A log-in and a new access key have the words that the users of Naver Cloud's guides know: 주의 and 경고. */
function ncloudSeverityOf(use: RootUse): Severity {
  const eventClass = classify(use);
  if (eventClass === 'signInWithoutMfa' || eventClass === 'accessKeyCreated') return 'high';
  if (signIns.some((signIn) => signIn === eventClass)) return 'medium';
  return isLogOut(use) ? 'low' : severityOfClass[eventClass];
}

function mildest(...all: readonly Severity[]): Severity {
  return severities.findLast((severity) => all.includes(severity)) ?? 'high';
}
