import type { UseFacts } from '../root-activity.ts';
import type { EventClass, SignIn } from './classes.ts';

/**
 * The class of an event of AWS Sign-In. Undefined: the table of names has it, or it is like any other call.
 *
 * Sources: CloudTrail User Guide, "AWS Management Console sign-in events"; AWS Sign-In User Guide, "Sign-In with OAuth
 * 2.0" and "AWS MCP Server"; AWS CLI User Guide, "Login for AWS local development using console credentials".
 */
export function signInClassOf(use: UseFacts): EventClass | undefined {
  const { eventName, outcome } = use;
  if (eventName === 'ConsoleLogin') return consoleLogInOf(use);
  if (eventName === 'CheckMfa' && outcome === 'failure') return 'signInPastPassword';
  // A glitch of AWS: a failed sign-in at an identity provider is written as root's (panther-labs/panther-analysis,
  // "Root user activity", test "Root User Failed Activity").
  if (eventName === 'ExternalIdPDirectoryLogin' && outcome === 'failure') {
    return 'externalIdpFailed';
  }
  if (eventName === 'GetSigninToken') return 'consoleLink';
  return grantsSession(eventName) ? grantOf(use) : undefined;
}

/** Whether a call of AWS Sign-In lets a command line, an application or an agent in, though AWS calls it a read. */
export function grantsSession(eventName: string): boolean {
  return /^(?:AuthorizeOAuth2|CreateOAuth2Token|CreateBearerToken)/.test(eventName);
}

function grantOf({ oauth }: UseFacts): EventClass {
  if (oauth?.grantType === 'refresh_token') return 'sessionRefreshed';
  // The ids of `aws login`, on this device and from another one.
  return /:devtools\//.test(oauth?.clientId ?? '') ? 'cliSession' : 'agentAccess';
}

/**
 * The class of a log-in. AWS asks for the second factor after the password (IAM User Guide, "MFA enabled sign-in"), and
 * marks a log-in that failed there with `MFAUsed` "Yes". No document says that it never does so with a wrong password.
 */
export function consoleLogInOf({ outcome, hasMfa, isPastPassword }: UseFacts): SignIn {
  if (outcome === 'failure') return isPastPassword ? 'signInPastPassword' : 'signInFailed';
  if (outcome === 'unknown') return 'signInUnclear';
  if (hasMfa === undefined) return 'signInMfaUnknown';
  return hasMfa ? 'signInWithMfa' : 'signInWithoutMfa';
}
