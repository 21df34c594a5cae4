import { isSignIn } from '../classify/classes.ts';
import { ncloudDeedOf } from '../classify/ncloud-deed-of.ts';
import type { RootUse } from '../root-activity.ts';
import { eventNameText } from './identifier-text.ts';
import type { NcloudWords } from './ncloud-words.ts';
import { freeText } from './parts.ts';

/** In code points. */
const maxTypeLength = 40;
const maxProductLength = 60;

/** What a use in Naver Cloud did, in one sentence: in our words, else by the names that Naver Cloud gives it. */
export function ncloudHappened(use: RootUse, words: NcloudWords): string {
  const { eventClass, actor, failure } = use.verdict;
  const account = words.rootOf.ncloud;
  const type =
    use.identity.type === 'Root' ? undefined : freeText(use.identity.type, maxTypeLength);
  const subject = {
    account,
    by: type === undefined ? words.by[actor](account) : words.byType(type),
    isRoot: type === undefined,
    failure: words.failure[failure?.kind ?? 'other'],
  };
  if (isSignIn(eventClass)) return words.signIn[eventClass](subject);
  const deed = ncloudDeedOf(use);
  const sentences =
    deed === undefined
      ? words.ncloudCall({
          action: eventNameText(use.eventName),
          product: freeText(use.eventSource, maxProductLength),
        })
      : words.deeds[deed];
  if (use.outcome === 'failure') return sentences.refused(subject);
  const sentence = sentences.done(subject);
  return use.outcome === 'unknown'
    ? `${sentence} (${words.label.result}: ${words.unknown})`
    : sentence;
}
