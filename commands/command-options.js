import { parseArgs } from 'node:util';
import { UserError } from '../plugin/user-error.js';

/** What serverless.yml deploys to without --region. AWS_REGION moves neither, or one would look where nothing is. */
const defaultRegion = 'ap-northeast-2';

/** @type {Readonly<Record<string, string>>} */
const commonFlags = {
  json: 'print the outcome as JSON; progress goes to standard error',
  help: 'print this',
};

/**
 * One of the commands that `npm run` knows.
 *
 * @typedef {object} CommandSettings
 * @property {string} name
 * @property {string} summary what it does, for --help
 * @property {Readonly<Record<string, string>>} flags what each flag of its own does, for --help
 *
 * @typedef {object} CommandOptions
 * @property {string} stage
 * @property {string} region the home region
 * @property {ReadonlySet<string>} flags those that were given
 */

/**
 * @param {string[]} args
 * @param {CommandSettings} command
 * @returns {CommandOptions}
 * @throws {UserError} when there is no stage, which is never guessed: an empty queue of another stage would look
 *   like good news
 */
export function readCommandOptions(args, command) {
  const { stage, region = defaultRegion, ...flags } = parse(args, command);
  const given = new Set(Object.keys(flags));
  if (given.has('help')) return { stage: '', region, flags: given };
  if (!stage) throw new UserError(`Which stage is missing: ${usage(command)}`);
  if (!/^[a-z][a-z0-9-]*$/i.test(stage)) {
    throw new UserError('--stage: expected the name of a stage, such as prod.');
  }
  if (!/^[a-z]{2}(-[a-z]+)+-\d+$/.test(region)) {
    throw new UserError(`--region: expected the name of a region, such as ${defaultRegion}.`);
  }
  return { stage, region, flags: given };
}

/**
 * @param {CommandSettings} command
 * @returns {string} what --help prints
 */
export function describeCommand(command) {
  const options = Object.entries({
    'stage <name>': 'which deployment; there is no default',
    'region <name>': `its home region (default: ${defaultRegion})`,
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

/** @param {CommandSettings} command */
function usage({ name, flags }) {
  const optional = Object.keys({ ...flags, ...commonFlags }).map((flag) => ` [--${flag}]`);
  return `npm run ${name} -- --stage prod [--region ${defaultRegion}]${optional.join('')}`;
}

/**
 * @param {string[]} args
 * @param {CommandSettings} command
 * @returns {{ stage?: string, region?: string, [flag: string]: string | boolean | undefined }}
 */
function parse(args, command) {
  const flags = Object.keys({ ...command.flags, ...commonFlags });
  try {
    return {
      ...parseArgs({
        args,
        options: {
          stage: { type: 'string' },
          region: { type: 'string' },
          ...Object.fromEntries(
            flags.map((flag) => [flag, { type: /** @type {const} */ ('boolean') }]),
          ),
        },
      }).values,
    };
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split(/[.\n]/);
    throw new UserError(`${reason}: ${usage(command)}`);
  }
}
