import { expect, test } from 'vitest';
import { executionRoleName } from '../../../lib/resource-names.ts';
import { readStage } from '../../../plugin/checks/early-checks.ts';
import { checkStage, checkStageName } from '../../../plugin/checks/stage-name.ts';
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

test.each(['prod', 'dev', 'pr-12', 'a'])('%s can be a stage', (stage) => {
  expect(() => checkStageName(stage)).not.toThrow();
});

test.each([
  'PROD',
  'my_stage',
  'my.stage',
  'Prod!',
  '1a',
  '-a',
  'a-',
  'a--b',
  '',
  ' ',
  '운영',
  '$' + '{x}',
])('%j can be none, and one sentence says so', (stage) => {
  expect(() => checkStageName(stage)).toThrow(UserError);
  expect(() => checkStageName(stage)).toThrow(`such as prod; ${JSON.stringify(stage)} is none.`);
});

test('the stage is dev where none is given', () => {
  expect(readStage({})).toBe('dev');
  expect(readStage({ stage: 'prod', param: ['reads=off', 'accounts=1=a'] })).toBe('prod');
});

test.each([
  ['botName=', '--param botName: expected a value.'],
  ['botName', '--param botName: expected a value.'],
  ['=x', '--param: expected name=value.'],
  ['a b=x', '--param: expected name=value.'],
])(
  '--param %j, on which the framework writes a page, is refused in a sentence',
  (param, sentence) => {
    expect(() => readStage({ param: [param] })).toThrow(sentence);
  },
);
