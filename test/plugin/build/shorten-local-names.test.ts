import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { shortenLocalNames } from '../../../plugin/build/shorten-local-names.ts';

const bundle = `
  const hostOf = (addressOfRoom) => new URL(addressOfRoom).host;
  function readRoom(nameOfRoom) {
    const addressInSecret = { "한국어": nameOfRoom }["한국어"];
    return hostOf(addressInSecret);
  }`;

test('parameters and what is declared within functions have short names', async () => {
  const short = await shortenLocalNames(bundle);
  expect(short).not.toMatch(/addressOfRoom|nameOfRoom|addressInSecret/);
  expect(short.length).toBeLessThan(bundle.length / 1.5);
});

test('Korean stays as it is, and is not escaped', async () => {
  expect(await shortenLocalNames(bundle)).toContain('한국어');
});

test('a stack trace says the names of the functions at the top', async () => {
  const short = await shortenLocalNames(bundle);
  const trace = runInNewContext(
    `${short}; try { readRoom('nowhere') } catch (error) { error.stack }`,
    {
      URL,
    },
  );
  expect(trace).toMatch(/at hostOf .*\n.*at readRoom /);
});
