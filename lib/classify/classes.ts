/** How bad it is, worst first. */
export const severities = ['critical', 'high', 'medium', 'low'] as const;

export type Severity = (typeof severities)[number];

export const signIns = [
  'signInWithoutMfa',
  'signInWithMfa',
  'signInMfaUnknown',
  'signInFailed',
  'signInUnclear',
  'signInMfaCheck',
] as const;

export type SignIn = (typeof signIns)[number];

/** What was done, as far as it changes what the message says. */
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
  | 'read'
  | 'action';

/** Who used root: a person who holds its password or key, or somebody or something with less of it. */
export type Actor = 'root' | 'federatedSession' | 'centralizedSession' | 'service';
