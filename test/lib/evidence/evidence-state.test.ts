import { expect, test } from 'vitest';
import {
  evidenceLag,
  evidenceStateText,
  maxEvidenceLagMs,
} from '../../../lib/evidence/evidence-state.ts';

const nowMs = Date.parse('2026-11-26T12:00:00Z');
const longAgoMs = nowMs - 10 * maxEvidenceLagMs;
const said = (run: { pending: number; oldestAtMs?: number }, ranAtMs = nowMs - 60_000) =>
  evidenceStateText({ written: 0, oldestAtMs: undefined, ...run }, ranAtMs);

test('a run that left nothing is not behind', () => {
  expect(evidenceLag(said({ pending: 0 }), longAgoMs, nowMs)).toBeUndefined();
});

test('what waits for half an hour is behind, and how much of it', () => {
  const late = said({ pending: 7, oldestAtMs: nowMs - maxEvidenceLagMs - 1 });
  const young = said({ pending: 7, oldestAtMs: nowMs - maxEvidenceLagMs });
  expect(evidenceLag(late, longAgoMs, nowMs)).toBe('7');
  expect(evidenceLag(young, longAgoMs, nowMs)).toBeUndefined();
});

test('nobody knows where no run succeeded for half an hour, or one says that it will', () => {
  const stale = said({ pending: 0 }, nowMs - maxEvidenceLagMs - 1);
  expect(evidenceLag(stale, longAgoMs, nowMs)).toBe('?');
  expect(evidenceLag(said({ pending: 0 }, nowMs + 3_600_000), longAgoMs, nowMs)).toBe('?');
});

test.each([undefined, '', 'null', '{"ranAtMs":"now"}'])(
  'where nothing can be read, nobody knows, but right after a deployment: %s',
  (text) => {
    expect(evidenceLag(text, longAgoMs, nowMs)).toBe('?');
    expect(evidenceLag(text, nowMs - maxEvidenceLagMs, nowMs)).toBeUndefined();
  },
);
