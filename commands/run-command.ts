import { describeAwsFailure } from './aws-failure.ts';
import {
  type CommandOptions,
  type CommandSettings,
  describeCommand,
  readCommandOptions,
} from './command-options.ts';
import { quietSdk } from './quiet-sdk.ts';

export interface Outcome {
  readonly isOk: boolean;
  /** For people. */
  readonly lines: readonly string[];
  /** The same for machines. */
  readonly json: object;
}

interface Command extends CommandSettings {
  /** @param print writes a line of progress */
  readonly run: (options: CommandOptions, print: (line: string) => void) => Promise<Outcome>;
}

/**
 * Runs a command as the whole of its process: help, outcome and errors go to the terminal, and the exit code is 0 only
 * when all is well.
 */
export async function runCommand(command: Command): Promise<void> {
  quietSdk();
  try {
    const options = readCommandOptions(process.argv.slice(2), command);
    if (options.flags.has('help')) {
      console.log(describeCommand(command));
      return;
    }
    const isJson = options.flags.has('json');
    const { isOk, lines, json } = await command.run(options, isJson ? console.error : console.log);
    console.log(isJson ? JSON.stringify(json, null, 2) : lines.join('\n'));
    if (!isOk) process.exitCode = 1;
  } catch (error) {
    const sentence = describeAwsFailure(error);
    if (sentence === undefined) throw error;
    console.error(sentence);
    process.exitCode = 1;
  }
}
