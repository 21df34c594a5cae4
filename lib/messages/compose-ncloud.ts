import { isSignIn } from '../classify/classes.ts';
import type { RootUse } from '../root-activity.ts';
import { adviceOn } from './advice.ts';
import { utcTime } from './format-time.ts';
import { headline } from './headline.ts';
import { eventIdText, eventNameText } from './identifier-text.ts';
import { knownFacts } from './known-facts.ts';
import { linksOf } from './links-of.ts';
import type { Message } from './message.ts';
import type { MessageContext, WordSettings } from './message-context.ts';
import { ncloudHappened } from './ncloud-happened.ts';
import type { NcloudWords } from './ncloud-words.ts';
import {
  accountOf,
  delay,
  freeText,
  joined,
  outcomeText,
  shortTime,
  sourceOf,
  summaryOf,
} from './parts.ts';
import { runbookLink } from './runbook-link.ts';
import { withContext } from './with-context.ts';
import type { Words } from './words.ts';

/** In code points. */
const maxTextLength = 100;
const free = (text: string | undefined): string | undefined => freeText(text, maxTextLength);

/** Words the message about a use of root in Naver Cloud. Its records say other things than those of CloudTrail. */
export function composeNcloud(
  use: RootUse,
  settings: WordSettings,
  context: MessageContext = {},
): Message {
  const words = settings.words.ncloud;
  return withContext(composeAlone(use, settings, context, words), context, words);
}

function composeAlone(
  use: RootUse,
  settings: WordSettings,
  context: MessageContext,
  words: NcloudWords,
): Message {
  const { ncloud, verdict } = use;
  const isLogIn = isSignIn(verdict.eventClass);
  const name = free(ncloud?.resourceName);
  const orUnknown = (value: string | undefined, label: string): string =>
    value || `${label} ${words.unknown}`;
  const isDone = use.outcome === 'success';
  const outcome = outcomeText(use, words);
  const acted = actor(use, words);
  return {
    ...headline(use.isDrill, verdict.severity, ncloudHappened(use, words), words),
    summary: summaryOf([
      // What the team calls it: without the word it could be anything.
      `${words.label.account} ${accountOf(use, context) || words.unknown}`,
      isLogIn ? name : undefined,
      orUnknown(sourceOf(use, context), words.label.sourceIp),
      orUnknown(shortTime(use, settings.timeZone, context), words.label.time),
    ]),
    advice: adviceOn(use, words),
    // No document gives the address of one activity in the console.
    links: linksOf(runbookLink(use, settings.runbookUrl, words)),
    facts: knownFacts([
      [words.label.affected, isLogIn ? undefined : joined([free(ncloud?.resourceType), name])],
      [words.label.result, isDone || isLogIn ? undefined : outcome],
      // The headline says that it was ROOT.
      [words.label.who, acted === words.root ? undefined : acted],
    ]),
    details: knownFacts([
      // No link names the record, so this is its heading.
      [
        words.label.event,
        joined([eventNameText(use.eventName), free(use.eventSource), free(ncloud?.sourceType)]),
      ],
      // Whether there was one, the headline says.
      ['', isLogIn && use.hasMfa === true ? secondFactor(use, words) : undefined],
      // Of a log-in that failed the headline says so.
      ['', isDone ? outcome : undefined],
      [words.label.region, free(use.region)],
      ['', use.occurredAt && utcTime(use.occurredAt)],
      ['', delay(use, context, words)],
      [words.label.eventId, use.eventId && eventIdText(use.eventId)],
    ]),
  };
}

function secondFactor({ hasMfa, ncloud }: RootUse, words: Words): string {
  if (hasMfa === undefined) return words.mfa.unknown;
  if (!hasMfa) return words.mfa.unused;
  const factor = free(ncloud?.secondFactor);
  return factor ? words.mfaWith(factor) : words.mfa.used;
}

/** A type of user that Naver's documents do not have is shown as the record has it. */
function actor({ identity }: RootUse, words: Words): string | undefined {
  return identity.type === 'Root' ? words.root : free(identity.type);
}
