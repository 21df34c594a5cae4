import { UserError } from '../user-error.js';

/**
 * A misspelt parameter would be passed over in silence, and with it, say, the ops e-mail.
 *
 * @param {readonly string[]} given names of the parameters of this deployment
 * @param {string} configuration text of serverless.yml, which reads each as `${param:name…}`
 * @throws {UserError} naming those that nothing reads
 */
export function checkParameterNames(given, configuration) {
  const known = new Set([...configuration.matchAll(/\$\{param:(\w+)/g)].map(([, name]) => name));
  const unknown = [...new Set(given)].filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new UserError(
    `${unknown.join(', ')}: no such parameter. Known are ${[...known].sort().join(', ')}.`,
  );
}

/**
 * @param {unknown} fromCommandLine what `--param` gave: `name=value`, each
 * @param {unknown} fromFile `params:` of serverless.yml: by stage, or `default`
 * @param {string} stage
 */
export function givenParameters(fromCommandLine, fromFile, stage) {
  const byStage = /** @type {Record<string, object> | undefined} */ (fromFile);
  return [
    ...[fromCommandLine ?? []].flat().map((text) => String(text).split('=', 1)[0] ?? ''),
    ...[stage, 'default'].flatMap((name) => Object.keys(byStage?.[name] ?? {})),
  ];
}
