import type { Finding } from './finding.ts';
import type { RuleSnapshot, TargetSnapshot } from './snapshots.ts';

/** Only in this state does a rule see read-only events too (EventBridge API Reference, PutRule). */
export const stateThatSeesReads = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

/** How many foreign targets are named. */
const maxTargetsNamed = 3;

/** What a rule must be like. */
export interface ExpectedRule {
  /** JSON; undefined: not known. */
  readonly pattern: string | undefined;
  /** ARNs. It must have these, and no others. */
  readonly targets: readonly string[];
  /** ARN of the queue for what a target does not take. Without it, such events are dropped. */
  readonly deadLetterArn: string;
  /** Whether it has to bring read-only events, too. */
  readonly bringsReads: boolean;
}

/** What is wrong with one rule. */
export function ruleFindings(
  rule: RuleSnapshot | undefined,
  expected: ExpectedRule,
  place: string,
): Finding[] {
  if (rule === undefined) return [{ kind: 'noForwarder', place }];
  const { state, pattern, targets } = rule;
  const isOurs = ({ arn, isTransformed }: TargetSnapshot) =>
    expected.targets.includes(arn) && !isTransformed;
  const isWhole = (target: TargetSnapshot) =>
    isOurs(target) && target.deadLetterArn === expected.deadLetterArn;
  const missing = expected.targets
    .filter((arn) => !targets.some((target) => isWhole(target) && target.arn === arn))
    .map((arn) => {
      const isThere = targets.some((target) => isOurs(target) && target.arn === arn);
      return isThere ? `${nameIn(arn)} (no dead-letter queue)` : nameIn(arn);
    });
  const foreign = targets.filter((target) => !isOurs(target)).map(({ arn }) => arn);
  return [
    ...(state === stateThatSeesReads || (state === 'ENABLED' && !expected.bringsReads)
      ? []
      : [
          {
            kind: state === 'ENABLED' ? ('ruleBlindToReads' as const) : ('ruleOff' as const),
            place,
          },
        ]),
    ...(expected.pattern === undefined || isSameJson(pattern, expected.pattern)
      ? []
      : [{ kind: 'ruleOutdated' as const, place }]),
    ...(missing.length === 0
      ? []
      : [{ kind: 'ruleWithoutTarget' as const, place, detail: missing.join(', ') }]),
    ...(foreign.length === 0
      ? []
      : [{ kind: 'ruleForeignTarget' as const, place, detail: named(foreign) }]),
  ];
}

/** The last part of an ARN. */
function nameIn(arn: string): string {
  return arn.slice(Math.max(arn.lastIndexOf(':'), arn.lastIndexOf('/')) + 1);
}

function named(arns: readonly string[]): string {
  const rest = arns.length - maxTargetsNamed;
  const shown = arns.slice(0, maxTargetsNamed).map((arn) => arn.slice(0, 200));
  return [...shown, ...(rest > 0 ? [`+${rest}`] : [])].join(', ');
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
