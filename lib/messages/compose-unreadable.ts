import { verdictOf } from '../classify/verdict-of.ts';
import type { UnreadableRecord } from '../root-activity.ts';
import { adviceOn } from './advice.ts';
import { linkToEvent } from './event-link.ts';
import { utcTime } from './format-time.ts';
import { headline } from './headline.ts';
import { eventIdText, eventNameText } from './identifier-text.ts';
import { knownFacts } from './known-facts.ts';
import { linksOf } from './links-of.ts';
import type { Message } from './message.ts';
import type { MessageContext, WordSettings } from './message-context.ts';
import { accountOf, delay, freeText, shortTime, sourceOf, summaryOf } from './parts.ts';
import { regionWithName } from './region-name.ts';
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
  const orUnknown = (value: string | undefined, label: string): string =>
    value || `${label} ${words.unknown}`;
  const eventId = eventIdText(record.eventId ?? '') || undefined;
  return {
    ...headline(record.isDrill, severity, words.unreadable, words),
    summary: summaryOf([
      orUnknown(accountOf(record, context), words.label.account),
      orUnknown(sourceOf(record, context), words.label.sourceIp),
      orUnknown(shortTime(record, settings.timeZone, context), words.label.time),
    ]),
    advice: adviceOn(record, words),
    links: linksOf(runbookLink(record, settings.runbookUrl, words), linkToEvent(record, words)),
    facts: knownFacts([
      [words.label.event, record.eventName && eventNameText(record.eventName)],
      [words.label.fault, freeText(words.fault(record.fault), maxTextLength) || words.unknown],
    ]),
    details: knownFacts([
      ['', orUnknown(record.region && regionWithName(record.region, words), words.label.region)],
      ['', record.occurredAt && utcTime(record.occurredAt)],
      ['', delay(record, context, words)],
      [words.label.eventId, eventId ?? words.unknown, eventId],
    ]),
  };
}
