import { UserError } from '../user-error.ts';

/**
 * Refuses misspelt parameters: the framework ignores them without a word, and with one, say, the ops e-mail.
 *
 * @param given names of this deployment's parameters
 * @param configuration text of serverless.yml, which reads each as `${param:name…}`
 * @throws {UserError} naming those that nothing reads
 */
export function checkParameterNames(given: readonly string[], configuration: string): void {
  const known = knownParameters(configuration);
  const unknown = [...new Set(given)].filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new UserError(
    `${unknown.join(', ')}: no such parameter. Known are ${[...known].sort().join(', ')}.`,
  );
}

/** @param configuration text of serverless.yml, which reads each parameter as `${param:name…}` */
export function knownParameters(configuration: string): ReadonlySet<string> {
  return new Set([...configuration.matchAll(/\$\{param:(\w+)/g)].flatMap(([, name]) => name ?? []));
}

/**
 * A stage whose name is misspelt in params.yml, or on the command line, has no parameters, and nothing fails.
 *
 * @param fromFile as of {@link givenParameters}
 * @returns undefined when the file has the stage, or nothing but defaults
 */
export function noteOnStage(fromFile: unknown, stage: string): string | undefined {
  const stages = Object.keys(Object(fromFile)).filter((name) => name !== 'default');
  if (stages.length === 0 || stages.includes(stage)) return undefined;
  return `params.yml has nothing for stage ${stage}, only for ${stages.join(', ')}: it gets the defaults.`;
}

/**
 * The names of the parameters that a deployment gives.
 *
 * @param fromCommandLine of `--param`: `name=value` each
 * @param fromFile of params.yml or `params:` of serverless.yml: by stage, or `default`
 */
export function givenParameters(
  fromCommandLine: unknown,
  fromFile: unknown,
  stage: string,
): string[] {
  return [
    ...[fromCommandLine ?? []].flat().map((text) => String(text).split('=', 1)[0] ?? ''),
    ...[stage, 'default'].flatMap((name) => Object.keys(Object(Object(fromFile)[name]))),
  ];
}
