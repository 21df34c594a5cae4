import type { RootUse } from '../root-activity.ts';
import { accessKeyIdText, serviceText } from './identifier-text.ts';
import { neutralizeText } from './neutralize-text.ts';
import type { Words } from './words.ts';

const maxArnLength = 200;

/** Who acted: root itself, somebody it let in, or a service on its behalf, and with which key. */
export function who({ identity }: RootUse, words: Words): string {
  const isRoot = identity.type === 'Root' || identity.type === undefined;
  return [
    isRoot ? words.root : neutralizeText(identity.type ?? '', maxArnLength),
    identity.isAssumedRoot ? words.centralized : undefined,
    isRoot || identity.arn === undefined ? undefined : neutralizeText(identity.arn, maxArnLength),
    identity.accessKeyId && `${words.accessKey} ${accessKeyIdText(identity.accessKeyId)}`,
    identity.invokedBy && `${words.service} ${serviceText(identity.invokedBy)}`,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
}
