import { isActingService } from '../classify/acting-service.ts';
import { isSignIn } from '../classify/classes.ts';
import { targetAccountOf } from '../classify/target-account.ts';
import { verdictOf } from '../classify/verdict-of.ts';
import type { RootActivity, RootUse, UnreadableRecord } from '../root-activity.ts';
import { composeAlarm } from './compose-alarm.ts';
import { composeNcloud } from './compose-ncloud.ts';
import { eventLink } from './event-link.ts';
import { formatTime } from './format-time.ts';
import { headline } from './headline.ts';
import { eventIdText, eventNameText, regionText, serviceText } from './identifier-text.ts';
import type { Fact, Message } from './message.ts';
import type { MessageContext, WordSettings } from './message-context.ts';
import { neutralizeText } from './neutralize-text.ts';
import { accountOf, adviceFor, affectedThings, delay, sourceOf, withName } from './parts.ts';
import { runbookLink } from './runbook-link.ts';
import { subjectOf } from './subject.ts';
import { who } from './who.ts';
import { withRemark } from './with-remark.ts';
import type { Words } from './words.ts';
import { wordsOf } from './words-of.ts';

/** Code points of a free text in a message: enough for a user agent, short enough to read. */
const maxTextLength = 300;

/** Words an activity for people. Pure: the same arguments always give the same message. */
export function compose(
  activity: RootActivity,
  settings: WordSettings,
  context: MessageContext = {},
): Message {
  const words = wordsOf(activity, settings.locale);
  const args = [settings, context, words] as const;
  return withRemark(composeKind(activity, ...args), context, words);
}

function composeKind(
  activity: RootActivity,
  ...args: readonly [settings: WordSettings, surroundings: MessageContext, say: Words]
): Message {
  switch (activity.kind) {
    case 'use':
      return composeUse(activity, ...args);
    case 'unreadable':
      return composeUnreadable(activity, ...args);
    case 'alarm':
      return composeAlarm(activity, ...args);
  }
}

function composeUse(
  use: RootUse,
  settings: WordSettings,
  context: MessageContext,
  words: Words,
): Message {
  const { severity, eventClass } = use.verdict;
  const account = accountOf(use, context);
  const target = targetOf(use, context);
  if (use.cloud === 'ncloud') {
    const verdict = {
      severity,
      account,
      isSignIn: isSignIn(eventClass),
      sentence: happened(use, words),
      source: sourceOf(use, context),
      delay: delay(use, context, words.after),
      advice: adviceFor(use, words),
      runbook: runbookLink(use, settings.runbookUrl, words),
    };
    return composeNcloud(use, verdict, words, settings.timeZone);
  }
  const eventName = eventNameText(use.eventName);
  return {
    severity,
    headline: headline(use.isDrill, severity, happened(use, words), words),
    summary: summary([withTarget(account, target), eventName, sourceOf(use, context)]),
    facts: present(
      [
        [words.label.account, account],
        [
          words.label.event,
          use.eventSource === undefined
            ? eventName
            : `${eventName} · ${serviceText(use.eventSource)}`,
        ],
        [words.label.result, result(use, words)],
        [words.label.time, use.occurredAt && formatTime(use.occurredAt, settings.timeZone)],
        [words.label.delay, delay(use, context, words.after)],
        [words.label.region, use.region && regionText(use.region)],
        [words.label.sourceIp, sourceOf(use, context)],
        [words.label.concerns, affectedThings(use, words)],
        // AWS says "No" of every sign-in that failed at the password: it would read as if root had no MFA.
        [words.label.mfa, eventClass === 'signInFailed' ? undefined : mfa(use, words)],
        [words.label.who, who(use, words)],
        [words.label.target, target],
        [words.label.taskPolicy, free(use.assumeRoot?.taskPolicyArn)],
        [words.label.userAgent, free(use.userAgent)],
        [words.label.eventId, use.eventId && eventIdText(use.eventId)],
      ],
      words,
    ),
    advice: { label: words.label.adviceNow, value: adviceFor(use, words) },
    link: link(use, words),
    runbook: runbookLink(use, settings.runbookUrl, words),
  };
}

function composeUnreadable(
  record: UnreadableRecord,
  settings: WordSettings,
  context: MessageContext,
  words: Words,
): Message {
  const account = accountOf(record, context);
  const eventName = record.eventName && eventNameText(record.eventName);
  const eventId = record.eventId && eventIdText(record.eventId);
  const source = sourceOf(record, context);
  const { severity } = verdictOf(record);
  return {
    severity,
    headline: headline(record.isDrill, severity, words.unreadable, words),
    summary: summary([account, eventName, eventId, source]),
    facts: present(
      [
        [words.label.eventId, eventId],
        ...(eventName ? [[words.label.event, eventName] as const] : []),
        [words.label.account, account],
        [words.label.time, record.occurredAt && formatTime(record.occurredAt, settings.timeZone)],
        [words.label.delay, delay(record, context, words.after)],
        [words.label.region, record.region && regionText(record.region)],
        [words.label.sourceIp, source],
        [words.label.fault, free(record.fault)],
      ],
      words,
    ),
    advice: { label: words.label.adviceNow, value: adviceFor(record, words) },
    link: link(record, words),
    runbook: runbookLink(record, settings.runbookUrl, words),
  };
}

function happened(use: RootUse, words: Words): string {
  const { eventClass } = use.verdict;
  const sentence = isSignIn(eventClass)
    ? words.signIn[eventClass]
    : words.happened[eventClass][use.outcome === 'failure' ? 'refused' : 'done'];
  return sentence(subjectOf(use, words));
}

function result(use: RootUse, words: Words): string {
  if (use.outcome === 'success') return words.succeeded;
  if (use.outcome === 'unknown') return words.unknown;
  return [words.failed, free(use.errorCode), free(use.errorMessage)]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
}

/** Undefined for whoever is not root itself: what their session says of MFA is not about root's. */
function mfa(use: RootUse, words: Words): string | undefined {
  const { type, isAssumedRoot, invokedBy } = use.identity;
  if (type !== 'Root' || isAssumedRoot || isActingService(invokedBy)) return undefined;
  if (use.hasMfa === undefined) return words.unknown;
  return use.hasMfa ? words.yes : words.no;
}

function targetOf(use: RootUse, { accountNames }: MessageContext): string | undefined {
  const target = free(use.assumeRoot?.targetPrincipal);
  return target && withName(target, accountNames?.get(targetAccountOf(use) ?? ''));
}

/** `111122223333 → 444455556666`: a root session is about the account that it is taken in. */
function withTarget(account: string | undefined, target: string | undefined): string | undefined {
  return account && target ? `${account} → ${target}` : account;
}

function link(activity: RootUse | UnreadableRecord, words: Words): Message['link'] {
  // A rehearsal is in no trail.
  if (activity.isDrill) return undefined;
  const url = eventLink(activity.region, activity.eventId);
  return url === undefined ? undefined : { title: words.openEvent, url };
}

function free(text: string | undefined): string | undefined {
  return text && neutralizeText(text, maxTextLength);
}

function summary(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

/** What a record does not say is said to be unknown: a missing line looks like a line nobody read. */
function present(
  facts: readonly (readonly [label: string, value: string | undefined])[],
  words: Words,
): Fact[] {
  const optional = new Set([
    words.label.target,
    words.label.taskPolicy,
    words.label.concerns,
    words.label.mfa,
    words.label.delay,
  ]);
  return facts
    .filter(([label, value]) => value || !optional.has(label))
    .map(([label, value]) => ({ label, value: value || words.unknown }));
}
