import * as v from 'valibot';
import { jsonOrText } from '../json.ts';
import type { EvidenceRun } from './keep-evidence.ts';

/** The name of the row in the ledger that says how the last run went. */
export const evidenceStateName = 'evidence';

/** A run comes every five minutes, and what was told is there two minutes after it was told. */
export const maxEvidenceLagMs = 30 * 60_000;

const schema = v.object({
  /** In milliseconds since 1970, as the other time. */
  ranAtMs: v.number(),
  pending: v.number(),
  oldestAtMs: v.optional(v.number()),
});

export function evidenceStateText({ pending, oldestAtMs }: EvidenceRun, ranAtMs: number): string {
  return JSON.stringify({ ranAtMs, pending, oldestAtMs });
}

/**
 * Whether the evidence is behind, by what the last run that succeeded said.
 *
 * @param text undefined: there was no such run.
 * @param sinceMs when root-alert was deployed: before, there can be none.
 * @returns how many uses wait, as a text, or `?` if nobody knows. Undefined: it is not behind.
 */
export function evidenceLag(
  text: string | undefined,
  sinceMs: number,
  nowMs: number,
): string | undefined {
  const result = v.safeParse(schema, jsonOrText(text ?? ''));
  if (!result.success) return nowMs - sinceMs > maxEvidenceLagMs ? '?' : undefined;
  const { ranAtMs, pending, oldestAtMs } = result.output;
  // A time in the future, nobody of us wrote.
  if (nowMs - ranAtMs > maxEvidenceLagMs || ranAtMs > nowMs + 60_000) return '?';
  const isLate = oldestAtMs !== undefined && nowMs - oldestAtMs > maxEvidenceLagMs;
  return isLate ? String(pending) : undefined;
}
