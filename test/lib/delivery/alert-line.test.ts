import { describe, expect, test } from 'vitest';
import { type AlertEntry, alertLine } from '../../../lib/delivery/alert-line.ts';
import { metricsIn } from '../aws/metric-units.ts';

const nowMs = Date.parse('2026-11-22T00:00:00Z');
const line = (changes: Partial<AlertEntry>) =>
  alertLine({ id: 'a', outcome: 'told', ledgerFaults: [], ...changes }, 'root-alert/prod', nowMs);

describe('the line of an alert', () => {
  test('that was told names its rooms and how long it took', () => {
    const rooms = [{ room: 'dooray', isTold: true, attempts: 1 }];
    const told = line({ rooms, latencyMs: 4_200 });
    expect(told).toMatchObject({
      level: 'INFO',
      message: 'alert',
      id: 'a',
      outcome: 'told',
      rooms,
    });
    expect(metricsIn(told)).toEqual({ Told: '1 Count', LatencyMs: '4200 Milliseconds' });
  });

  test('names the account and the severity, which the dashboard counts by', () => {
    expect(line({ account: '111122223333', severity: 'high' })).toMatchObject({
      account: '111122223333',
      severity: 'high',
    });
    expect(line({ account: '1'.repeat(1_000_000) })['account']).toHaveLength(64);
  });

  test('that was not told is an error with its reason', () => {
    const failed = line({
      outcome: 'failed',
      reason: 'Not told: dooray answered 500 (3 attempts).',
    });
    expect(failed).toMatchObject({
      level: 'ERROR',
      outcome: 'failed',
      reason: 'Not told: dooray answered 500 (3 attempts).',
    });
    expect(metricsIn(failed)).toEqual({ Failed: '1 Count' });
  });

  test.each([
    ['duplicate', 'Duplicate'],
    ['leftToDigest', 'LeftToDigest'],
  ] as const)('that needed no telling (%s) is no error', (outcome, metric) => {
    expect(line({ outcome })).toMatchObject({ level: 'INFO' });
    expect(metricsIn(line({ outcome }))).toEqual({ [metric]: '1 Count' });
  });

  test('that met an empty secret, or a ledger that failed, has a metric for it', () => {
    expect(metricsIn(line({ outcome: 'failed', isSecretEmpty: true }))).toEqual({
      Failed: '1 Count',
      SecretEmpty: '1 Count',
    });
    expect(metricsIn(line({ outcome: 'failed', isSecretEmpty: false }))).not.toHaveProperty(
      'SecretEmpty',
    );
    expect(metricsIn(line({ ledgerFaults: ['TimeoutError'] }))).toEqual({
      Told: '1 Count',
      LedgerFault: '1 Count',
    });
  });
});
