import { join } from 'node:path';
import { UserError } from '../user-error.ts';
import { checkParamsFile } from './params-file.ts';
import { checkRegionName } from './region.ts';
import { checkStageName } from './stage-name.ts';

/** The options of the command line, as the framework hands them to a module that serverless.yml reads. */
interface EarlyOptions {
  readonly stage?: unknown;
  readonly region?: unknown;
  readonly param?: unknown;
}

const defaultStage = 'dev';

/**
 * The stage that is deployed to. It is the first that the framework asks for, so what the framework answers with an error for
 * each line of serverless.yml is refused here, in one sentence.
 *
 * @throws {UserError}
 */
export function readStage({ stage = defaultStage, region, param }: EarlyOptions): string {
  checkStageName(String(stage));
  if (region !== undefined && region !== null) checkRegionName(String(region));
  for (const text of [param ?? []].flat().map(String)) {
    const [name = '', ...value] = text.split('=');
    if (!/^\w+$/.test(name)) throw new UserError('--param: expected name=value.');
    if (value.join('=') === '') {
      throw new UserError(
        `--param ${name}: expected a value. Leave the parameter out to take the default.`,
      );
    }
  }
  return String(stage);
}

/** As {@link readStage}, as the framework calls it: whatever is thrown here, it would print with its own forty lines. */
export function stageOrExit({ options }: { readonly options: EarlyOptions }): string {
  try {
    checkParamsFile(join(import.meta.dirname, '../..'));
    return readStage(options);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`\nError:\n${error.message}\n`);
    process.exit(1);
  }
}
