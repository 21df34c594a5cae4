import type { LogLine } from '../../../commands/report/log-line.ts';

type AlertLine = Extract<LogLine, { readonly message: 'alert' }>;
type RunLine = Extract<LogLine, { readonly message: 'reconcile' }>;

export const at = (text: string): number => Date.parse(text);

export function alertLineOf(more: Partial<AlertLine> = {}): AlertLine {
  return {
    message: 'alert',
    id: 'a',
    account: '111122223333',
    event: 'ConsoleLogin',
    severity: 'critical',
    outcome: 'told',
    occurredAt: at('2026-10-03T17:42:09Z'),
    rooms: [{ room: 'dooray', isTold: true }],
    latencyMs: 4_200,
    writtenBy: 'rootEvent',
    atMs: at('2026-10-03T17:42:13Z'),
    ...more,
  };
}

export function runLineOf(atMs: number, more: Partial<RunLine> = {}): RunLine {
  return {
    message: 'reconcile',
    regions: 17,
    lookedUntil: atMs - 30 * 60_000,
    missed: 0,
    untold: 0,
    findings: [],
    faults: [],
    writtenBy: 'reconcile',
    atMs,
    ...more,
  };
}

/** A run each quarter of an hour. */
export function runsBetween(
  fromMs: number,
  untilMs: number,
  more: Partial<RunLine> = {},
): RunLine[] {
  const count = Math.floor((untilMs - fromMs) / (15 * 60_000));
  return Array.from({ length: count }, (_, index) => runLineOf(fromMs + index * 15 * 60_000, more));
}
