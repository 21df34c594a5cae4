import { describeAwsFailure } from './aws-failure.js';
import { describeCommand, readCommandOptions } from './command-options.js';

/**
 * @typedef {import('./command-options.js').CommandOptions} CommandOptions
 *
 * @typedef {object} Outcome
 * @property {boolean} isOk
 * @property {readonly string[]} lines for people
 * @property {object} json the same for machines
 */

/**
 * Runs one of the commands as a process does: help, outcome and failure go to the terminal, and the exit code is 0
 * only when all is well.
 *
 * @param {import('./command-options.js').CommandSettings & {
 *   run: (options: CommandOptions, words: (line: string) => void) => Promise<Outcome>
 * }} command `say` prints while it is under way
 */
export async function runCommand(command) {
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
