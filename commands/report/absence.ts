import { lookedAfterMs, type MonthFacts } from './month-facts.ts';

/** Why it is not shown that root was not used. */
export type Doubt =
  /** The log begins only then. */
  | { readonly kind: 'knownFrom'; readonly atMs: number | undefined }
  /** The event history of some region was looked through only until then. */
  | { readonly kind: 'lookedUntil'; readonly atMs: number | undefined }
  /** Logs of these functions are gone. */
  | { readonly kind: 'noLog'; readonly functions: readonly string[] }
  /** Somebody changed the evidence, or part of it is gone. */
  | { readonly kind: 'evidenceFaulty' };

/** What the month shows about the account of the deployment. */
export type Absence =
  | { readonly kind: 'used'; readonly count: number }
  /** It was not used, and would have been seen. */
  | { readonly kind: 'shown' }
  /** No use is known, and that is all. */
  | { readonly kind: 'notShown'; readonly doubts: readonly Doubt[] };

/** The first run of a month is a quarter of an hour after its beginning, or a little more. */
const firstRunWithinMs = 40 * 60_000;

/**
 * Whether the root of the deployment's account is shown not to have been used. CloudTrail's event history keeps every use for 90
 * days, and the look-back reads it region by region without a gap: its cursor never passes what it has not read. So what
 * counts is how far it came, not whether each run succeeded. Of other accounts of an organization there is no look-back.
 */
export function absenceOf(facts: MonthFacts, account: string): Absence {
  const ofAccount = facts.uses.filter(
    (use) => use.account === account || use.account === undefined,
  );
  if (ofAccount.length > 0) return { kind: 'used', count: ofAccount.length };
  const { month, untilMs, knownFromMs, lookedUntilMs, evidence } = facts;
  const doubts: Doubt[] = [
    ...(evidence === undefined || evidence.faults.length === 0
      ? []
      : [{ kind: 'evidenceFaulty' as const }]),
    ...(facts.missingLogs.length > 0
      ? [{ kind: 'noLog' as const, functions: facts.missingLogs }]
      : []),
    ...(knownFromMs !== undefined && knownFromMs - month.startMs <= firstRunWithinMs
      ? []
      : [{ kind: 'knownFrom' as const, atMs: knownFromMs }]),
    ...(lookedUntilMs !== undefined && lookedUntilMs >= lastToSee(untilMs, month.endMs)
      ? []
      : [{ kind: 'lookedUntil' as const, atMs: lookedUntilMs }]),
  ];
  return doubts.length === 0 ? { kind: 'shown' } : { kind: 'notShown', doubts };
}

/** Of a month that goes on, the look-back has not come to the last three quarters of an hour. */
function lastToSee(untilMs: number, endMs: number): number {
  return untilMs < endMs ? untilMs - lookedAfterMs : endMs;
}
