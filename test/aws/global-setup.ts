import { spawnSync } from 'node:child_process';
import { toolEnvironment } from './support/tool-environment.ts';

const NEEDED: readonly (readonly [string, ...string[]])[] = [
  ['moto_server', '--help'],
  ['cfn-lint', '--version'],
  ['aws', '--version'],
  ['python3', '-c', 'import boto3, moto.events.models'],
];

/** @throws Error that names what this machine lacks, before any test runs. */
export default function setup(): void {
  const missing = NEEDED.filter(([command, ...args]) => {
    const { status } = spawnSync(command, args, { env: toolEnvironment(), stdio: 'ignore' });
    return status !== 0;
  }).map(([command]) => (command === 'python3' ? 'python3 with boto3 and moto' : command));
  if (missing.length > 0) {
    throw new Error(
      `npm run test:aws needs ${missing.join(', ')} on PATH: pip install 'moto[server,all]' cfn-lint awscli`,
    );
  }
}
