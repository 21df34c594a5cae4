import { countsAsRead } from '../classify/counts-as-read.ts';
import { bySeverity, verdictOf } from '../classify/verdict-of.ts';
import type { RootActivity } from '../root-activity.ts';
import { adviceOn } from './advice.ts';
import { digestDetails, digestFacts, digestSummary } from './digest-facts.ts';
import { linkToEvent } from './event-link.ts';
import { formatClock } from './format-time.ts';
import { areFailedSignIns, isPastPassword, severityOfGuesses } from './guessing.ts';
import { headline } from './headline.ts';
import { isGrave } from './kinds.ts';
import { linksOf } from './links-of.ts';
import type { Message } from './message.ts';
import type { MessageContext, WordSettings } from './message-context.ts';
import { ncloudHappened } from './ncloud-happened.ts';
import { eventNameOf, failureText, isRefused } from './parts.ts';
import { runbookLink } from './runbook-link.ts';
import { whatHappened } from './what-happened.ts';
import { withIncident } from './with-incident.ts';
import { withNote } from './with-note.ts';
import { withRemark } from './with-remark.ts';
import type { Words } from './words.ts';
import { type WordsByCloud, wordsOf } from './words-by-cloud.ts';

/**
 * Words one message about many activities. It counts each of them by event name, account, source IP, region
 * and error, and names each kind that is critical or high, with the time, address and object of the first, as long as
 * there are no more of them than `splitByKind` leaves in one message.
 *
 * @param activities at least one, in the order in which they happened.
 */
export function composeDigest(
  activities: readonly RootActivity[],
  { words: wordsByCloud, timeZone, runbookUrl }: WordSettings,
  context: MessageContext = {},
): Message {
  const words = wordsOf(activities[0], wordsByCloud);
  const { worst, lead, refused } = leadersOf(activities);
  const isGuessing = areFailedSignIns(activities);
  const severity =
    isGuessing && !activities.some(isPastPassword)
      ? severityOfGuesses(activities.length)
      : worst === undefined
        ? 'high'
        : verdictOf(worst).severity;
  const sentence = isGuessing
    ? guessesOf(activities, timeZone, words)
    : sentenceOf(activities, { lead, refused }, wordsByCloud);
  const message = withRemark(
    {
      ...headline(activities[0]?.isDrill === true, severity, sentence, words),
      summary: digestSummary(activities, timeZone, context, words),
      advice: adviceOn(lead, words),
      links: linksOf(
        runbookLink(lead, runbookUrl, words),
        linkToEvent(lead, words, eventTitle(lead, words)),
      ),
      facts: digestFacts(activities, timeZone, context, words),
      details: digestDetails(activities, context, words),
    },
    context,
    words,
  );
  return withIncident(message, context, words);
}

/** The activities of a digest that it says more of than of the others. */
interface Leaders {
  /** Gives the digest its severity, whether it succeeded or not. */
  readonly worst: RootActivity | undefined;
  /**
   * Headline, advice and links are about it: the gravest that was done, where more than reading was. What was refused would play
   * down what was done.
   */
  readonly lead: RootActivity | undefined;
  /** The gravest of what was refused, if it is grave, and not the lead itself. */
  readonly refused: RootActivity | undefined;
}

function leadersOf(activities: readonly RootActivity[]): Leaders {
  const ranked = activities.toSorted(
    (a, b) => bySeverity(a, b) || Number(isRefused(a)) - Number(isRefused(b)),
  );
  const worst = ranked[0];
  const lead = ranked.find((it) => !isRefused(it) && !countsAsRead(it)) ?? worst;
  const refused = ranked.find((it) => isRefused(it) && isGrave(it));
  return { worst, lead, refused: refused === lead ? undefined : refused };
}

/** `AWS root created IAM user backup-admin (2 more uses; AttachUserPolicy denied)`. */
function sentenceOf(
  activities: readonly RootActivity[],
  { lead, refused }: Pick<Leaders, 'lead' | 'refused'>,
  wordsByCloud: WordsByCloud,
): string {
  const words = wordsOf(activities[0], wordsByCloud);
  if (activities.every(({ kind }) => kind !== 'use')) {
    return words.digestOfUnreadable(activities.length);
  }
  const others = words.digestOthers(
    activities.length - 1,
    refused && [eventNameOf(refused, words), failureText(refused, words) ?? words.failed],
  );
  return withNote(happenedOf(lead, wordsByCloud), others);
}

function happenedOf(lead: RootActivity | undefined, { aws, ncloud }: WordsByCloud): string {
  if (lead?.kind !== 'use') return wordsOf(lead, { aws, ncloud }).unreadable;
  return lead.cloud === 'ncloud' ? ncloudHappened(lead, ncloud) : whatHappened(lead, aws);
}

/** The name of the one event that the link opens, of several. */
function eventTitle(lead: RootActivity | undefined, words: Words): string | undefined {
  return lead?.kind === 'use' && /^[A-Za-z]{1,60}$/.test(lead.eventName)
    ? `${words.openEvent} (${lead.eventName})`
    : undefined;
}

function guessesOf(activities: readonly RootActivity[], timeZone: string, words: Words): string {
  const addresses = new Set(activities.map(({ sourceIp }) => sourceIp));
  const first = activities.find(({ occurredAt }) => occurredAt !== undefined)?.occurredAt;
  return words.digestOfRefusedSignIns(
    activities.length,
    addresses.size,
    first && formatClock(first, timeZone),
    activities.filter(isPastPassword).length,
  );
}
