import { describe, expect, test } from 'vitest';
import { checkOpsEmail, opsEmailStep } from '../../../plugin/checks/ops-email.ts';

describe('checkOpsEmail', () => {
  test('takes an address, and none', () => {
    expect(() => checkOpsEmail('security@example.com')).not.toThrow();
    expect(() => checkOpsEmail('')).not.toThrow();
  });

  test.each(['security', 'a@b', 'a@example.com,b@example.com', 'a b@example.com', 7])(
    'refuses %j and says what was expected',
    (address) => {
      expect(() => checkOpsEmail(address)).toThrow('opsEmail: expected one e-mail address.');
    },
  );
});

describe('opsEmailStep', () => {
  test('says in one line what is missing, with the command that mends it', () => {
    const step = opsEmailStep('', 'prod');
    expect(step).toContain('--stage prod --param opsEmail=');
    expect(step).not.toContain('\n');
  });

  test('says nothing when there is an address', () => {
    expect(opsEmailStep('security@example.com', 'prod')).toBeUndefined();
  });
});
