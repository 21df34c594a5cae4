import { UserError } from '../plugin/user-error.js';
import { whatWasAsked } from './aws-client.js';
import { printable } from './printable.js';

const expired = ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenRefreshRequired'];
const unknownKeys = [
  'InvalidClientTokenId',
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

/** How IAM calls the services whose clients have another name. @type {Readonly<Record<string, string>>} */
const prefixes = { EventBridge: 'events', CloudWatchLogs: 'logs' };

/**
 * Why AWS could not be asked, as one sentence for whoever runs a command.
 *
 * @param {unknown} error
 * @returns {string | undefined} undefined for what is no fault of AWS, the network or the user, but a bug
 */
export function describeAwsFailure(error) {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof UserError) return error.message;
  const { name } = error;
  const reason = printable(error.message).replace(/\.$/, '');
  const asked = whatWasAsked(error);
  const { service, operation, region } = asked ?? { service: 'AWS', operation: '', region: '' };
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
    const action =
      /not authorized to perform:? ([\w-]+:\w+)/.exec(error.message)?.[1] ??
      actionOf(service, operation);
    return `These AWS credentials may not ${action}${region === '' ? '' : ` in ${region}`}: docs/commands.md says what each command needs.`;
  }
  if ('$fault' in error) return `${place} refuses with ${name}: ${reason}.`;
  if ('code' in error || name === 'TimeoutError') {
    return `${place} cannot be reached (${'code' in error ? error.code : name}).`;
  }
  // Such as a proxy that answers in place of AWS, with a page of its own.
  if (asked !== undefined) return `${place} answers what cannot be read (${name}).`;
  return undefined;
}

/**
 * @param {string} service
 * @param {string} operation
 */
function actionOf(service, operation) {
  if (operation === 'Invoke') return 'lambda:InvokeFunction';
  return `${prefixes[service] ?? service.toLowerCase()}:${operation}`;
}
