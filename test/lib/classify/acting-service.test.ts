import { expect, test } from 'vitest';
import { isActingService } from '../../../lib/classify/acting-service.ts';

test.each(['cloudformation.amazonaws.com', 'AWS Internal', null, 1])(
  '%j names a service that acts for root',
  (invokedBy) => {
    expect(isActingService(invokedBy)).toBe(true);
  },
);

test.each([undefined, '', 'signin.amazonaws.com'])('%j does not', (invokedBy) => {
  expect(isActingService(invokedBy)).toBe(false);
});
