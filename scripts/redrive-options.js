import { parseArgs } from 'node:util';
import { Refusal } from './refusal.js';

/** What serverless.yml deploys to without --region. AWS_REGION moves neither, or one would look where nothing is. */
const defaultRegion = 'ap-northeast-2';
const usage = `npm run redrive -- --stage prod [--region ${defaultRegion}] [--dry-run]`;

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
 * @returns {RedriveOptions}
 * @throws {Refusal} when there is no stage, which is never guessed: an empty queue of another stage would look
 *   like good news
 */
export function readRedriveOptions(args) {
  const { stage, region = defaultRegion, 'dry-run': isDryRun } = parse(args);
  if (!stage) throw new Refusal(`Which stage is missing: ${usage}`);
  if (!/^[a-z]{2}(-[a-z]+)+-\d+$/.test(region)) {
    throw new Refusal(`--region: expected the name of a region, such as ${defaultRegion}.`);
  }
  return { stage, region, isDryRun };
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
