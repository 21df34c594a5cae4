import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { tsImport } from 'tsx/esm/api';

/**
 * Makes a function that gives a module, as its code is now: it loads the module and all that it imports anew, but only where a
 * file has been changed, added or removed since, for it takes a second.
 *
 * @param directories which files count: those in them, however deep
 */
export function importWhenChanged<Module>(
  file: string,
  directories: readonly string[],
): () => Promise<Module> {
  let last: { readonly version: string; readonly module: Module } | undefined;
  return async () => {
    // Before the import: what changes during it is loaded the next time.
    const version = versionOf(directories);
    if (last?.version === version) return last.module;
    const module: Module = await tsImport(pathToFileURL(file).href, import.meta.url);
    last = { version, module };
    return module;
  };
}

/** Another text whenever a file is changed, added or removed. */
function versionOf(directories: readonly string[]): string {
  const paths = directories.flatMap((directory) =>
    readdirSync(directory, { recursive: true, encoding: 'utf8' }).map((name) =>
      join(directory, name),
    ),
  );
  const versions = paths.map((path) => {
    // A file that goes at this moment is not in the list the next time.
    const file = statSync(path, { throwIfNoEntry: false });
    return `${path} ${file?.mtimeMs} ${file?.size}`;
  });
  return versions.join('\n');
}
