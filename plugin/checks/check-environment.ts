import { ConfigError, readConfig } from '../../lib/config.ts';
import { UserError } from '../user-error.ts';

/** Limit for a function's environment as JSON (AWS Lambda quotas; its error prints what it measured). */
const maxBytes = 4096;

/**
 * Checks the environment in serverless.yml with the reader that the functions use, so that a bad parameter stops the
 * packaging, and not a deployment half-way or the first alert.
 *
 * @param environments the whole environment of each function. Values that CloudFormation fills in (Ref, GetAtt) are
 *   known only once deployed, and are skipped.
 * @param parameters names that serverless.yml reads: a fault names the parameter that the user wrote, not its variable
 * @throws {UserError} naming the keys and what was expected of them
 */
export function checkEnvironment(
  environments: readonly Readonly<Record<string, unknown>>[],
  parameters: ReadonlySet<string> = new Set(),
): void {
  for (const environment of environments) checkSize(environment);
  const known = Object.entries(Object.assign({}, ...environments)).flatMap(([name, value]) => {
    if (value === null || isFilledIn(value)) return [];
    if (typeof value === 'object') throw new UserError(`${name}: expected text.`);
    return [[name, String(value)]];
  });
  try {
    readConfig(Object.fromEntries(known));
  } catch (error) {
    if (error instanceof ConfigError)
      throw new UserError(withParameters(error.message, parameters));
    throw error;
  }
}

/** `TIME_ZONE: expected …` becomes `timeZone: expected …` where there is such a parameter. */
function withParameters(message: string, parameters: ReadonlySet<string>): string {
  return message.replaceAll(/\b[A-Z][A-Z_]*(?=: )/g, (variable) => {
    const name = variable.toLowerCase().replaceAll(/_(\w)/g, (_, letter) => letter.toUpperCase());
    return parameters.has(name) ? name : variable;
  });
}

function isFilledIn(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    Object.keys(value ?? {}).some((key) => key === 'Ref' || key.startsWith('Fn::'))
  );
}

function checkSize(environment: Readonly<Record<string, unknown>>): void {
  const bytes = Buffer.byteLength(JSON.stringify(environment));
  if (bytes <= maxBytes) return;
  const [longest = ''] = Object.keys(environment).sort(
    (a, b) => String(environment[b]).length - String(environment[a]).length,
  );
  throw new UserError(
    `${longest}: expected less, since AWS Lambda takes ${maxBytes} bytes of settings in all, and these are ${bytes}.`,
  );
}
