import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accessLevelsSource } from './access-levels-source.ts';

const file = join(import.meta.dirname, '..', 'lib', 'classify', 'access-levels.ts');

await writeFile(file, await accessLevelsSource());
console.log(file);
