import type { RootActivity } from '../root-activity.ts';
import type { Actor, EventClass } from './classes.ts';
import { actorOf, classify } from './classify.ts';

/** Section of the runbook for each class. */
const sectionOfClass = {
  signInWithoutMfa: 'sign-in',
  signInWithMfa: 'sign-in',
  signInMfaUnknown: 'sign-in',
  signInFailed: 'sign-in-failed',
  signInUnclear: 'sign-in',
  signInMfaCheck: 'sign-in',
  accessKeyCreated: 'access-key',
  accessKeyChanged: 'access-key',
  credential: 'credential',
  sessionIssued: 'credential',
  mfaAdded: 'mfa',
  mfaRemoved: 'mfa',
  password: 'password',
  passwordRecovery: 'password',
  passwordReset: 'password',
  email: 'email',
  owner: 'email',
  loggingOff: 'logging',
  loggingChanged: 'logging',
  detectionOff: 'detection',
  detectionChanged: 'detection',
  alertingOff: 'detection',
  watchChanged: 'detection',
  organization: 'organization',
  account: 'account',
  adminGranted: 'identity',
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

const otherSections = ['alarm', 'unreadable', 'drill', 'naver-cloud'] as const;

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
  if (activity.kind !== 'alarm' && activity.cloud === 'ncloud') return 'naver-cloud';
  if (activity.kind !== 'use') return activity.kind;
  const actor = actorOf(activity);
  return actor === 'root' ? sectionOfClass[classify(activity)] : sectionOfActor[actor];
}
