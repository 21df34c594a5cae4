import { expect, test } from 'vitest';
import { errorMessage, errorName } from '../../lib/error-text.ts';

test.each([
  [new Error('it broke'), 'it broke', 'Error'],
  [new TypeError('no function'), 'no function', 'TypeError'],
  [new DOMException('too late', 'TimeoutError'), 'too late', 'TimeoutError'],
])('%s has its message and its name', (thrown, message, name) => {
  expect([errorMessage(thrown), errorName(thrown)]).toEqual([message, name]);
});

test.each([undefined, null, 'text with a Sup3r-s3cret', { message: 'no error' }])(
  '%j is no error, and nothing of it is repeated',
  (thrown) => {
    expect([errorMessage(thrown), errorName(thrown)]).toEqual(['unknown error', 'unknown error']);
  },
);
