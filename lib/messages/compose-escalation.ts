import type { Config } from '../config.ts';
import type { IncidentAnswer } from '../incident/answer.ts';
import type { IncidentRecord } from '../incident/incident-record.ts';
import type { RootActivity } from '../root-activity.ts';
import { compose } from './compose.ts';
import { localTime } from './format-time.ts';
import { headline } from './headline.ts';
import { accountText, eventNameText, sourceIpText } from './identifier-text.ts';
import { knownFacts } from './known-facts.ts';
import type { Message } from './message.ts';
import type { MessageContext, WordSettings } from './message-context.ts';
import { freeText, summaryOf } from './parts.ts';
import { ourText, plainText } from './plain-text.ts';
import { secondsBetween } from './seconds-between.ts';
import { withIncident } from './with-incident.ts';
import { wordsOf } from './words-by-cloud.ts';
import { escalationWords } from './words-escalation.ts';

/** What is said again about an incident, and why. */
export interface Escalation {
  readonly incidentId: string;
  /** What it is about. Undefined: the ledger does not say. */
  readonly record: IncidentRecord | undefined;
  /** The same, read again. Undefined: it cannot be. */
  readonly activity: RootActivity | undefined;
  readonly because:
    | { readonly kind: 'unanswered'; readonly nth: number; readonly of: number }
    | { readonly kind: 'notUs'; readonly answer: IncidentAnswer };
}

type Settings = WordSettings & Pick<Config, 'locale'>;

const maxTextLength = 300;

/** Words what is said where nobody answered, or somebody answered that it was not us: the alert again, and why. */
export function composeEscalation(
  escalation: Escalation,
  settings: Settings,
  context: MessageContext & { readonly toldAt: Date },
): Message {
  const { incidentId, activity, record, because } = escalation;
  const words = wordsOf(activity, settings.words);
  const said = escalationWords[settings.locale];
  const told =
    activity === undefined
      ? withIncident(fromRecord(record, settings, context), { incidentId }, words)
      : compose(activity, settings, {
          ...context,
          toldAt: firstToldAt(record, context),
          incidentId,
        });
  const happened = told.headline.unescaped;
  const askedAt = record && new Date(record.toldAtMs);
  const isUnanswered = because.kind === 'unanswered';
  const todo = isUnanswered ? said.answerNow(incidentId) : said.actNow;
  const seconds = askedAt && secondsBetween(askedAt, context.toldAt);
  return {
    ...told,
    ...headline(false, 'critical', '', words),
    isCall: true,
    headline: plainText(
      isUnanswered ? said.unanswered(words.duration(seconds ?? 0), happened) : said.notUs(happened),
    ),
    advice: {
      label: told.advice?.label ?? words.label.adviceNow,
      // What a first alert advises begins with the question that was answered.
      steps: [ourText(todo), ...(isUnanswered ? (told.advice?.steps ?? []) : [])],
    },
    facts: [
      ...knownFacts([
        [said.label.told, askedAt && localTime(askedAt, settings.timeZone, context.toldAt)],
        ...(isUnanswered ? [[said.label.nth, timesText(because, said)] as const] : []),
        ...(isUnanswered
          ? []
          : [
              [said.label.answeredBy, freeText(because.answer.by, maxTextLength)] as const,
              [said.label.why, freeText(because.answer.why, maxTextLength)] as const,
            ]),
      ]),
      ...told.facts,
    ],
  };
}

/** Its delay is that of the first alert, and not of this one. */
function firstToldAt(
  record: IncidentRecord | undefined,
  { toldAt }: { readonly toldAt: Date },
): Date {
  return record === undefined ? toldAt : new Date(record.toldAtMs);
}

function timesText(
  { nth, of }: { readonly nth: number; readonly of: number },
  said: (typeof escalationWords)['ko'],
): string {
  return `${said.nth(nth, of)}${nth < of ? '' : `. ${said.isLast}`}`;
}

/** What is left of a use whose record is not kept, or is too long to be. */
function fromRecord(
  record: IncidentRecord | undefined,
  { words: { aws: words }, locale, timeZone }: Settings,
  { toldAt }: { readonly toldAt: Date },
): Message {
  const happenedAt = record?.occurredAtMs;
  const eventName = record?.eventName && eventNameText(record.eventName);
  return {
    ...headline(false, 'critical', escalationWords[locale].rootUse(eventName), words),
    summary: summaryOf([
      record?.accounts.map(accountText).join(' → '),
      record?.sourceIp && sourceIpText(record.sourceIp),
      happenedAt === undefined ? undefined : localTime(new Date(happenedAt), timeZone, toldAt),
    ]),
    advice: undefined,
    links: [],
    facts: [],
    details: [],
  };
}
