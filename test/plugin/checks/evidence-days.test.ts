import { expect, test } from 'vitest';
import { checkEvidenceDays } from '../../../plugin/checks/evidence-days.ts';

test.each([undefined, 1, 400, '400', '36500'])('%s is a number of days', (days) => {
  expect(() => checkEvidenceDays(days)).not.toThrow();
});

test.each([0, '0', -1, 1.5, '36501', 'a year', '', '4e2', null, []])('%s is none', (days) => {
  expect(() => checkEvidenceDays(days)).toThrow(
    'evidenceDays: expected a whole number of days from 1 to 36500.',
  );
});
