import { checkRegionName } from '../plugin/checks/region.ts';
import { checkStageName } from '../plugin/checks/stage-name.ts';
import { UserError } from '../plugin/user-error.ts';
import { parseOptions } from './parse-options.ts';
import type { Deployment } from './stack.ts';

/**
 * The region that serverless.yml deploys to without --region. AWS_REGION changes neither, or a command would look where
 * nothing is.
 */
export const defaultRegion = 'ap-northeast-2';

const commonFlags: Readonly<Record<string, string>> = {
  json: 'print the outcome as JSON; progress goes to standard error',
  help: 'print this',
};

/** A command of `npm run` that is about one deployment. */
export interface CommandSettings {
  readonly name: string;
  /** What it does, for --help. */
  readonly summary: string;
  /** What each of its own flags does, for --help. */
  readonly flags: Readonly<Record<string, string>>;
  /** Its own options that take a value, as `account <number>`, and what each is for. Each may be left out. */
  readonly values?: Readonly<Record<string, string>>;
}

export interface CommandOptions extends Deployment {
  /** The flags that were given. */
  readonly flags: ReadonlySet<string>;
  /** What was given for its own options that take a value, by their names. */
  readonly values: ReadonlyMap<string, string>;
}

/**
 * @throws {UserError} when there is no stage. It is never guessed: an empty queue of another stage would look like good
 *   news.
 */
export function readCommandOptions(
  args: readonly string[],
  command: CommandSettings,
): CommandOptions {
  const ownFlags = Object.keys({ ...command.flags, ...commonFlags });
  const valueNames = Object.keys(command.values ?? {}).map(nameOf);
  const { stage, region, ...others } = parseOptions(
    args,
    {
      stage: { type: 'string' },
      region: { type: 'string', default: defaultRegion },
      ...Object.fromEntries(ownFlags.map((flag) => [flag, { type: 'boolean' }] as const)),
      ...Object.fromEntries(valueNames.map((name) => [name, { type: 'string' }] as const)),
    },
    usage(command),
  );
  const given = new Set(Object.keys(others).filter((name) => !valueNames.includes(name)));
  const values = new Map(
    Object.entries(others).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    ),
  );
  if (given.has('help')) return { stage: '', region, flags: given, values };
  if (!stage) throw new UserError(`Which stage is missing: ${usage(command)}`);
  checkStageName(stage);
  checkRegionName(region);
  return { stage, region, flags: given, values };
}

/** @returns what --help prints */
export function describeCommand(command: CommandSettings): string {
  const options = Object.entries({
    'stage <name>': 'which deployment; there is no default',
    'region <name>': `its home region (default: ${defaultRegion})`,
    ...command.values,
    ...command.flags,
    ...commonFlags,
  });
  const width = Math.max(...options.map(([option]) => option.length));
  return [
    usage(command),
    '',
    command.summary,
    '',
    ...options.map(([option, meaning]) => `  --${option.padEnd(width)}  ${meaning}`),
    '',
    'Exit code: 0 when all is well, 1 when something is missing or went wrong. What it needs: docs/commands.md.',
  ].join('\n');
}

/** Of an option that takes a value. */
function nameOf(option: string): string {
  return option.split(' ', 1)[0] ?? '';
}

function usage({ name, flags, values }: CommandSettings): string {
  const own = { ...values, ...flags, ...commonFlags };
  const optional = Object.keys(own).map((option) => ` [--${option}]`);
  return `npm run ${name} -- --stage prod [--region ${defaultRegion}]${optional.join('')}`;
}
