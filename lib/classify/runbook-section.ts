import { type Actor, type EventClass, isRootItself, type OtherActor } from './classes.ts';

/** The section of the runbook for each class. */
const sectionOfClass = {
  signInWithoutMfa: 'sign-in',
  signInWithMfa: 'sign-in',
  signInMfaUnknown: 'sign-in',
  signInFailed: 'sign-in-failed',
  signInPastPassword: 'sign-in',
  signInUnclear: 'sign-in',
  signInMfaCheck: 'sign-in',
  signInAnomaly: 'sign-in',
  externalIdpFailed: 'sign-in-failed',
  consoleLink: 'federated-session',
  cliSession: 'oauth-session',
  agentAccess: 'oauth-session',
  sessionRefreshed: 'oauth-session',
  rootPasswordCreated: 'password',
  rootPasswordDeleted: 'password',
  rootCredentialCreated: 'credential',
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
  permissions: 'identity',
  permissionsRemoved: 'identity',
  tagging: 'action',
  compute: 'compute',
  stack: 'compute',
  execution: 'execution',
  protectionOff: 'protection',
  protectionChanged: 'protection',
  disruption: 'protection',
  spending: 'spending',
  domain: 'domain',
  destruction: 'deletion',
  deletion: 'deletion',
  assumeRoot: 'centralized-session',
  ownPart: 'own-part',
  forged: 'drill',
  read: 'read',
  action: 'action',
} as const satisfies Readonly<Record<EventClass, string>>;

const sectionOfActor = {
  federatedSession: 'federated-session',
  centralizedSession: 'centralized-session',
  service: 'service',
} as const satisfies Readonly<Record<OtherActor, string>>;

const otherSections = ['alarm', 'unreadable', 'drill', 'naver-cloud'] as const;

export type RunbookSection =
  | (typeof sectionOfClass)[EventClass]
  | (typeof sectionOfActor)[OtherActor]
  | (typeof otherSections)[number];

/** Every section of the runbook that a message can link to. */
export const runbookSections: readonly RunbookSection[] = [
  ...new Set([
    ...Object.values(sectionOfClass),
    ...Object.values(sectionOfActor),
    ...otherSections,
  ]),
];

/** The section of docs/runbook.md about a use, which is also its anchor there. */
export function sectionOfUse(
  { isDrill, cloud }: { readonly isDrill: boolean; readonly cloud: string },
  eventClass: EventClass,
  actor: Actor,
): RunbookSection {
  if (isDrill) return 'drill';
  if (cloud === 'ncloud') return 'naver-cloud';
  return isRootItself(actor) ? sectionOfClass[eventClass] : sectionOfActor[actor];
}
