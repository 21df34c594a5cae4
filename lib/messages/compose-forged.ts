import type { EventSender, RootUse } from '../root-activity.ts';
import { adviceOn } from './advice.ts';
import { utcTime } from './format-time.ts';
import { headline } from './headline.ts';
import { accountText, eventNameText, sourceIpText } from './identifier-text.ts';
import { knownFacts } from './known-facts.ts';
import { linksOf } from './links-of.ts';
import type { Message } from './message.ts';
import type { MessageContext, WordSettings } from './message-context.ts';
import { accountOf, freeText, joined, shortTime, summaryOf } from './parts.ts';
import { regionWithName } from './region-name.ts';
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
    // It is no drill, and must not read like one: who sees that word looks away.
    ...headline(false, severity, words.guard.forged[fault], words),
    isDrill: use.isDrill,
    summary: summaryOf([
      accountOf(use, context) ?? words.unknown,
      eventNameText(use.eventName),
      shortTime(use, settings.timeZone, context),
    ]),
    advice: adviceOn(use, words),
    links: linksOf(runbookLink(use, settings.runbookUrl, words)),
    facts: knownFacts([
      [words.guard.label.sender, sender],
      [words.guard.label.source, freeText(use.sender?.source, maxTextLength), undefined, 'code'],
      [words.guard.label.claims, claims],
    ]),
    details: knownFacts([
      ['', use.region && regionWithName(use.region, words)],
      ['', use.occurredAt && utcTime(use.occurredAt)],
    ]),
  };
}

/** Who sent an event that is not AWS's own. Undefined: it is AWS's own. */
export function senderText({ sender }: RootUse, words: Words): string | undefined {
  if (sender === undefined) return undefined;
  const account = sender.accountId === undefined ? words.unknown : accountText(sender.accountId);
  return words.guard.sender(account, freeText(sender.claimedArn, maxTextLength));
}
