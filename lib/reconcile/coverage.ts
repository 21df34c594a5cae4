/** The one state of a rule that sees read-only events too (EventBridge API Reference, PutRule). */
const seesEverything = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

/** A rule as EventBridge has it now. */
export interface RuleSnapshot {
  readonly state: string | undefined;
  /** JSON. */
  readonly pattern: string | undefined;
  /** ARNs. */
  readonly targets: readonly string[];
}

/** What was found in one enabled region; undefined: there is no such rule or queue. */
export interface RegionSnapshot {
  readonly region: string;
  /** In the home region our own rule, elsewhere the forwarder. */
  readonly rule: RuleSnapshot | undefined;
  /** Events that the forwarder could not send. */
  readonly unsent: number | undefined;
}

/** What was found in one run. */
export interface CoverageSnapshot {
  readonly homeRegion: string;
  readonly busArn: string;
  /** Enabled regions that answered. */
  readonly regions: readonly RegionSnapshot[];
  /** Enabled regions that did not: nothing is known of them. */
  readonly unanswered: readonly string[];
  /** The home region's rule for what is forwarded to it. */
  readonly forwardedRule: RuleSnapshot | undefined;
  /** Messages that lie in the queue behind the outbox. */
  readonly undelivered: number | undefined;
  /** What is wrong with the webhook secret: nothing, that it has no value, or sentences; undefined: not known. */
  readonly webhook: 'good' | 'empty' | readonly string[] | undefined;
}

/** What keeps a use of root from being told, or may. */
export type Problem =
  | 'noForwarder'
  | 'ruleOff'
  | 'ruleBlindToReads'
  | 'ruleOutdated'
  | 'ruleWithoutTarget'
  | 'unsent'
  | 'undelivered'
  | 'secretEmpty'
  | 'secretFaulty'
  /** The look-back fails there. */
  | 'notLookedAt'
  /** What the look-back found was not told. */
  | 'missedUntold';

/** One thing that is wrong, in one place. */
export interface Finding {
  readonly problem: Problem;
  /** A region, the name of a rule in the home region, or `webhook`. */
  readonly place: string;
  /** How many, or what exactly. */
  readonly detail?: string;
}

/** What tells one finding from another from run to run: not how many lie in a queue. */
export function findingKey({ problem, place }: Finding): string {
  return `${problem} ${place}`;
}

/** All that is wrong with what was seen. Nothing: every enabled region is covered, and nothing is stuck. */
function findProblems(seen: CoverageSnapshot): Finding[] {
  const { homeRegion, busArn, regions, forwardedRule, undelivered, webhook } = seen;
  // The rules are deployed together: what the home region's looks for, all must.
  const model = regions.find(({ region }) => region === homeRegion)?.rule?.pattern;
  const findings = regions.flatMap(({ region, rule, unsent }): Finding[] => [
    ...problemsOf(rule, model, region === homeRegion ? undefined : busArn).map((problem) => ({
      problem,
      place: region,
    })),
    ...countOf('unsent', region, unsent),
  ]);
  if (regions.some(({ region }) => region === homeRegion)) {
    const place = forwardedRuleName(seen);
    findings.push(...problemsOf(forwardedRule, model).map((problem) => ({ problem, place })));
    findings.push(...countOf('undelivered', homeRegion, undelivered));
  }
  if (webhook === 'empty') findings.push({ problem: 'secretEmpty', place: webhookPlace });
  else if (webhook !== undefined && webhook !== 'good') {
    findings.push({ problem: 'secretFaulty', place: webhookPlace, detail: webhook.join(' ') });
  }
  return findings;
}

function problemsOf(
  rule: RuleSnapshot | undefined,
  model: string | undefined,
  target?: string,
): Problem[] {
  if (rule === undefined) return ['noForwarder'];
  const hasTarget = target === undefined ? rule.targets.length > 0 : rule.targets.includes(target);
  return [
    ...(rule.state === seesEverything
      ? []
      : [rule.state === 'ENABLED' ? ('ruleBlindToReads' as const) : ('ruleOff' as const)]),
    ...(model === undefined || isSameJson(rule.pattern, model) ? [] : ['ruleOutdated' as const]),
    ...(hasTarget ? [] : ['ruleWithoutTarget' as const]),
  ];
}

function countOf(problem: Problem, place: string, count: number | undefined): Finding[] {
  return count ? [{ problem, place, detail: String(count) }] : [];
}

/** The same whatever the order of keys. */
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
const ofQueues: readonly Problem[] = ['unsent', 'undelivered'];
const ofTheLookBack: readonly Problem[] = ['notLookedAt', 'missedUntold'];

/** Elsewhere than at home a region needs the home region's rule for what is forwarded as much as its own. */
function coveredRegions(seen: CoverageSnapshot, findings: readonly Finding[]): string[] {
  const blind = new Set(
    findings.filter(({ problem }) => !ofQueues.includes(problem)).map(({ place }) => place),
  );
  const isHomeKnown = !seen.unanswered.includes(seen.homeRegion);
  const takesForwarded = isHomeKnown && !blind.has(forwardedRuleName(seen));
  return seen.regions
    .map(({ region }) => region)
    .filter((region) => !blind.has(region) && (region === seen.homeRegion || takesForwarded));
}

function forwardedRuleName({ busArn }: CoverageSnapshot): string {
  return `${busArn.slice(busArn.lastIndexOf('/') + 1)}-forwarded`;
}

/** What is new since the findings that were told last, and what is no more. */
export interface CoverageChange {
  /** All that is wrong now. */
  readonly findings: readonly Finding[];
  /** Regions whose uses of root are seen at once. */
  readonly covered: readonly string[];
  readonly appeared: readonly Finding[];
  readonly goneKeys: readonly string[];
  /** What to remember as told. */
  readonly toldKeys: readonly string[];
}

/**
 * What changed since those findings that were told last. What was told of a place stands while nothing is known of it.
 *
 * @param troubles of the look-back itself, which leave a region covered.
 */
export function coverageChange(
  seen: CoverageSnapshot,
  toldKeys: readonly string[],
  troubles: readonly Finding[] = [],
): CoverageChange {
  const problems = findProblems(seen);
  const findings = [...problems, ...troubles];
  const keys = new Set(findings.map(findingKey));
  const unknown = [
    ...seen.unanswered,
    ...(seen.unanswered.includes(seen.homeRegion) ? [forwardedRuleName(seen)] : []),
    ...(seen.webhook === undefined ? [webhookPlace] : []),
  ];
  const standing = toldKeys.filter(
    (key) =>
      !keys.has(key) &&
      !ofTheLookBack.some((problem) => key.startsWith(`${problem} `)) &&
      unknown.some((place) => key.endsWith(` ${place}`)),
  );
  return {
    findings,
    covered: coveredRegions(seen, problems),
    appeared: findings.filter((finding) => !toldKeys.includes(findingKey(finding))),
    goneKeys: toldKeys.filter((key) => !keys.has(key) && !standing.includes(key)),
    toldKeys: [...keys, ...standing],
  };
}
