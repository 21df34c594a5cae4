import type { Finding } from './finding.ts';
import { type ExpectedRule, ruleFindings } from './rule-findings.ts';
import type { RuleSnapshot } from './snapshots.ts';

/** One of the guard's rules: as it is, and as it must be. */
export interface GuardRule {
  /** {@link guardRulePlace} where it is not in the home region, else its name. */
  readonly place: string;
  readonly rule: RuleSnapshot | undefined;
  readonly expected: ExpectedRule;
}

/** What is wrong, as the mail says it behind the place of the rule. */
const wordOf: Partial<Readonly<Record<Finding['kind'], string>>> = {
  noForwarder: 'gone',
  ruleOff: 'off',
  ruleOutdated: 'pattern',
};

/** The guard's rules in other regions have one name, so their region stands before it. */
export function guardRulePlace(region: string, name: string): string {
  return `${region}/${name}`;
}

/** What keeps one of the guard's rules from its work is one finding. A stranger's target is one of its own. */
export function guardRuleFindings({ place, rule, expected }: GuardRule): Finding[] {
  const faults = ruleFindings(rule, expected, place);
  const foreign = faults.filter(({ kind }) => kind === 'ruleForeignTarget');
  const blinding = faults
    .filter(({ kind }) => kind !== 'ruleForeignTarget')
    .map(({ kind, detail }) => wordOf[kind] ?? `target: ${detail ?? ''}`);
  return [
    ...(blinding.length === 0
      ? []
      : [{ kind: 'guardBlind', place, detail: blinding.join(', ') } as const]),
    ...foreign,
  ];
}
