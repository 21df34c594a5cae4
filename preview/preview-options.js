import { parseArgs } from 'node:util';
import { UserError } from '../plugin/user-error.js';

const usage = 'npm run preview -- [-p events/root-login.json …] [--port 8080]';

/** What --help prints. */
export const previewHelp = [
  usage,
  '',
  'Shows on a page what the rooms get for each event, and goes on until it is stopped.',
  '',
  '  -p, --path <file>  an event of yours, as often as you like (default: those in events/)',
  '  --port <number>    where it listens, on this machine only (default: any that is free)',
  '  --help             print this',
].join('\n');

/**
 * What `npm run preview` is asked to do.
 *
 * @typedef {object} PreviewOptions
 * @property {number} port 0: any that is free
 * @property {readonly string[]} paths of events; none: those in `events/`
 */

/**
 * @param {string[]} args
 * @returns {PreviewOptions | 'help'}
 * @throws {UserError} when they make no sense
 */
export function readPreviewOptions(args) {
  const { port, path: paths, help } = parse(args);
  if (help) return 'help';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new UserError(`--port: expected a number up to 65535: ${usage}`);
  }
  return { port: Number(port), paths };
}

/** @param {string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string', default: '0' },
        path: { type: 'string', short: 'p', multiple: true, default: [] },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split(/[.\n]/);
    throw new UserError(`${reason}: ${usage}`);
  }
}
