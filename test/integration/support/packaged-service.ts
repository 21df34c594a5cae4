import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { inject } from 'vitest';
import { homes, keyOf } from './packagings.ts';

export type Resource = {
  readonly Type: string;
  readonly Condition?: string;
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
};

/** A CloudFormation template as the framework writes it. */
export type Template = {
  readonly Parameters?: Readonly<Record<string, unknown>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, unknown>>;
};

/** Properties of an AWS::Lambda::Function that tests look at. `Timeout` is in seconds, `MemorySize` in MB. */
export type FunctionProperties = {
  readonly FunctionName: string;
  readonly Handler: string;
  readonly Runtime: string;
  readonly Architectures: readonly string[];
  readonly MemorySize: number;
  readonly Timeout: number;
  readonly Role: unknown;
  readonly Environment?: { readonly Variables: Readonly<Record<string, unknown>> };
  readonly [property: string]: unknown;
};

/** The template of stage `prod` as it is unless more is asked for, with Naver Cloud. */
export function template(): Template {
  const path =
    inject('packagedTemplates')?.[keyOf({ stage: 'prod', region: homes[0], parameters: {} })];
  return path === undefined ? fullTemplate() : readTemplate(path);
}

/** The template of stage `prod` with all that it can have. */
export function fullTemplate(): Template {
  return readTemplate(join(inject('packagedService'), 'cloudformation-template-update-stack.json'));
}

/** By path. Nobody writes into a template. */
const templates = new Map<string, Template>();

function readTemplate(path: string): Template {
  const known = templates.get(path) ?? (JSON.parse(readFileSync(path, 'utf8')) as Template);
  templates.set(path, known);
  return known;
}

/** @throws when the template has no resource of that logical id. */
export function resource(logicalId: string, from: Template = template()): Resource {
  const found = from.Resources[logicalId];
  if (found === undefined) {
    throw new Error(`no ${logicalId} among ${Object.keys(from.Resources).join(', ')}`);
  }
  return found;
}

/** Every resource of a type, by logical id. */
export function resourcesOfType(
  type: string,
  from: Template = template(),
): Readonly<Record<string, Resource>> {
  return Object.fromEntries(Object.entries(from.Resources).filter(([, { Type }]) => Type === type));
}

/** What the template says of a function, by the name it has in serverless.yml, such as `rootEvent`. */
export function functionProperties(functionName: string): FunctionProperties {
  // The framework's own naming: https://www.serverless.com/framework/docs/providers/aws/guide/resources
  const logicalId = `${functionName.charAt(0).toUpperCase()}${functionName.slice(1)}LambdaFunction`;
  const found = template().Resources[logicalId] ?? resource(logicalId, fullTemplate());
  return found.Properties as FunctionProperties;
}

/**
 * The environment of a function, exactly as the template gives it, but for what is given instead.
 *
 * @throws when a value is no plain string, since only CloudFormation could then tell what the function would see.
 */
export function functionEnvironment(
  functionName: string,
  instead: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const given = functionProperties(functionName).Environment?.Variables ?? {};
  const variables = { ...given, ...instead };
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => {
      if (typeof value !== 'string') {
        throw new Error(`${functionName}: ${name} is no plain string: ${JSON.stringify(value)}`);
      }
      return [name, value];
    }),
  );
}

/** Path of the zip that would be uploaded for a function. */
export function functionZip(functionName: string): string {
  return existing(join(inject('packagedService'), `${functionName}.zip`));
}

/** What each file of that zip takes there, compressed. */
export function zippedBytes(functionName: string): Readonly<Record<string, number>> {
  const bytes: Record<string, number> = {};
  unzipSync(readFileSync(functionZip(functionName)), {
    filter({ name, size }) {
      bytes[name] = size;
      return false;
    },
  });
  return bytes;
}

/** Directory with the unpacked zip of a function: what Lambda has at /var/task. Shared by all tests: only read it. */
export function functionDirectory(functionName: string): string {
  return existing(join(inject('unzippedService'), functionName));
}

function existing(path: string): string {
  if (!existsSync(path)) throw new Error(`${path} was not packaged`);
  return path;
}
