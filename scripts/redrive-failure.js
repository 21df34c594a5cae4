import { Refusal } from './refusal.js';

/**
 * Why SQS could not be asked, as one sentence for whoever runs the command.
 *
 * @param {unknown} error
 * @param {string} region
 * @returns {string | undefined} undefined for what is no fault of AWS, the network or the user, but a bug
 */
export function describeRedriveFailure(error, region) {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof Refusal) return error.message;
  const reason = error.message.replace(/\s+/g, ' ').replace(/\.$/, '');
  if (['CredentialsProviderError', 'TokenProviderError'].includes(error.name)) {
    return `There are no AWS credentials (${reason}): set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`;
  }
  if ('$fault' in error) return `SQS in ${region} refuses with ${error.name}: ${reason}.`;
  if ('code' in error || error.name === 'TimeoutError') {
    const code = 'code' in error ? error.code : error.name;
    return `SQS in ${region} cannot be reached (${code}).`;
  }
  return undefined;
}
