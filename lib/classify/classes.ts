/** How bad an activity is, the worst first. */
export const severities = ['critical', 'high', 'medium', 'low'] as const;

export type Severity = (typeof severities)[number];

const signIns = [
  'signInWithoutMfa',
  'signInWithMfa',
  'signInMfaUnknown',
  'signInFailed',
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
 * milder. The others act in a session or for root, and not as root itself.
 */
export type Actor = 'direct' | 'federatedSession' | 'centralizedSession' | 'service';
