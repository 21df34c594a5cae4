import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  checkParameterNames,
  givenParameters,
  noteOnStage,
} from '../../../plugin/checks/known-parameters.ts';
import { UserError } from '../../../plugin/user-error.ts';

const root = new URL('../../../', import.meta.url);
const configuration = readFileSync(new URL('serverless.yml', root), 'utf8');

describe('a parameter', () => {
  test.each(['docs/guide.md', 'docs/guide.ko.md'])('that %s lists is known', (file) => {
    const table = readFileSync(new URL(file, root), 'utf8').matchAll(
      /^\| (`\w+`(?:, `\w+`)*) \|/gm,
    );
    const listed = [...table].flatMap(([, names = '']) => names.replaceAll('`', '').split(', '));
    expect(listed).toContain('opsEmail');
    expect(() => checkParameterNames(listed, configuration)).not.toThrow();
  });

  test('that nothing reads is refused by its name', () => {
    const check = () => checkParameterNames(['opsEmial', 'reads'], configuration);
    expect(check).toThrow(UserError);
    expect(check).toThrow(/^opsEmial: no such parameter\. Known are .*opsEmail/);
  });
});

test('parameters are those of the command line, of the stage and of all stages, and of no other stage', () => {
  const fromFile = { prod: { opsEmail: 'a' }, dev: { reads: 'off' }, default: { locale: 'en' } };
  expect(givenParameters(['accounts=1=a,2=b'], fromFile, 'prod')).toEqual([
    'accounts',
    'opsEmail',
    'locale',
  ]);
  expect(givenParameters(undefined, undefined, 'prod')).toEqual([]);
});

test.each([
  [{ pord: { locale: 'en' }, default: {} }, 'params.yml has nothing for stage prod, only for pord'],
  [{ dev: {}, test: {} }, 'only for dev, test: it gets the defaults.'],
])('a file without the stage is noted: %j', (file, sentence) => {
  expect(noteOnStage(file, 'prod')).toContain(sentence);
});

test.each([[{ prod: {}, dev: {} }], [{ default: { locale: 'en' } }], [{}], [undefined]])(
  'nothing is noted of %j',
  (file) => {
    expect(noteOnStage(file, 'prod')).toBeUndefined();
  },
);
