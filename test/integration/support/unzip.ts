import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { unzipSync } from 'fflate';

/**
 * Unpacks a zip into a directory, made if need be.
 *
 * @throws when the file is no zip, or an entry would land outside the directory.
 */
export function unzip(zipPath: string, directory: string): void {
  for (const [name, content] of Object.entries(unzipSync(readFileSync(zipPath)))) {
    const relative = normalize(name);
    if (relative.startsWith('..')) throw new Error(`${zipPath}: ${name} leaves the directory`);
    const path = join(directory, relative);
    if (name.endsWith('/')) {
      mkdirSync(path, { recursive: true });
    } else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
  }
}
