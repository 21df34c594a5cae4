/** How bad an activity is, the worst first. */
export const severities = ['critical', 'high', 'medium', 'low'] as const;

export type Severity = (typeof severities)[number];

const signIns = [
  'signInWithoutMfa',
  'signInWithMfa',
  'signInMfaUnknown',
  'signInFailed',
  'signInPastPassword',
  'signInUnclear',
  'signInMfaCheck',
] as const;

export type SignIn = (typeof signIns)[number];

export function isSignIn(eventClass: EventClass): eventClass is SignIn {
  return signIns.some((signIn) => signIn === eventClass);
}

/** Kinds of use that a message words differently. */
export type EventClass =
  | SignIn
  | 'signInAnomaly'
  | 'externalIdpFailed'
  | 'consoleLink'
  | 'cliSession'
  | 'agentAccess'
  | 'sessionRefreshed'
  | 'rootPasswordCreated'
  | 'rootPasswordDeleted'
  | 'rootCredentialCreated'
  | 'accessKeyCreated'
  | 'accessKeyChanged'
  | 'credential'
  | 'sessionIssued'
  | 'mfaAdded'
  | 'mfaRemoved'
  | 'password'
  | 'passwordRecovery'
  | 'passwordReset'
  | 'email'
  | 'owner'
  | 'loggingOff'
  | 'loggingChanged'
  | 'detectionOff'
  | 'detectionChanged'
  | 'alertingOff'
  | 'watchChanged'
  | 'organization'
  | 'account'
  | 'adminGranted'
  | 'trust'
  | 'identity'
  | 'dataExposed'
  | 'networkExposed'
  | 'secretRead'
  | 'permissions'
  | 'permissionsRemoved'
  | 'tagging'
  | 'compute'
  | 'stack'
  | 'execution'
  | 'protectionOff'
  | 'protectionChanged'
  | 'disruption'
  | 'spending'
  | 'domain'
  | 'destruction'
  | 'deletion'
  | 'assumeRoot'
  /** A change of root-alert itself, by anybody. */
  | 'ownPart'
  /** An event that passes for a use of root or for a drill, and is neither. */
  | 'forged'
  | 'read'
  | 'action';

/**
 * Who used root. `direct`: a person with its password or key, or a caller about whom nothing makes the use
 * milder. `agent`: an AI agent that such a person let in, with all of root's rights. The others act in a session or for
 * root, and not as root itself.
 */
export type Actor = 'direct' | 'agent' | 'federatedSession' | 'centralizedSession' | 'service';

/** The actors about whom a message says something else than about root itself. */
export type OtherActor = Exclude<Actor, 'direct' | 'agent'>;

export function isRootItself(actor: Actor): actor is Exclude<Actor, OtherActor> {
  return actor === 'direct' || actor === 'agent';
}
