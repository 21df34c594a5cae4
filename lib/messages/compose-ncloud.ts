import type { Severity } from '../classify/classes.ts';
import type { RootUse } from '../root-activity.ts';
import { formatTime } from './format-time.ts';
import { headline } from './headline.ts';
import { eventIdText, eventNameText } from './identifier-text.ts';
import { knownFacts } from './known-facts.ts';
import type { Link, Message } from './message.ts';
import { inertText } from './neutralize-text.ts';
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
  say: Words,
  timeZone: string,
): Message {
  const { ncloud } = use;
  const name = free(ncloud?.resourceName);
  const eventName = eventNameText(use.eventName);
  const sourceIp = source ?? say.unknown;
  return {
    severity,
    headline: headline(use.isDrill, severity, sentence, say),
    summary: [account, isSignIn ? name : undefined, eventName, sourceIp]
      .filter(Boolean)
      .join(' · '),
    facts: knownFacts([
      [say.label.account, account ?? say.unknown],
      [say.label.who, [say.root, isSignIn ? name : undefined].filter(Boolean).join(' · ')],
      [
        say.label.event,
        [eventName, free(use.eventSource), free(ncloud?.sourceType)].filter(Boolean).join(' · '),
      ],
      [say.label.result, resultOf(use, say)],
      [
        say.label.time,
        use.occurredAt === undefined ? say.unknown : formatTime(use.occurredAt, timeZone),
      ],
      [say.label.delay, delay],
      [say.label.sourceIp, sourceIp],
      [say.label.mfa, isSignIn ? secondFactor(use, say) : undefined],
      [
        say.label.concerns,
        isSignIn ? undefined : [free(ncloud?.resourceType), name].filter(Boolean).join(' · '),
      ],
      [say.label.region, free(use.region)],
      [say.label.eventId, use.eventId && eventIdText(use.eventId)],
    ]),
    advice: { label: say.label.adviceNow, value: advice },
    // The address of one activity in the console is in no document.
    link: undefined,
    runbook,
  };
}

function resultOf({ outcome }: RootUse, say: Words): string {
  return { success: say.succeeded, failure: say.failed, unknown: say.unknown }[outcome];
}

function secondFactor({ hasMfa, ncloud }: RootUse, say: Words): string {
  if (hasMfa === undefined) return say.unknown;
  if (!hasMfa) return say.no;
  return [say.yes, free(ncloud?.secondFactor)].filter(Boolean).join(' · ');
}

function free(text: string | undefined): string | undefined {
  return text && inertText(text, maxNameLength);
}
