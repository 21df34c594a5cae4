import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where everything lies that a package is made of, or made by. Of the first and the last, their own files only. */
const directories = [
  '.',
  'commands',
  'events',
  'handlers',
  'lib',
  'plugin',
  'resources',
  'test/integration/support',
  'test/integration',
];
/** npm writes down here what it installed. What somebody changes there by hand is not seen. */
const installed = 'node_modules/.package-lock.json';

/**
 * Says what the service in a directory is packaged from: the same text as long as each file that may count has the same name
 * and content, npm installed the same, and Node is the same.
 */
export function packagedFrom(root: string): string {
  const hash = createHash('sha256').update(process.version);
  for (const path of [...directories.flatMap((directory) => filesIn(root, directory)), installed]) {
    const content = readFileSync(join(root, path));
    hash.update(`\0${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function filesIn(root: string, directory: string): string[] {
  const recursive = directory !== '.' && directory !== 'test/integration';
  return readdirSync(join(root, directory), { withFileTypes: true, recursive })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .sort();
}
