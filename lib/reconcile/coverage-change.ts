import {
  type CoverageSnapshot,
  coveredRegions,
  findingsIn,
  forwardedRuleName,
} from './coverage.ts';
import {
  type Finding,
  type FindingKind,
  findingKey,
  isWrong,
  partsOfKey,
  webhookPlace,
} from './finding.ts';
import { guardRulePlace } from './guard-rules.ts';

const ofTheLookBack: readonly FindingKind[] = ['notLookedAt', 'missedUntold'];

/** The findings now, and what changed since those that were mailed last. */
export interface CoverageChange {
  /** Everything that is wrong now. */
  readonly findings: readonly Finding[];
  /** Regions whose uses of root the fast path sees. */
  readonly covered: readonly string[];
  readonly appeared: readonly Finding[];
  /** What is mended. */
  readonly goneKeys: readonly string[];
  /** The keys to remember as mailed. */
  readonly toldKeys: readonly string[];
}

/**
 * What changed since the findings that were mailed last. While a place does not answer, what was mailed about it stands.
 *
 * @param toldKeys of the findings that were mailed last.
 * @param lookBackFindings what went wrong with the look-back itself. They leave a region covered.
 * @param isSettled whether a finding can be told now. One that may pass by itself waits for the next run.
 */
export function coverageChange(
  snapshot: CoverageSnapshot,
  toldKeys: readonly string[],
  lookBackFindings: readonly Finding[] = [],
  isSettled: (finding: Finding) => boolean = () => true,
): CoverageChange {
  const coverageFindings = findingsIn(snapshot);
  const findings = [...coverageFindings, ...lookBackFindings];
  const keys = new Set(findings.map(findingKey));
  const told = new Set(toldKeys);
  const appeared = findings.filter((it) => !told.has(findingKey(it)) && isSettled(it));
  const isUnknown = unknownIn(snapshot);
  const standing = toldKeys.filter((key) => !keys.has(key) && isUnknown(key));
  const gone = toldKeys.filter((key) => !keys.has(key) && !standing.includes(key) && isWrong(key));
  const stillTold = findings.map(findingKey).filter((key) => told.has(key));
  return {
    findings,
    covered: coveredRegions(snapshot, coverageFindings),
    appeared,
    goneKeys: gone,
    toldKeys: [...new Set([...stillTold, ...appeared.map(findingKey), ...standing])],
  };
}

/** Whether the finding with a key could not be looked for, so that nobody knows whether it is gone. */
function unknownIn(snapshot: CoverageSnapshot): (key: string) => boolean {
  const { homeRegion, queues, unanswered, unansweredKinds, webhook } = snapshot;
  const { guardForwarder, guardRules } = snapshot;
  const isHomeUnknown = unanswered.includes(homeRegion);
  const places = new Set([
    ...unanswered,
    ...unanswered.map((region) => guardRulePlace(region, guardForwarder.name)),
    ...(isHomeUnknown
      ? [
          forwardedRuleName(snapshot),
          ...guardRules.map(({ place }) => place),
          queues.outboxName,
          queues.undeliveredName,
        ]
      : []),
    ...(webhook === undefined ? [webhookPlace] : []),
  ]);
  const kinds = new Set<string>(unansweredKinds);
  return (key) => {
    const { kind, place } = partsOfKey(key);
    if (ofTheLookBack.some((it) => it === kind)) return false;
    return places.has(place) || kinds.has(kind);
  };
}
