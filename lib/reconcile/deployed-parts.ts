import { jsonObject } from '../json.ts';

/** What the template of the stack, as CloudFormation has it, says of the parts that are checked. */
export interface DeployedParts {
  /** The event pattern of the rules for uses of root, in JSON. */
  readonly pattern: string | undefined;
  readonly functions: readonly string[];
  readonly alarms: readonly string[];
  readonly secrets: readonly string[];
  /** The address that `opsEmail` gave. */
  readonly opsEmail: string | undefined;
}

/**
 * Reads the template of a deployed stack. What a template of another version lacks is left out.
 *
 * @param template JSON.
 */
export function readDeployedParts(template: string): DeployedParts {
  const { Resources, Parameters } = Object(jsonObject(template));
  const resources = Object.values(Object(Resources)).map((resource) => Object(resource));
  const named = (type: string, name: string): string[] =>
    resources
      .filter(({ Type }) => Type === type)
      .flatMap(({ Properties }) => textOf(Object(Properties)[name]));
  const pattern = Object(Object(Object(Resources).RootUseRule).Properties).EventPattern;
  const [opsEmail] = textOf(Object(Object(Parameters).OpsEmailAddress).Default);
  return {
    pattern: pattern === undefined ? undefined : JSON.stringify(pattern),
    functions: named('AWS::Lambda::Function', 'FunctionName'),
    alarms: named('AWS::CloudWatch::Alarm', 'AlarmName'),
    secrets: named('AWS::SecretsManager::Secret', 'Name'),
    opsEmail,
  };
}

function textOf(value: unknown): string[] {
  return typeof value === 'string' && value !== '' ? [value] : [];
}
