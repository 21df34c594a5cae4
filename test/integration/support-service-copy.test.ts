import { expect, test } from 'vitest';
import { type Template, template } from './support/packaged-service.ts';
import { packagedTemplate } from './support/service-copy.ts';

/** Where a function's code is uploaded to tells the time, and the name of a file. */
function apartFromCode({ Resources }: Template): unknown {
  return JSON.parse(JSON.stringify(Resources), (key, value) =>
    key === 'S3Key' ? typeof value : value,
  );
}

test('a template packaged without code, by a process that packaged others before, is the one that is deployed', async () => {
  const { Resources, ...rest } = template();
  const copy = await packagedTemplate('prod');
  expect(copy).toMatchObject(rest);
  expect(Object.keys(copy)).toEqual(Object.keys(template()));
  expect(apartFromCode(copy)).toEqual(apartFromCode({ Resources, ...rest }));
});
