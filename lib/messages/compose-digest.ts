import { countsAsRead } from '../classify/counts-as-read.ts';
import { bySeverity, verdictOf } from '../classify/verdict-of.ts';
import type { RootActivity } from '../root-activity.ts';
import { adviceOn } from './advice.ts';
import { digestDetails, digestFacts, digestSummary } from './digest-facts.ts';
import { linkToEvent } from './event-link.ts';
import { formatClock } from './format-time.ts';
import { areFailedSignIns, isPastPassword, severityOfGuesses } from './guessing.ts';
import { headline } from './headline.ts';
import { linksOf } from './links-of.ts';
import type { Message } from './message.ts';
import type { MessageContext, WordSettings } from './message-context.ts';
import { eventNameOf, failureText, isRefused } from './parts.ts';
import { runbookLink } from './runbook-link.ts';
import { withIncident } from './with-incident.ts';
import { withRemark } from './with-remark.ts';
import type { Words } from './words.ts';
import { wordsOf } from './words-by-cloud.ts';

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
  const { worst, toActOn } = leadersOf(activities);
  const isGuessing = areFailedSignIns(activities);
  const severity =
    isGuessing && !activities.some(isPastPassword)
      ? severityOfGuesses(activities.length)
      : worst === undefined
        ? 'high'
        : verdictOf(worst).severity;
  const sentence = isGuessing
    ? guessesOf(activities, timeZone, words)
    : sentenceOf(activities, worst, words);
  const message = withRemark(
    {
      ...headline(activities[0]?.isDrill === true, severity, sentence, words),
      summary: digestSummary(activities, timeZone, context, words),
      advice: adviceOn(toActOn, words),
      links: linksOf(runbookLink(toActOn, runbookUrl, words), linkToEvent(worst, words)),
      facts: digestFacts(activities, timeZone, context, words),
      details: digestDetails(activities, context, words),
    },
    context,
    words,
  );
  return withIncident(message, context, words);
}

/**
 * The activity that gives a digest its severity and headline, and the one that the advice is about. What
 * succeeded weighs more than what was refused at the same severity. The advice is about something done where there
 * is any: advice about a refused call would play down what was done.
 */
function leadersOf(activities: readonly RootActivity[]): {
  readonly worst: RootActivity | undefined;
  readonly toActOn: RootActivity | undefined;
} {
  const ranked = activities.toSorted(
    (a, b) => bySeverity(a, b) || Number(isRefused(a)) - Number(isRefused(b)),
  );
  const worst = ranked[0];
  return { worst, toActOn: ranked.find((it) => !isRefused(it) && !countsAsRead(it)) ?? worst };
}

function sentenceOf(
  activities: readonly RootActivity[],
  worst: RootActivity | undefined,
  words: Words,
): string {
  if (activities.every(({ kind }) => kind !== 'use'))
    return words.digestOfUnreadable(activities.length);
  const name = worst === undefined ? words.unknown : eventNameOf(worst, words);
  if (activities.every((it) => it.kind === 'use' && it.isByOther)) {
    return words.guard.digest(activities.length, name);
  }
  return words.digest(activities.length, name, worst && failureText(worst, words));
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
