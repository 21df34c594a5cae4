import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { toolEnvironment } from './tool-environment.ts';

/**
 * Runs a Python tool with `input` on its standard input.
 *
 * @param environment what it sees besides what all tools do
 * @returns its standard output
 * @throws Error with all that it printed when it fails
 */
export async function runTool(
  command: string,
  args: readonly string[],
  input = '',
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const child = spawn(command, args, { env: { ...toolEnvironment(), ...environment } });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  // A tool that ends without reading its input says why by its exit.
  child.stdin.on('error', () => {}).end(input);
  const [status, output, complaint] = await Promise.all([
    ended,
    text(child.stdout),
    text(child.stderr),
  ]);
  if (status !== 0) {
    throw new Error(`${command} failed (exit ${status}):\n${output}${complaint}`);
  }
  return output;
}
