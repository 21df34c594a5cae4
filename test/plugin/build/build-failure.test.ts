import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { describeBuildFailure } from '../../../plugin/build/build-failure.ts';

const failureOf = async (contents: string): Promise<unknown> => {
  try {
    await build({
      stdin: { contents, loader: 'ts', resolveDir: '.', sourcefile: 'handlers/some.ts' },
      bundle: true,
      write: false,
      logLevel: 'silent',
    });
  } catch (error) {
    return error;
  }
  throw new Error('expected the build to fail');
};

test('a syntax error is told with file, line and column', async () => {
  expect(describeBuildFailure(await failureOf('const a = ;'))).toBe(
    'The handlers cannot be built: handlers/some.ts:1:11: Unexpected ";"',
  );
});

test('of several errors the first is told, and how many follow', async () => {
  const failure = await failureOf("import './nope.ts';\nimport './neither.ts';");
  expect(describeBuildFailure(failure)).toBe(
    'The handlers cannot be built: handlers/some.ts:1:8: Could not resolve "./nope.ts" (and 1 more)',
  );
});

test('an error without a place is told without one', async () => {
  const error = Object.assign(new Error('Build failed'), { errors: [{ text: 'no such entry' }] });
  expect(describeBuildFailure(error)).toBe('The handlers cannot be built: no such entry');
});

test.each([
  [new Error('other')],
  [new AggregateError([new Error('other')])],
  [Object.assign(new Error('other'), { errors: [] })],
  [{ errors: [{ text: 'not an Error' }] }],
  [undefined],
])('%s is no failure of a build', (error) => {
  expect(describeBuildFailure(error)).toBeUndefined();
});
