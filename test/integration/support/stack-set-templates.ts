import { resourcesOfType, type Template } from './packaged-service.ts';

/** The templates that StackSets put into other regions and accounts, by the StackSet's logical id. */
export function stackSetTemplates(template: Template): Record<string, Template> {
  const entries = Object.entries(resourcesOfType('AWS::CloudFormation::StackSet', template));
  return Object.fromEntries(
    entries.map(([id, { Properties }]) => [id, JSON.parse(String(Properties['TemplateBody']))]),
  );
}
