import type { Severity } from '../classify/classes.ts';
import type { RootUse } from '../root-activity.ts';
import { formatTime } from './format-time.ts';
import { headline } from './headline.ts';
import { eventIdText, eventNameText } from './identifier-text.ts';
import { knownFacts } from './known-facts.ts';
import type { Link, Message } from './message.ts';
import { neutralizeText } from './neutralize-text.ts';
import type { Words } from './words.ts';

const maxNameLength = 100;

/** What the words for any cloud have settled already. */
export interface SharedParts {
  readonly severity: Severity;
  /** As it is shown. */
  readonly account: string | undefined;
  readonly isSignIn: boolean;
  /** What happened. */
  readonly sentence: string;
  /** Where it came from, as it is shown. */
  readonly source: string | undefined;
  readonly delay: string | undefined;
  /** What to do now. */
  readonly advice: string;
  readonly runbook: Link | undefined;
}

/** Words a use of root in Naver Cloud, whose records say other things than those of CloudTrail. */
export function composeNcloud(
  use: RootUse,
  { severity, account, isSignIn, sentence, source, delay, advice, runbook }: SharedParts,
  words: Words,
  timeZone: string,
): Message {
  const { ncloud } = use;
  const name = free(ncloud?.resourceName);
  const eventName = eventNameText(use.eventName);
  const sourceIp = source ?? words.unknown;
  return {
    severity,
    headline: headline(use.isDrill, severity, sentence, words),
    summary: [account, isSignIn ? name : undefined, eventName, sourceIp]
      .filter(Boolean)
      .join(' · '),
    facts: knownFacts([
      [words.label.account, account ?? words.unknown],
      [words.label.who, [words.root, isSignIn ? name : undefined].filter(Boolean).join(' · ')],
      [
        words.label.event,
        [eventName, free(use.eventSource), free(ncloud?.sourceType)].filter(Boolean).join(' · '),
      ],
      [words.label.result, resultOf(use, words)],
      [
        words.label.time,
        use.occurredAt === undefined ? words.unknown : formatTime(use.occurredAt, timeZone),
      ],
      [words.label.delay, delay],
      [words.label.sourceIp, sourceIp],
      [words.label.mfa, isSignIn ? secondFactor(use, words) : undefined],
      [
        words.label.concerns,
        isSignIn ? undefined : [free(ncloud?.resourceType), name].filter(Boolean).join(' · '),
      ],
      [words.label.region, free(use.region)],
      [words.label.eventId, use.eventId && eventIdText(use.eventId)],
    ]),
    advice: { label: words.label.adviceNow, value: advice },
    // The address of one activity in the console is in no document.
    link: undefined,
    runbook,
  };
}

function resultOf({ outcome }: RootUse, words: Words): string {
  return { success: words.succeeded, failure: words.failed, unknown: words.unknown }[outcome];
}

function secondFactor({ hasMfa, ncloud }: RootUse, words: Words): string {
  if (hasMfa === undefined) return words.unknown;
  if (!hasMfa) return words.no;
  return [words.yes, free(ncloud?.secondFactor)].filter(Boolean).join(' · ');
}

function free(text: string | undefined): string | undefined {
  return text && neutralizeText(text, maxNameLength);
}
