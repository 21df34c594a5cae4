import { expect, test } from 'vitest';
import { executionRoleName } from '../../../lib/resource-names.ts';
import { checkStage } from '../../../plugin/checks/stage-name.ts';
import { UserError } from '../../../plugin/user-error.ts';

const longest = 's'.repeat(27);

test('a stage is taken as long as every name with it is one that AWS takes', () => {
  expect(executionRoleName(longest, 'ap-northeast-2')).toHaveLength(64);
  expect(() => checkStage(longest, 'ap-northeast-2')).not.toThrow();
  expect(() => checkStage(`${longest}sssss`, 'us-east-1')).not.toThrow();
});

test('a longer one is refused, and how long it may be in that region told', () => {
  const checking = () => checkStage(`${longest}s`, 'ap-northeast-2');
  expect(checking).toThrow(UserError);
  expect(checking).toThrow(
    `stage: expected at most 27 characters in ap-northeast-2; ${longest}s has 28.`,
  );
});
