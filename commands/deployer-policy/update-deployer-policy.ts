// npm run deployer-policy: writes docs/deployer-policy.json anew, from the template and the calls of the commands, and beside it
// docs/planned-policy.json.

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { callsOfCommands } from './calls-of-commands.ts';
import { deployerPolicy, plannedPolicy } from './deployer-policy.ts';

const root = join(import.meta.dirname, '../..');
const file = join(root, 'docs', 'deployer-policy.json');
const plannedFile = join(root, 'docs', 'planned-policy.json');

/** All that a deployment can have. */
const everything = [
  'opsEmail=ops@example.com',
  'ncloud=on',
  'respond=on',
  'evidence=on',
  'trailLogGroup=trail',
  'organizationId=o-a1b2c3d4e5',
  'organizationalUnits=r-ab12',
];

const folder = await mkdtemp(join(tmpdir(), 'deployer-policy-'));
try {
  const parameters = everything.flatMap((parameter) => ['--param', parameter]);
  await promisify(execFile)('npx', ['sls', 'package', '--package', folder, ...parameters], {
    cwd: root,
  });
  const template = await readFile(
    join(folder, 'cloudformation-template-update-stack.json'),
    'utf8',
  );
  const { Resources } = JSON.parse(template) as { Resources: Record<string, { Type: string }> };
  const types = Object.values(Resources).map(({ Type }) => Type);
  const policy = deployerPolicy(types, await callsOfCommands());
  await writeFile(file, `${JSON.stringify(policy, null, 2)}\n`);
  await writeFile(plannedFile, `${JSON.stringify(plannedPolicy(), null, 2)}\n`);
  console.log(`${file}\n${plannedFile}\nnpm run format lays it out.`);
} finally {
  await rm(folder, { recursive: true });
}
