import type { Severity } from '../classify/classes.ts';
import type { Config } from '../config.ts';
import type { PlannedCount } from '../ledger/ledger.ts';
import { type OpeningFlags, usualWindows } from '../planned/decide-opening.ts';
import { endOf, type PlannedWindow } from '../planned/planned-window.ts';
import { adviceOf } from './advice.ts';
import { boundText } from './bound-text.ts';
import { localTime } from './format-time.ts';
import { headline } from './headline.ts';
import { knownFacts } from './known-facts.ts';
import type { Message } from './message.ts';
import type { AccountNames } from './message-context.ts';
import { summaryOf, withName } from './parts.ts';
import { ourText } from './plain-text.ts';
import { quiet } from './quiet.ts';
import type { WordsByCloud } from './words-by-cloud.ts';
import { plannedWords } from './words-planned.ts';

type Settings = Pick<Config, 'locale' | 'timeZone'> & { readonly words: WordsByCloud };

const maxArnLength = 300;

/** Words what the room hears when a time for planned work opens. */
export function composeOpening(
  window: PlannedWindow,
  flags: OpeningFlags,
  accountNames: AccountNames,
  stage: string,
  { locale, timeZone, words: { aws } }: Settings,
): Message {
  const words = plannedWords[locale];
  const sentence = flags.isByRoot
    ? words.openedByRoot
    : flags.isExtension
      ? words.extended
      : words.opened;
  const { account, openedAtMs, untilMs, allow } = window;
  const openedAt = new Date(openedAtMs);
  const end = localTime(new Date(untilMs), timeZone, openedAt);
  const closing = `npm run planned -- --stage ${stage} --account ${account} --close`;
  const advice = flags.isByRoot ? words.adviceOnRoot : words.advice;
  const { label, steps } = adviceOf(advice, aws);
  const { usedBeforeMs, inARowMs, nth } = flags;
  return {
    ...headline(false, severityOf(flags), sentence, aws),
    summary: summaryOf([
      withName(account, accountNames.get(account)),
      words.until(words.span(untilMs - openedAtMs), end),
    ]),
    advice: { label, steps: flags.isByRoot ? steps : [...steps, ourText(closing)] },
    links: [],
    facts: knownFacts([
      [words.label.why, boundText(window.why, 200)],
      [words.label.openedBy, boundText(window.by, maxArnLength)],
      [words.label.allowed, allow.length === 0 ? words.nothingAllowed : allow.join(', ')],
      [
        words.label.note,
        usedBeforeMs === undefined ? '' : words.rootInUse(words.span(usedBeforeMs)),
      ],
      [words.label.note, inARowMs === undefined ? '' : words.inARow(words.span(inARowMs))],
      [words.label.note, nth > 1 ? words.nth(nth) : ''],
    ]),
    details: [],
  };
}

/** Whoever opens one asks that nobody be called: what is odd about it is worth a look at once. */
function severityOf({
  isByRoot,
  usedBeforeMs,
  isExtension,
  inARowMs,
  nth,
}: OpeningFlags): Severity {
  if (isByRoot) return 'critical';
  const isOdd = usedBeforeMs !== undefined || isExtension || inARowMs !== undefined;
  return isOdd || nth > usualWindows ? 'high' : 'medium';
}

/** Words what the room hears when such a time is over. Nothing is to be done, so that rooms show its first two lines alone. */
export function composeClosing(
  window: PlannedWindow,
  { uses, loud }: PlannedCount,
  accountNames: AccountNames,
  { locale }: Pick<Config, 'locale'>,
): Message {
  const words = plannedWords[locale];
  const { account, openedAtMs, by, why, closed } = window;
  return {
    ...quiet(words.closed),
    summary: summaryOf([
      withName(account, accountNames.get(account)),
      words.span(endOf(window) - openedAtMs),
      `${words.label.told} ${words.count(uses, loud)}`,
      `${words.label.closedBy} ${closed ? boundText(closed.by, maxArnLength) : words.timeIsUp}`,
    ]),
    facts: knownFacts([
      [words.label.why, boundText(why, 200)],
      [words.label.openedBy, boundText(by, maxArnLength)],
    ]),
  };
}
