import type { Locale } from '../../lib/config.ts';
import { checkRegionName } from '../../plugin/checks/region.ts';
import { checkStageName } from '../../plugin/checks/stage-name.ts';
import { UserError } from '../../plugin/user-error.ts';
import { defaultRegion } from '../command-options.ts';
import { parseOptions } from '../parse-options.ts';
import type { Deployment } from '../stack.ts';

export interface ReportOptions extends Deployment {
  /** Undefined: the last one that is over. */
  readonly month: string | undefined;
  /** Undefined: that of the deployment. */
  readonly locale: Locale | undefined;
  /** The folder to write to. Undefined: the terminal. */
  readonly out: string | undefined;
  readonly isJson: boolean;
}

const usage =
  'npm run report -- --stage prod [--region ap-northeast-2] [--month 2026-10] [--locale ko|en] [--out <folder>] [--json] [--help]';

/** @throws {UserError} in one sentence that names the option. */
export function readReportOptions(args: readonly string[]): ReportOptions | 'help' {
  const options = parseOptions(
    args,
    {
      stage: { type: 'string' },
      region: { type: 'string', default: defaultRegion },
      month: { type: 'string' },
      locale: { type: 'string' },
      out: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
    usage,
  );
  const { stage, region, month, locale, out } = options;
  if (options.help) return 'help';
  if (!stage) throw new UserError(`Which stage is missing: ${usage}`);
  checkStageName(stage);
  checkRegionName(region);
  if (locale !== undefined && locale !== 'ko' && locale !== 'en') {
    throw new UserError('--locale: expected ko or en.');
  }
  return { stage, region, month, locale, out, isJson: options.json === true };
}

/** What --help prints. */
export function describeReport(): string {
  return `${usage}

Tells what became of every use of root in a month, and what shows that there was no other, from the logs of the functions
and, with evidence=on, from the evidence. Changes nothing.

  --stage <name>    which deployment; there is no default
  --region <name>   its home region (default: ${defaultRegion})
  --month <month>   such as 2026-10 (default: the last month that is over)
  --locale ko|en    the language (default: that of the deployment)
  --out <folder>    write Markdown, CSV, JSON and a picture there, instead of printing Markdown
  --json            print JSON; progress goes to standard error
  --help            print this

What it needs: docs/report.md.`;
}
