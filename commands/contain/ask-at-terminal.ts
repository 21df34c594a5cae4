import { createInterface } from 'node:readline/promises';

/** Asks a person, and gives what they typed. */
export type Ask = (question: string) => Promise<string>;

/** Undefined: nobody sits there, so that nothing may be changed. Standard output is left to what is said with --json. */
export function askAtTerminal(): Ask | undefined {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  return async (question) => {
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return await terminal.question(question);
    } finally {
      terminal.close();
    }
  };
}
