/** Only in this state does a rule see read-only events too (EventBridge API Reference, PutRule). */
const stateThatSeesReads = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

/** A rule as it is in EventBridge now. */
export interface RuleSnapshot {
  readonly state: string | undefined;
  /** JSON. */
  readonly pattern: string | undefined;
  /** ARNs. */
  readonly targets: readonly string[];
}

/** The parts of one enabled region. Undefined: there is no such rule or queue. */
export interface RegionSnapshot {
  readonly region: string;
  /** The rule for uses of root: in the home region our own, elsewhere the forwarder's. */
  readonly rule: RuleSnapshot | undefined;
  /** How many events the forwarder could not send. */
  readonly unsent: number | undefined;
}

/** What one run sees of the deployment. */
export interface CoverageSnapshot {
  readonly homeRegion: string;
  readonly busArn: string;
  /** Enabled regions that answered. */
  readonly regions: readonly RegionSnapshot[];
  /** Enabled regions that did not answer: nothing is known of them. */
  readonly unanswered: readonly string[];
  /** The home region's rule for events that are forwarded to it. */
  readonly forwardedRule: RuleSnapshot | undefined;
  /** How many messages lie in the queue behind the outbox. */
  readonly undelivered: number | undefined;
  /** The webhook secret: usable, without a value, or sentences on its faults. Undefined: not known. */
  readonly webhook: 'good' | 'empty' | readonly string[] | undefined;
}

/** What keeps, or may keep, a use of root from being told. The mail and the saved state know each by this name. */
export type FindingKind =
  | 'noForwarder'
  | 'ruleOff'
  | 'ruleBlindToReads'
  | 'ruleOutdated'
  | 'ruleWithoutTarget'
  | 'unsent'
  | 'undelivered'
  | 'secretEmpty'
  | 'secretFaulty'
  /** The look-back failed there. */
  | 'notLookedAt'
  /** Uses that the look-back found could not be told. */
  | 'missedUntold';

/** One thing that is wrong in one place. It is mailed when it appears and when it is gone. */
export interface Finding {
  readonly kind: FindingKind;
  /** A region, the name of a rule in the home region, or `webhook`. */
  readonly place: string;
  /** How many, or what exactly. */
  readonly detail?: string;
}

/** Identifies a finding from run to run. Its detail, such as the number of messages in a queue, is no part of it. */
export function findingKey({ kind, place }: Finding): string {
  return `${kind} ${place}`;
}

/** Everything that is wrong. An empty list means that every enabled region is covered and nothing is stuck. */
function findingsIn(snapshot: CoverageSnapshot): Finding[] {
  const { homeRegion, busArn, regions, forwardedRule, undelivered, webhook } = snapshot;
  // All rules are deployed together, so all must have the pattern of the home region's rule.
  const expectedPattern = regions.find(({ region }) => region === homeRegion)?.rule?.pattern;
  const findings = regions.flatMap(({ region, rule, unsent }): Finding[] => [
    ...kindsIn(rule, expectedPattern, region === homeRegion ? undefined : busArn).map((kind) => ({
      kind,
      place: region,
    })),
    ...queueFinding('unsent', region, unsent),
  ]);
  if (regions.some(({ region }) => region === homeRegion)) {
    const place = forwardedRuleName(snapshot);
    findings.push(...kindsIn(forwardedRule, expectedPattern).map((kind) => ({ kind, place })));
    findings.push(...queueFinding('undelivered', homeRegion, undelivered));
  }
  if (webhook === 'empty') findings.push({ kind: 'secretEmpty', place: webhookPlace });
  else if (webhook !== undefined && webhook !== 'good') {
    findings.push({ kind: 'secretFaulty', place: webhookPlace, detail: webhook.join(' ') });
  }
  return findings;
}

