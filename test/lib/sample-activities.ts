import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const directory = join(import.meta.dirname, '../../events');

/** The files in `events/` with one item of Naver Cloud's Cloud Activity Tracer. */
export const sampleActivityFiles: readonly string[] = readdirSync(directory).filter(
  (file) => file.startsWith('ncloud-') && file.endsWith('.json'),
);

export function readSampleActivity(file: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(join(directory, file), 'utf8'));
}
