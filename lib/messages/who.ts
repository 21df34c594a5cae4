import type { RootUse } from '../root-activity.ts';
import { accessKeyIdText, serviceText } from './identifier-text.ts';
import { inertText } from './neutralize-text.ts';
import type { Words } from './words.ts';

const maxArnLength = 200;

/** Who acted: root itself, somebody it let in, or a service on its behalf, and with which key. */
export function who({ identity }: RootUse, say: Words): string {
  const isRoot = identity.type === 'Root' || identity.type === undefined;
  return [
    isRoot ? say.root : inertText(identity.type ?? '', maxArnLength),
    identity.isAssumedRoot ? say.centralized : undefined,
    isRoot || identity.arn === undefined ? undefined : inertText(identity.arn, maxArnLength),
    identity.accessKeyId && `${say.accessKey} ${accessKeyIdText(identity.accessKeyId)}`,
    identity.invokedBy && `${say.service} ${serviceText(identity.invokedBy)}`,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
}
