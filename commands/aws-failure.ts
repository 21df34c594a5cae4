import { UserError } from '../plugin/user-error.ts';
import { failedCall } from './aws-client.ts';
import { printable } from './printable.ts';

const expired = ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenRefreshRequired'];
const unknownKeys = [
  'InvalidClientTokenId',
  'InvalidClientTokenIdException',
  'UnrecognizedClientException',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
];
const denied = [
  'AccessDenied',
  'AccessDeniedException',
  'AuthorizationError',
  'UnauthorizedOperation',
];

/** IAM's prefix of services whose client has another name. */
const prefixes: Readonly<Record<string, string>> = {
  EventBridge: 'events',
  CloudWatchLogs: 'logs',
};

/**
 * Why a call to AWS failed, as one sentence for the user of a command.
 *
 * @returns undefined when it is a bug, and not a failure of AWS or the network, or a mistake of the user
 */
export function describeAwsFailure(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof UserError) return error.message;
  const { name } = error;
  const reason = printable(error.message).replace(/\.$/, '');
  const call = failedCall(error);
  const { service, operation, region } = call ?? { service: 'AWS', operation: '', region: '' };
  const place = region === '' ? service : `${service} in ${region}`;
  if (['CredentialsProviderError', 'TokenProviderError'].includes(name)) {
    return `There are no AWS credentials (${reason}): set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`;
  }
  if (expired.includes(name)) {
    return `The AWS credentials have expired (${name}): sign in again, such as with aws sso login.`;
  }
  if (unknownKeys.includes(name)) {
    return `${place} does not know these AWS credentials (${name}): check AWS_PROFILE, and whether the region is switched on in the account.`;
  }
  if (denied.includes(name)) {
    const named = /not authorized to perform:? ([\w-]+:\w+)/.exec(error.message)?.[1];
    if (named === undefined && call === undefined) {
      return `AWS denies this to these credentials (${reason}): docs/commands.md says what each command needs.`;
    }
    const action = named ?? actionOf(service, operation);
    return `These AWS credentials may not ${action}${region === '' ? '' : ` in ${region}`}: docs/commands.md says what each command needs.`;
  }
  if ('$fault' in error) return `${place} refuses with ${name}: ${reason}.`;
  if ('code' in error || name === 'TimeoutError') {
    return `${place} cannot be reached (${'code' in error ? error.code : name}).`;
  }
  // For example a proxy that answers in place of AWS, with a page of its own.
  if (call !== undefined) return `${place} answers what cannot be read (${name}).`;
  return undefined;
}

function actionOf(service: string, operation: string): string {
  if (operation === 'Invoke') return 'lambda:InvokeFunction';
  return `${prefixes[service] ?? service.toLowerCase()}:${operation}`;
}
