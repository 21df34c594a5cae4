import { jsonObject } from '../json.ts';

/** What the template of the stack, as CloudFormation has it, says of the parts that are checked. */
export interface DeployedParts {
  /** The event pattern of the rules for uses of root, in JSON. */
  readonly pattern: string | undefined;
  /** The same of the guard's rules, but for {@link guardPartsPattern}. */
  readonly guardPattern: string | undefined;
  /** The same of the guard's rule for parts at home. It names the key of the topics as the template does. */
  readonly guardPartsPattern: string | undefined;
  readonly functions: readonly string[];
  /** How much concurrency the template reserves, by the names of the functions that have some. */
  readonly reserved: ReadonlyMap<string, number>;
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
  const patternOf = (id: string): string | undefined =>
    JSON.stringify(Object(Object(Object(Resources)[id]).Properties).EventPattern);
  const [opsEmail] = textOf(Object(Object(Parameters).OpsEmailAddress).Default);
  return {
    pattern: patternOf('RootUseRule'),
    guardPattern: patternOf('GuardRule'),
    guardPartsPattern: patternOf('GuardPartsRule'),
    functions: named('AWS::Lambda::Function', 'FunctionName'),
    reserved: reservedIn(resources.map(({ Properties }) => Object(Properties))),
    alarms: named('AWS::CloudWatch::Alarm', 'AlarmName'),
    secrets: named('AWS::SecretsManager::Secret', 'Name'),
    opsEmail,
  };
}

function reservedIn(
  properties: readonly { FunctionName?: unknown; ReservedConcurrentExecutions?: unknown }[],
): ReadonlyMap<string, number> {
  return new Map(
    properties.flatMap(({ FunctionName, ReservedConcurrentExecutions: reserved }) =>
      typeof FunctionName === 'string' && typeof reserved === 'number'
        ? [[FunctionName, reserved]]
        : [],
    ),
  );
}

function textOf(value: unknown): string[] {
  return typeof value === 'string' && value !== '' ? [value] : [];
}
