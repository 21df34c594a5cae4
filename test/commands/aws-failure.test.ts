import { describe, expect, it } from 'vitest';
import { describeAwsFailure } from '../../commands/aws-failure.ts';
import { UserError } from '../../plugin/user-error.ts';

const failure = (name: string, message: string, more: object = { $fault: 'client' }): Error =>
  Object.assign(new Error(message), { name, ...more });

describe('why AWS could not be asked', () => {
  it.each([
    [
      'CredentialsProviderError',
      'Could not load credentials',
      'There are no AWS credentials (Could',
    ],
    ['ExpiredTokenException', 'The security token is expired', 'The AWS credentials have expired'],
    ['ExpiredToken', 'expired', 'The AWS credentials have expired'],
    ['UnrecognizedClientException', 'invalid', 'does not know these AWS credentials'],
    [
      'AccessDenied',
      'User: arn:aws:iam::1:user/x is not authorized to perform: sqs:getqueueurl on resource: y',
      'These AWS credentials may not sqs:getqueueurl',
    ],
    ['AccessDenied', 'No.', 'AWS denies this to these credentials (No): docs/commands.md says'],
    [
      'ThrottlingException',
      'Rate exceeded.',
      'AWS refuses with ThrottlingException: Rate exceeded.',
    ],
  ])('%s is one sentence', (name, message, sentence) => {
    const said = describeAwsFailure(failure(name, message));
    expect(said).toContain(sentence);
    expect(said).toMatch(/^[^\n]+\.$/);
  });

  it('is the code of the network when nobody answers', () => {
    const refused = failure('Error', 'connect', { code: 'ECONNREFUSED' });
    expect(describeAwsFailure(refused)).toBe('AWS cannot be reached (ECONNREFUSED).');
    const slow = failure('TimeoutError', 'too slow', {});
    expect(describeAwsFailure(slow)).toBe('AWS cannot be reached (TimeoutError).');
  });

  it('is what a refusal says', () => {
    expect(describeAwsFailure(new UserError('Put this right.'))).toBe('Put this right.');
  });

  it('holds nothing that a terminal would obey', () => {
    expect(describeAwsFailure(failure('Odd', '\u001b[2Jno\nyes'))).toBe(
      'AWS refuses with Odd: [2Jno yes.',
    );
  });

  it('is not known of a bug, which must show its stack', () => {
    expect(describeAwsFailure(new TypeError('x is undefined'))).toBeUndefined();
    expect(describeAwsFailure('text')).toBeUndefined();
  });
});
