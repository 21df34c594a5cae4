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
  const orUnknown = (value: string | undefined): string => value || words.unknown;
  return {
    ...headline(record.isDrill, severity, words.unreadable, words),
    summary: summaryOf([
      orUnknown(accountOf(record, context)),
      orUnknown(sourceOf(record, context)),
      orUnknown(shortTime(record, settings.timeZone, context)),
    ]),
    advice: adviceOn(record, words),
    links: linksOf(runbookLink(record, settings.runbookUrl, words), linkToEvent(record, words)),
    facts: knownFacts([
      [words.label.event, record.eventName && eventNameText(record.eventName)],
      [words.label.fault, orUnknown(freeText(record.fault, maxTextLength))],
    ]),
    details: knownFacts([
      [
        words.label.region,
        orUnknown(record.region && regionWithName(record.region, settings.locale)),
      ],
      [words.label.time, orUnknown(record.occurredAt && utcTime(record.occurredAt))],
      [words.label.delay, delay(record, context, words.after)],
      [words.label.eventId, orUnknown(record.eventId && eventIdText(record.eventId)), 'code'],
    ]),
  };
}
