import { describeAwsFailure } from '../../commands/aws-failure.ts';
import { printable } from '../../commands/printable.ts';
import type { Run } from '../framework.ts';
import { UserError } from '../user-error.ts';

/**
 * Asks AWS whose credentials these are, before anything is packaged or removed, and says it: nothing else in the output of a
 * deployment shows that it goes to the wrong account. AWS asks nobody for a permission to this call.
 *
 * @throws {UserError} when there are none, or AWS does not take them
 */
export async function requireCredentials({ serverless, writeText }: Run): Promise<void> {
  try {
    writeText(`AWS account ${await serverless.getProvider('aws').getAccountId()}`);
  } catch (error) {
    throw new UserError(whyNone(error));
  }
}

const howToGive = 'set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY';

/** The framework has errors of its own for credentials that are not there. */
function whyNone(error: unknown): string {
  const { code, message = String(error) } = Object(error) as { code?: unknown; message?: string };
  if (code === 'AWS_CREDENTIALS_NOT_FOUND') return `There are no AWS credentials: ${howToGive}.`;
  if (code === 'UNRECOGNIZED_AWS_PROFILE') return `${printable(message)}: ${howToGive}.`;
  return (
    describeAwsFailure(error) ?? `AWS does not take these credentials (${printable(message)}).`
  );
}
