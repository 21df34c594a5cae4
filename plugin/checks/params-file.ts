import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, YAMLException } from 'js-yaml';
import { UserError } from '../user-error.ts';

const name = 'params.yml';
const shape = 'expected stages, or default, with their parameters below as in params.example.yml';

/**
 * Refuses a params.yml that the framework would answer with a page, or take without a word for one that says nothing.
 *
 * @param serviceDir where serverless.yml is
 * @throws {UserError} in one sentence, with the line where there is one
 */
export function checkParamsFile(serviceDir: string): void {
  const path = join(serviceDir, name);
  if (!existsSync(path)) {
    if (!existsSync(join(serviceDir, 'params.yaml'))) return;
    throw new UserError(`params.yaml: expected the name ${name}, which alone is read.`);
  }
  const stages = parse(read(path));
  if (!isMapping(stages)) throw new UserError(`${name}: ${shape}.`);
  for (const [stage, parameters] of Object.entries(stages)) {
    // A stage with nothing below it is one without parameters.
    if (parameters === null) continue;
    if (!isMapping(parameters))
      throw new UserError(`${name}: ${shape}; ${stage} is no stage with parameters.`);
    for (const [parameter, value] of Object.entries(parameters))
      checkValue(stage, parameter, value);
  }
}

function read(path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    throw new UserError(`${name} cannot be read (${code}).`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError(`${name}: expected UTF-8; save it with that encoding.`);
  }
}

function parse(text: string): unknown {
  // The framework takes a file without a character for none, and fails.
  if (text === '') throw new UserError(`${name} is empty: copy params.example.yml, or delete it.`);
  try {
    // Comments alone are no parameters.
    return load(text) ?? {};
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw new UserError(`${name}, line ${error.mark.line + 1}: ${error.reason}.`);
  }
}

function checkValue(stage: string, parameter: string, value: unknown): void {
  const place = `${name}, ${stage}: ${parameter}`;
  if (value === null || value === '') {
    throw new UserError(`${place}: expected a value; leave the line out to take the default.`);
  }
  if (value instanceof Date) throw new UserError(`${place}: expected text; put it in quotes.`);
  if (typeof value === 'object') {
    throw new UserError(`${place}: expected text on one line, with commas between several values.`);
  }
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
