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
