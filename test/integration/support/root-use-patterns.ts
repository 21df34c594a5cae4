import { resourcesOfType, type Template } from './packaged-service.ts';
import { stackSetTemplates } from './stack-set-templates.ts';

type Rule = Readonly<Record<string, unknown>>;

/**
 * The rules that look for root, here and in other regions: those that ask for a user's identity. By logical id, behind
 * that of its StackSet where a rule is put into other regions, such as `Forwarders.ForwardRule`.
 */
export function rootUseRules(template: Template): Record<string, Rule> {
  const elsewhere = Object.entries(stackSetTemplates(template)).flatMap(([id, inner]) =>
    Object.entries(rootUseRules(inner)).map(([ruleId, rule]) => [`${id}.${ruleId}`, rule] as const),
  );
  const here = Object.entries(resourcesOfType('AWS::Events::Rule', template))
    .map(([id, { Properties }]) => [id, Properties] as const)
    .filter(([, { EventPattern }]) =>
      JSON.stringify(EventPattern ?? {}).includes('"userIdentity"'),
    );
  return Object.fromEntries([...here, ...elsewhere]);
}

/** The patterns of those rules. */
export function rootUsePatterns(template: Template): Record<string, unknown> {
  const entries = Object.entries(rootUseRules(template));
  return Object.fromEntries(entries.map(([id, { EventPattern }]) => [id, EventPattern]));
}
