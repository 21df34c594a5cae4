import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UserError } from '../plugin/user-error.ts';

type OptionsConfig = NonNullable<ParseArgsConfig['options']>;

/**
 * Reads the options of an npm script.
 *
 * @param usage what the refusal of an option ends with
 * @throws {UserError} in one line, for an option that is not known, or lacks its value
 */
export function parseOptions<const Options extends OptionsConfig>(
  args: readonly string[],
  options: Options,
  usage: string,
): ReturnType<typeof parseArgs<{ options: Options }>>['values'] {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split(/[.\n]/);
    throw new UserError(`${reason}: ${usage}`);
  }
}
