import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { executionRoleName } from '../../../lib/resource-names.ts';
import { readStage } from '../../../plugin/checks/early-checks.ts';
import { checkStage, checkStageName } from '../../../plugin/checks/stage-name.ts';
import { UserError } from '../../../plugin/user-error.ts';
import regions from '../../../resources/regions.json' with { type: 'json' };

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

test.each(['us-east-1', 'ap-northeast-2', 'mx-central-1', 'cn-north-1', undefined, null])(
  '%s can be the home region',
  (region) => {
    expect(readStage({ region })).toBe('dev');
  },
);

test.each(['xx-1', 'Seoul', 'AP-NORTHEAST-2', 'ap-northeast-2a', 'ap-northeast-9', '', 'us-gov'])(
  '--region %j, on which the framework lists all that it knows, is refused in a sentence',
  (region) => {
    expect(() => readStage({ region })).toThrow(UserError);
    expect(() => readStage({ region })).toThrow(
      `--region: expected the name of a region, such as ap-northeast-2; ${JSON.stringify(region)} is none`,
    );
  },
);

test('the framework knows every region that is taken here', () => {
  const provider = readFileSync(
    new URL('../../../node_modules/serverless/lib/plugins/aws/provider.js', import.meta.url),
    'utf8',
  );
  const { enabledByDefault, optIn } = regions;
  for (const region of [...enabledByDefault, ...optIn]) expect(provider).toContain(`'${region}'`);
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
