import { describe, expect, test } from 'vitest';
import { createLedgerBreaker } from '../../../lib/ledger/ledger-breaker.ts';

const named = (name: string): Error => Object.assign(new Error('secret detail'), { name });

describe('a ledger that answers', () => {
  test('is heard, and leaves no fault', async () => {
    const breaker = createLedgerBreaker();
    expect(await breaker.failOpen(async () => ({ state: 'told' }))).toEqual({ state: 'told' });
    expect(breaker.faults).toEqual([]);
  });
});

describe('a ledger that fails', () => {
  test('says nothing, and its fault is kept by name alone', async () => {
    const breaker = createLedgerBreaker();
    expect(await breaker.failOpen(() => Promise.reject(named('TimeoutError')))).toBeUndefined();
    expect(await breaker.failOpen(() => Promise.reject('a string'))).toBeUndefined();
    expect(breaker.faults).toEqual(['TimeoutError', 'unknown error']);
  });

  test('before it has promised anything is a fault as well', async () => {
    const breaker = createLedgerBreaker();
    const answer = breaker.failOpen(() => {
      throw named('TypeError');
    });
    expect(await answer).toBeUndefined();
    expect(breaker.faults).toEqual(['TypeError']);
  });

  test('32 times in a row is asked no more', async () => {
    const breaker = createLedgerBreaker();
    let asked = 0;
    const ask = async (): Promise<never> => {
      asked += 1;
      throw named('TimeoutError');
    };
    for (let call = 0; call < 100; call += 1) await breaker.failOpen(ask);
    expect(asked).toBe(32);
    expect(breaker.faults).toHaveLength(32);
  });

  test('now and then is asked every time', async () => {
    const breaker = createLedgerBreaker();
    let asked = 0;
    for (let call = 0; call < 100; call += 1) {
      await breaker.failOpen(async () => {
        asked += 1;
        if (call % 10 !== 0) throw named('ThrottlingException');
      });
    }
    expect(asked).toBe(100);
  });
});