/** @param target that the rule must have; undefined: any target will do. */
function kindsIn(
  rule: RuleSnapshot | undefined,
  expectedPattern: string | undefined,
  target?: string,
): FindingKind[] {
  if (rule === undefined) return ['noForwarder'];
  const hasTarget = target === undefined ? rule.targets.length > 0 : rule.targets.includes(target);
  return [
    ...(rule.state === stateThatSeesReads
      ? []
      : [rule.state === 'ENABLED' ? ('ruleBlindToReads' as const) : ('ruleOff' as const)]),
    ...(expectedPattern === undefined || isSameJson(rule.pattern, expectedPattern)
      ? []
      : ['ruleOutdated' as const]),
    ...(hasTarget ? [] : ['ruleWithoutTarget' as const]),
  ];
}

function queueFinding(kind: FindingKind, place: string, count: number | undefined): Finding[] {
  return count ? [{ kind, place, detail: String(count) }] : [];
}

/** Equal JSON, whatever the order of its keys. */
function isSameJson(one: string | undefined, other: string): boolean {
  return one !== undefined && (one === other || sorted(one) === sorted(other));
}

function sorted(json: string): string {
  const byKey = (_: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  try {
    return JSON.stringify(JSON.parse(json), byKey);
  } catch {
    return json;
  }
}

const webhookPlace = 'webhook';
const ofQueues: readonly FindingKind[] = ['unsent', 'undelivered'];
const ofTheLookBack: readonly FindingKind[] = ['notLookedAt', 'missedUntold'];

/** A forwarding region is covered only if the home region's rule for forwarded events works too. */
function coveredRegions(snapshot: CoverageSnapshot, findings: readonly Finding[]): string[] {
  const blind = new Set(
    findings.filter(({ kind }) => !ofQueues.includes(kind)).map(({ place }) => place),
  );
  const isHomeKnown = !snapshot.unanswered.includes(snapshot.homeRegion);
  const takesForwarded = isHomeKnown && !blind.has(forwardedRuleName(snapshot));
  return snapshot.regions
    .map(({ region }) => region)
    .filter((region) => !blind.has(region) && (region === snapshot.homeRegion || takesForwarded));
}

function forwardedRuleName({ busArn }: CoverageSnapshot): string {
  return `${busArn.slice(busArn.lastIndexOf('/') + 1)}-forwarded`;
}

/** The findings now, and what changed since those that were mailed last. */
export interface CoverageChange {
  /** Everything that is wrong now. */
  readonly findings: readonly Finding[];
  /** Regions whose uses of root the fast path sees. */
  readonly covered: readonly string[];
  readonly appeared: readonly Finding[];
  readonly goneKeys: readonly string[];
  /** The keys to remember as mailed. */
  readonly toldKeys: readonly string[];
}

/**
 * What changed since the findings that were mailed last. While a place does not answer, what was mailed about it stands.
 *
 * @param toldKeys of the findings that were mailed last.
 * @param lookBackFindings what went wrong with the look-back itself. They leave a region covered.
 */
export function coverageChange(
  snapshot: CoverageSnapshot,
  toldKeys: readonly string[],
  lookBackFindings: readonly Finding[] = [],
): CoverageChange {
  const coverageFindings = findingsIn(snapshot);
  const findings = [...coverageFindings, ...lookBackFindings];
  const keys = new Set(findings.map(findingKey));
  const unknown = [
    ...snapshot.unanswered,
    ...(snapshot.unanswered.includes(snapshot.homeRegion) ? [forwardedRuleName(snapshot)] : []),
    ...(snapshot.webhook === undefined ? [webhookPlace] : []),
  ];
  const standing = toldKeys.filter(
    (key) =>
      !keys.has(key) &&
      !ofTheLookBack.some((kind) => key.startsWith(`${kind} `)) &&
      unknown.some((place) => key.endsWith(` ${place}`)),
  );
  return {
    findings,
    covered: coveredRegions(snapshot, coverageFindings),
    appeared: findings.filter((finding) => !toldKeys.includes(findingKey(finding))),
    goneKeys: toldKeys.filter((key) => !keys.has(key) && !standing.includes(key)),
    toldKeys: [...keys, ...standing],
  };
}
