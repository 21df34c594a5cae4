import { accessKeyIdText } from './identifier-text.ts';
import type { Words } from './words.ts';

export type KeyNames = Pick<Words, 'accessKey' | 'temporaryCredential'>;

/** What a key is called, and its id. One of a session ends with it, and nobody finds it among the keys to disable (IAM User Guide). */
export function keyText(id: string, names: KeyNames): readonly [name: string, id: string] {
  return [id.startsWith('ASIA') ? names.temporaryCredential : names.accessKey, accessKeyIdText(id)];
}
