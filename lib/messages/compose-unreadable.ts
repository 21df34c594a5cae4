import { verdictOf } from '../classify/verdict-of.ts';
import type { UnreadableRecord } from '../root-activity.ts';
import { adviceFact } from './advice.ts';
import { linkToEvent } from './event-link.ts';
import { formatTime } from './format-time.ts';
import { headline } from './headline.ts';
import { eventIdText, eventNameText, regionText } from './identifier-text.ts';
import { knownFacts } from './known-facts.ts';
import type { Message } from './message.ts';
import type { MessageContext, WordSettings } from './message-context.ts';
import { accountOf, delay, freeText, joined, sourceOf } from './parts.ts';
import { runbookLink } from './runbook-link.ts';
import type { Words } from './words.ts';

/** In code points. */
const maxTextLength = 300;

/** Words the message about a record that cannot be read: what can be read of it, and what is wrong with it. */
export function composeUnreadable(
  record: UnreadableRecord,
  settings: WordSettings,
  context: MessageContext,
  words: Words,
): Message {
  const { severity } = verdictOf(record);
  const account = accountOf(record, context);
  const eventName = record.eventName && eventNameText(record.eventName);
  const eventId = record.eventId && eventIdText(record.eventId);
  const time = record.occurredAt && formatTime(record.occurredAt, settings.timeZone);
  const source = sourceOf(record, context);
  const orUnknown = (value: string | undefined): string => value || words.unknown;
  return {
    severity,
    headline: headline(record.isDrill, severity, words.unreadable, words),
    summary: joined([account, eventName, eventId, source]),
    facts: knownFacts([
      [words.label.eventId, orUnknown(eventId)],
      [words.label.event, eventName],
      [words.label.account, orUnknown(account)],
      [words.label.time, orUnknown(time)],
      [words.label.delay, delay(record, context, words.after)],
      [words.label.region, orUnknown(record.region && regionText(record.region))],
      [words.label.sourceIp, orUnknown(source)],
      [words.label.fault, orUnknown(freeText(record.fault, maxTextLength))],
    ]),
    advice: adviceFact(record, words),
    link: linkToEvent(record, words),
    runbook: runbookLink(record, settings.runbookUrl, words),
  };
}
