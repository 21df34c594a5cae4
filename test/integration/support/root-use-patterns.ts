import { resourcesOfType, type Template } from './packaged-service.ts';

/** The patterns of the rules that look for root, by the rule's logical id: those that ask for a user's identity. */
export function rootUsePatterns(template: Template): Record<string, unknown> {
  const entries = Object.entries(resourcesOfType('AWS::Events::Rule', template))
    .map(([id, rule]) => [id, rule.Properties['EventPattern']])
    .filter(([, pattern]) => JSON.stringify(pattern ?? {}).includes('"userIdentity"'));
  return Object.fromEntries(entries);
}
