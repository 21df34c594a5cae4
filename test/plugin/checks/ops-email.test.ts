import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkOpsEmail, opsEmailStep } from '../../../plugin/checks/ops-email.ts';

describe('checkOpsEmail', () => {
  test('takes an address, and none', () => {
    expect(() => checkOpsEmail('ops@example.com')).not.toThrow();
    expect(() => checkOpsEmail('')).not.toThrow();
  });

  test.each(['security', 'a@b', 'a@example.com,b@example.com', 'a b@example.com', 7])(
    'refuses %j and says what was expected',
    (address) => {
      expect(() => checkOpsEmail(address)).toThrow('opsEmail: expected one e-mail address.');
    },
  );
});

test.each(['security@example.com', 'You@example.com'])('the example %s is refused', (address) => {
  expect(() => checkOpsEmail(address)).toThrow(
    `opsEmail: expected an address of yours, not the example ${address}.`,
  );
});

test('the address of params.example.yml is an example', () => {
  const text = readFileSync(new URL('../../../params.example.yml', import.meta.url), 'utf8');
  const [, address] = /^ {2}opsEmail: (.+)$/m.exec(text) ?? [];
  expect(() => checkOpsEmail(address)).toThrow('not the example');
});

describe('opsEmailStep', () => {
  test('says in one line what is missing, and where to put it', () => {
    const step = opsEmailStep('', 'prod');
    expect(step).toContain('below prod: in params.yml');
    expect(step).not.toContain('\n');
  });

  test('says nothing when there is an address', () => {
    expect(opsEmailStep('security@example.com', 'prod')).toBeUndefined();
  });
});
