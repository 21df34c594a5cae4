import type { EventSender, RootUse } from '../root-activity.ts';
import { adviceFact } from './advice.ts';
import { formatTime } from './format-time.ts';
import { headline } from './headline.ts';
import { accountText, eventNameText, regionText, sourceIpText } from './identifier-text.ts';
import { knownFacts } from './known-facts.ts';
import type { Message } from './message.ts';
import type { MessageContext, WordSettings } from './message-context.ts';
import { accountOf, freeText, joined } from './parts.ts';
import { runbookLink } from './runbook-link.ts';
import type { Words } from './words.ts';

/** In code points. */
const maxTextLength = 200;

/**
 * Words the message about an event that passes for a use of root or for a drill. Who sent it comes first; what it says
 * is marked as a claim.
 */
export function composeForged(
  use: RootUse,
  fault: NonNullable<EventSender['fault']>,
  settings: WordSettings,
  context: MessageContext,
  words: Words,
): Message {
  const { severity } = use.verdict;
  const sender = senderText(use, words);
  const claims = joined([
    use.sender?.claimedAccountId && accountText(use.sender.claimedAccountId),
    eventNameText(use.eventName),
    use.sourceIp && sourceIpText(use.sourceIp),
  ]);
  return {
    severity,
    headline: headline(use.isDrill, severity, words.guard.forged[fault], words),
    summary: joined([accountOf(use, context) ?? words.unknown, eventNameText(use.eventName)]),
    facts: knownFacts([
      [words.guard.label.sender, sender],
      [words.guard.label.source, freeText(use.sender?.source, maxTextLength)],
      [words.label.time, use.occurredAt && formatTime(use.occurredAt, settings.timeZone)],
      [words.label.region, use.region && regionText(use.region)],
      [words.guard.label.claims, claims],
    ]),
    advice: adviceFact(use, words),
    link: undefined,
    runbook: runbookLink(use, settings.runbookUrl, words),
  };
}

/** Who sent an event that is not AWS's own. Undefined: it is AWS's own. */
export function senderText({ sender }: RootUse, words: Words): string | undefined {
  if (sender === undefined) return undefined;
  const account = sender.accountId === undefined ? words.unknown : accountText(sender.accountId);
  return words.guard.sender(account, freeText(sender.claimedArn, maxTextLength));
}
