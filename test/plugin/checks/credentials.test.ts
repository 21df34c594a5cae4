import { describe, expect, test } from 'vitest';
import { requireCredentials } from '../../../plugin/checks/credentials.ts';
import type { Run } from '../../../plugin/framework.ts';
import { UserError } from '../../../plugin/user-error.ts';

/** Deploys where the framework's look at the credentials ends so. */
async function asking(
  getAccountId: () => Promise<string>,
): Promise<{ texts: string[]; error: unknown }> {
  const texts: string[] = [];
  const run = {
    serverless: { getProvider: () => ({ getAccountId }) },
    writeText: (text: string) => texts.push(text),
  } as unknown as Run;
  const error = await requireCredentials(run).catch((it: unknown) => it);
  return { texts, error };
}

const failing = (message: string, more: object) =>
  asking(() => Promise.reject(Object.assign(new Error(message), more)));

test('the account that is deployed to is named before anything is done', async () => {
  expect(await asking(async () => '111122223333')).toEqual({
    texts: ['AWS account 111122223333'],
    error: undefined,
  });
});

describe('credentials that do not do are refused in one sentence', () => {
  test.each([
    [
      'none',
      'AWS provider credentials not found. Learn …',
      { code: 'AWS_CREDENTIALS_NOT_FOUND' },
      /^There are no AWS credentials: set AWS_PROFILE, or /,
    ],
    [
      'a profile that is not there',
      'AWS profile "nope" doesn’t seem to be configured',
      { code: 'UNRECOGNIZED_AWS_PROFILE' },
      /^AWS profile "nope" doesn’t seem to be configured: set AWS_PROFILE/,
    ],
    [
      'expired',
      'The security token included in the request is expired',
      { name: 'ExpiredToken', $fault: 'client' },
      /^The AWS credentials have expired \(ExpiredToken\): sign in again/,
    ],
    [
      'unknown',
      'no',
      { name: 'InvalidClientTokenId', $fault: 'client' },
      /does not know these AWS credentials/,
    ],
    ['without a network', 'connect', { code: 'ECONNREFUSED' }, /^AWS cannot be reached \(ECONN/],
    ['odd', 'a\nb', {}, /^AWS does not take these credentials \(a b\)\.$/],
  ])('%s', async (_, message, more, sentence) => {
    const { texts, error } = await failing(message, more);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toMatch(sentence);
    expect((error as UserError).message).not.toContain('\n');
    expect(texts).toEqual([]);
  });
});
