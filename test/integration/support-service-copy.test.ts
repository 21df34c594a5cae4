import { expect, test } from 'vitest';
import { fullTemplate, type Template } from './support/packaged-service.ts';
import { everythingOn } from './support/packagings.ts';
import { packagedTemplate } from './support/service-copy.ts';

/** Where code is uploaded to tells the time, and of a function the name of a file. */
function apartFromCode(from: Template): unknown {
  return JSON.parse(JSON.stringify(from), (key, value) => (key === 'S3Key' ? typeof value : value));
}

test('a template packaged without code, by a process that packaged others before, is the one that is deployed', async () => {
  const copy = await packagedTemplate('prod', everythingOn);
  expect(Object.keys(copy)).toEqual(Object.keys(fullTemplate()));
  expect(apartFromCode(copy)).toEqual(apartFromCode(fullTemplate()));
});
