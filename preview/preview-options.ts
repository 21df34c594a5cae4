import { parseOptions } from '../commands/parse-options.ts';
import { UserError } from '../plugin/user-error.ts';

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

export interface PreviewOptions {
  /** 0: any free port. */
  readonly port: number;
  /** Files with an event each. None: those in `events/`. */
  readonly paths: readonly string[];
}

/** @throws {UserError} for an option that cannot be used */
export function readPreviewOptions(args: readonly string[]): PreviewOptions | 'help' {
  const {
    port,
    path: paths,
    help,
  } = parseOptions(
    args,
    {
      port: { type: 'string', default: '0' },
      path: { type: 'string', short: 'p', multiple: true, default: [] },
      help: { type: 'boolean', default: false },
    },
    usage,
  );
  if (help) return 'help';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new UserError(`--port: expected a number up to 65535: ${usage}`);
  }
  return { port: Number(port), paths };
}
