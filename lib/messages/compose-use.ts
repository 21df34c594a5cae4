import { isServiceActing } from '../classify/actor.ts';
import { targetAccountOf } from '../classify/target-account.ts';
import type { RootUse } from '../root-activity.ts';
import { adviceFact } from './advice.ts';
import { composeForged, senderText } from './compose-forged.ts';
import { linkToEvent } from './event-link.ts';
import { formatTime } from './format-time.ts';
import { headline } from './headline.ts';
import { eventIdText, eventNameText, regionText, serviceText } from './identifier-text.ts';
import { knownFacts } from './known-facts.ts';
import type { Message } from './message.ts';
import type { MessageContext, WordSettings } from './message-context.ts';
import { effectText, partText } from './own-part-text.ts';
import {
  accountOf,
  affectedText,
  delay,
  freeText,
  joined,
  outcomeText,
  sourceOf,
  withName,
} from './parts.ts';
import { placeOf } from './place.ts';
import { corrected, correction, lateBecause } from './record-history.ts';
import { runbookLink } from './runbook-link.ts';
import { clientText, findingText, sessionText } from './sign-in-text.ts';
import { whatHappened } from './what-happened.ts';
import { who } from './who.ts';
import type { Words } from './words.ts';

/** In code points: enough for a user agent, and short enough to read. */
const maxTextLength = 300;

/** Words the message about a use of root in AWS. A fact that every record should have is "unknown" where it is missing. */
export function composeUse(
  use: RootUse,
  settings: WordSettings,
  context: MessageContext,
  words: Words,
): Message {
  const { severity, eventClass } = use.verdict;
  if (use.sender?.fault !== undefined) {
    return composeForged(use, use.sender.fault, settings, context, words);
  }
  const account = accountOf(use, context);
  const target = targetOf(use, context);
  const eventName = eventNameText(use.eventName);
  const source = sourceOf(use, context);
  // A finding of AWS has whatever fields it has: none of these is missing from it.
  const orUnknown = (value: string | undefined): string | undefined =>
    value || (use.finding === undefined ? words.unknown : undefined);
  return {
    severity,
    headline: corrected(
      use,
      headline(use.isDrill, severity, whatHappened(use, words), words),
      words,
    ),
    summary: joined([withTarget(account, target), eventName, source]),
    facts: knownFacts([
      [words.label.correction, correction(use, words)],
      [words.label.account, orUnknown(account)],
      [words.label.event, orUnknown(eventWithService(eventName, use))],
      [words.label.result, use.finding === undefined ? result(use, words) : undefined],
      [
        words.label.time,
        orUnknown(use.occurredAt && formatTime(use.occurredAt, settings.timeZone)),
      ],
      [words.label.delay, delay(use, context, words.after)],
      [words.label.lateRecord, lateBecause(use, words)],
      [words.label.region, orUnknown(use.region && regionText(use.region))],
      [words.label.sourceIp, orUnknown(source)],
      [words.label.awsFinding, findingText(use)],
      [words.guard.label.sender, senderText(use, words)],
      [words.guard.label.part, use.ownPart?.isSure ? partText(use, words.guard) : undefined],
      [words.guard.label.effect, effectText(use, words.guard)],
      [words.label.affected, affectedText(use, words)],
      [words.label.signedInTo, placeOf(use) && freeText(use.signInTo, maxTextLength)],
      [words.label.client, clientText(use)],
      // AWS says "No" of every sign-in that failed at the password: it would read as if root had no MFA.
      [words.label.mfa, eventClass === 'signInFailed' ? undefined : mfa(use, words)],
      [words.label.who, use.finding === undefined ? orUnknown(who(use, words)) : undefined],
      [words.label.session, sessionText(use.identity.signInSessionArn)],
      [words.label.target, target],
      [
        words.label.taskPolicy,
        freeText(use.assumeRoot?.taskPolicyArn ?? use.identity.taskPolicy, maxTextLength),
      ],
      [words.label.userAgent, orUnknown(freeText(use.userAgent, maxTextLength))],
      [words.label.eventId, orUnknown(use.eventId && eventIdText(use.eventId))],
    ]),
    advice: adviceFact(use, words),
    link: linkToEvent(use, words),
    runbook: runbookLink(use, settings.runbookUrl, words),
  };
}

/** `ConsoleLogin · signin.amazonaws.com`. */
function eventWithService(eventName: string, { eventSource }: RootUse): string {
  return eventSource === undefined ? eventName : `${eventName} · ${serviceText(eventSource)}`;
}

function result(use: RootUse, words: Words): string {
  const text = outcomeText(use, words);
  if (use.outcome !== 'failure') return text;
  const error = [use.errorCode, use.errorMessage].map((part) => freeText(part, maxTextLength));
  return joined([text, ...error]);
}

/** Undefined where the caller is not root itself: MFA of such a session says nothing about MFA of root. */
function mfa(use: RootUse, words: Words): string | undefined {
  const { type, isAssumedRoot } = use.identity;
  if (type !== 'Root' || isAssumedRoot || isServiceActing(use)) return undefined;
  if (use.hasMfa === undefined) return words.unknown;
  return use.hasMfa ? words.yes : words.no;
}

function targetOf(use: RootUse, { accountNames }: MessageContext): string | undefined {
  const target = freeText(use.assumeRoot?.targetPrincipal, maxTextLength);
  return target && withName(target, accountNames?.get(targetAccountOf(use) ?? ''));
}

/** `111122223333 → 444455556666`: a root session is for the second account. */
function withTarget(account: string | undefined, target: string | undefined): string | undefined {
  return account && target ? `${account} → ${target}` : account;
}
