import { expect, test } from 'vitest';
import { isLocalMode } from '../../lib/local-mode.ts';

test('what `sls invoke local` sets is local mode', () => {
  expect(isLocalMode({ IS_LOCAL: 'true' })).toBe(true);
});

test.each([{}, { IS_LOCAL: '' }, { IS_LOCAL: 'false' }, { IS_LOCAL: '1' }])(
  'without that it is not: %j',
  (env) => {
    expect(isLocalMode(env)).toBe(false);
  },
);

test.each([
  { IS_LOCAL: 'true', AWS_LAMBDA_RUNTIME_API: '127.0.0.1:9001' },
  { IS_LOCAL: 'true', AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
])('a Lambda never takes itself for local, even when told so: %j', (env) => {
  expect(isLocalMode(env)).toBe(false);
});
