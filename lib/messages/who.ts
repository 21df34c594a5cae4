import { agentOf } from '../classify/actor.ts';
import type { RootUse } from '../root-activity.ts';
import { serviceText } from './identifier-text.ts';
import { keyText } from './key-text.ts';
import { freeText, joined } from './parts.ts';
import type { Words } from './words.ts';

const maxArnLength = 200;

/** Who acted and with which key: root itself, a session that it issued, or an AWS service that acts for it. */
export function who(use: RootUse, words: Words): string {
  const { identity } = use;
  const agent = agentOf(use);
  const isRoot = identity.type === 'Root' || identity.type === undefined;
  return joined([
    isRoot ? words.root : freeText(identity.type, maxArnLength),
    identity.isAssumedRoot ? words.centralized : undefined,
    isRoot ? undefined : freeText(identity.arn, maxArnLength),
    identity.accessKeyId && keyText(identity.accessKeyId, words).join(' '),
    agent && `${words.agent} ${serviceText(agent)}`,
    identity.invokedBy && agent === undefined
      ? `${words.service} ${serviceText(identity.invokedBy)}`
      : undefined,
  ]);
}
