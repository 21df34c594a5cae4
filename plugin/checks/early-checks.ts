import { UserError } from '../user-error.ts';
import { checkStageName } from './stage-name.ts';

/** The options of the command line, as the framework hands them to a module that serverless.yml reads. */
interface EarlyOptions {
  readonly stage?: unknown;
  readonly param?: unknown;
}

const defaultStage = 'dev';

/**
 * The stage that is deployed to. It is the first that the framework asks for, so what the framework answers with an error for
 * each line of serverless.yml is refused here, in one sentence.
 *
 * @throws {UserError}
 */
export function readStage({ stage = defaultStage, param }: EarlyOptions): string {
  checkStageName(String(stage));
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
    return readStage(options);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`\nError:\n${error.message}\n`);
    process.exit(1);
  }
}
