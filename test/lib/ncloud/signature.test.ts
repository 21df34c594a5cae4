import { expect, test } from 'vitest';
import { ncloudSignature } from '../../../lib/ncloud/signature.ts';

const keys = { accessKey: 'AKEXAMPLE', secretKey: 'SKEXAMPLE' };

test.each([
  [
    { method: 'POST', path: '/api/v1/activities', timestampMs: 1700000000000 },
    'SqVgAPIQ4BkSYumi29ZQGvMrGI1fo6A30Bk4ua/nf6I=',
  ],
  [
    { method: 'GET', path: '/photos/puppy.jpg?query1=&query2', timestampMs: 1505290625682 },
    '+XFoJ+xBETP9rxCDaSfR5/jkdQEkOqj7KQopWGX7jsU=',
  ],
] as const)('%j is signed with %s', (call, signature) => {
  expect(ncloudSignature({ ...call, ...keys })).toBe(signature);
});
