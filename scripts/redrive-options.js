import { parseArgs } from 'node:util';
import { Refusal } from './refusal.js';

const usage = 'npm run redrive -- --stage prod [--region ap-northeast-2] [--dry-run]';

/**
 * What `npm run redrive` is asked to do.
 *
 * @typedef {object} RedriveOptions
 * @property {string} stage
 * @property {string} region
 * @property {boolean} isDryRun only look
 */

/**
 * @param {string[]} args
 * @param {Readonly<Record<string, string | undefined>>} environment whose AWS_REGION goes before the default
 * @returns {RedriveOptions}
 * @throws {Refusal} when there is no stage, which is never guessed: an empty queue of another stage would look
 *   like good news
 */
export function readRedriveOptions(args, environment) {
  const { stage, region, 'dry-run': isDryRun } = parse(args);
  if (!stage) throw new Refusal(`Which stage is missing: ${usage}`);
  const chosen = region ?? (environment['AWS_REGION'] || 'ap-northeast-2');
  if (!/^[a-z]{2}(-[a-z]+)+-\d+$/.test(chosen)) {
    throw new Refusal(
      `${region === undefined ? 'AWS_REGION' : '--region'}: expected the name of a region, such as ap-northeast-2.`,
    );
  }
  return { stage, region: chosen, isDryRun };
}

/** @param {string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args,
      options: {
        stage: { type: 'string' },
        region: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split(/[.\n]/);
    throw new Refusal(`${reason}: ${usage}`);
  }
}
