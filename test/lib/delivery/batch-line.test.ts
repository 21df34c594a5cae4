import { describe, expect, test } from 'vitest';
import { type BatchOutcome, batchLine } from '../../../lib/delivery/batch-line.ts';
import { metricsIn } from '../aws/metric-units.ts';

const nowMs = Date.parse('2026-11-22T00:00:00Z');
const entry: BatchOutcome = {
  received: 12,
  told: 12,
  digests: 2,
  kept: 0,
  oldestUntoldMs: 0,
  reasons: [],
  isSecretEmpty: false,
  ledgerFaults: [],
};
const line = (changes: Partial<BatchOutcome>) =>
  batchLine({ ...entry, ...changes }, 'root-alert/prod', nowMs);

describe('the line of a batch', () => {
  test('of which nothing is kept says so, and that nothing is untold', () => {
    expect(line({})).toMatchObject({ level: 'INFO', message: 'leftovers', ...entry });
    expect(metricsIn(line({}))).toEqual({
      Told: '12 Count',
      Digests: '2 Count',
      Kept: '0 Count',
      OldestUntoldSeconds: '0 Seconds',
    });
  });

  test('of which something is kept is an error, with the age of the oldest in whole seconds', () => {
    const kept = line({ kept: 3, oldestUntoldMs: 599_600, reasons: ['The room refused.'] });
    expect(kept).toMatchObject({ level: 'ERROR', kept: 3, reasons: ['The room refused.'] });
    expect(metricsIn(kept)).toMatchObject({ Kept: '3 Count', OldestUntoldSeconds: '600 Seconds' });
  });

  test('that met an empty secret, or a ledger that failed, has a metric for it, and no other has', () => {
    expect(metricsIn(line({ isSecretEmpty: true }))).toMatchObject({ SecretEmpty: '1 Count' });
    expect(metricsIn(line({ ledgerFaults: ['TimeoutError', 'AbortError'] }))).toMatchObject({
      LedgerFault: '2 Count',
    });
    expect(Object.keys(metricsIn(line({})))).not.toContain('SecretEmpty');
    expect(Object.keys(metricsIn(line({})))).not.toContain('LedgerFault');
  });
});
