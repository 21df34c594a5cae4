import { expect, test } from 'vitest';
import { targetAccountOf } from '../../../lib/classify/target-account.ts';
import { rootUse } from '../root-use.ts';
import { whollyUnreadable } from '../unreadable-record.ts';

const targetOf = (targetPrincipal: string | undefined) =>
  targetAccountOf(rootUse({ assumeRoot: { targetPrincipal, taskPolicyArn: undefined } }));

test.each(['444455556666', 'arn:aws:iam::444455556666:root'])(
  'the account whose root AssumeRoot asks for is read from %s',
  (targetPrincipal) => {
    expect(targetOf(targetPrincipal)).toBe('444455556666');
  },
);

test.each([undefined, 'somebody', '44445555666', '4444555566667'])(
  'there is none in %s',
  (targetPrincipal) => {
    expect(targetOf(targetPrincipal)).toBeUndefined();
  },
);

test('what asks for no root session has none', () => {
  expect(targetAccountOf(rootUse())).toBeUndefined();
  expect(targetAccountOf(whollyUnreadable)).toBeUndefined();
});
