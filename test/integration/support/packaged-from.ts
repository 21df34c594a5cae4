import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where everything lies that a package is made of, or made by. What else there is, tests only read. */
const directories = [
  '.',
  'commands',
  'handlers',
  'lib',
  'plugin',
  'resources',
  'test/integration/support',
];
/** npm writes down here what it installed. */
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

/** Of the root directory, its own files only. */
function filesIn(root: string, directory: string): string[] {
  return readdirSync(join(root, directory), {
    withFileTypes: true,
    recursive: directory !== '.',
  })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .sort();
}
