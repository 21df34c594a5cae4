import { isSignIn } from '../classify/classes.ts';
import type { RootUse } from '../root-activity.ts';
import { adviceFact } from './advice.ts';
import { formatTime } from './format-time.ts';
import { headline } from './headline.ts';
import { eventIdText, eventNameText } from './identifier-text.ts';
import { knownFacts } from './known-facts.ts';
import type { Message } from './message.ts';
import type { MessageContext, WordSettings } from './message-context.ts';
import { ncloudHappened } from './ncloud-happened.ts';
import type { NcloudWords } from './ncloud-words.ts';
import { accountOf, delay, freeText, joined, outcomeText, sourceOf } from './parts.ts';
import { runbookLink } from './runbook-link.ts';
import type { Words } from './words.ts';

/** In code points. */
const maxTextLength = 100;
const free = (text: string | undefined): string | undefined => freeText(text, maxTextLength);

/** Words the message about a use of root in Naver Cloud. Its records say other things than those of CloudTrail. */
export function composeNcloud(
  use: RootUse,
  settings: WordSettings,
  context: MessageContext,
  words: NcloudWords,
): Message {
  const { ncloud, verdict } = use;
  const isLogIn = isSignIn(verdict.eventClass);
  const name = free(ncloud?.resourceName);
  const eventName = eventNameText(use.eventName);
  const account = accountOf(use, context);
  const sourceIp = sourceOf(use, context) ?? words.unknown;
  const time = use.occurredAt && formatTime(use.occurredAt, settings.timeZone);
  return {
    severity: verdict.severity,
    headline: headline(use.isDrill, verdict.severity, ncloudHappened(use, words), words),
    summary: joined([account, isLogIn ? name : undefined, eventName, sourceIp]),
    facts: knownFacts([
      [words.label.account, account ?? words.unknown],
      [words.label.who, joined([actor(use, words), isLogIn ? name : undefined])],
      [words.label.event, joined([eventName, free(use.eventSource), free(ncloud?.sourceType)])],
      [words.label.result, outcomeText(use, words)],
      [words.label.time, time ?? words.unknown],
      [words.label.delay, delay(use, context, words.after)],
      [words.label.sourceIp, sourceIp],
      [words.label.mfa, isLogIn ? secondFactor(use, words) : undefined],
      [words.label.affected, isLogIn ? undefined : joined([free(ncloud?.resourceType), name])],
      [words.label.region, free(use.region)],
      [words.label.eventId, use.eventId && eventIdText(use.eventId)],
    ]),
    advice: adviceFact(use, words),
    // No document gives the address of one activity in the console.
    link: undefined,
    runbook: runbookLink(use, settings.runbookUrl, words),
  };
}

function secondFactor({ hasMfa, ncloud }: RootUse, words: Words): string {
  if (hasMfa === undefined) return words.unknown;
  if (!hasMfa) return words.no;
  return joined([words.yes, free(ncloud?.secondFactor)]);
}

/** A type of user that Naver's documents do not have is shown as the record has it. */
function actor({ identity }: RootUse, words: Words): string | undefined {
  return identity.type === 'Root' ? words.root : free(identity.type);
}
