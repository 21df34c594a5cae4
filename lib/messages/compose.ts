import { type EventClass, type SignIn, signIns } from '../classify/classes.ts';
import { classify } from '../classify/classify.ts';
import { severityOf } from '../classify/severity.ts';
import { targetAccountOf } from '../classify/target-account.ts';
import type { RootActivity, RootUse, UnreadableRecord } from '../root-activity.ts';
import { composeAlarm } from './compose-alarm.ts';
import { composeNcloud } from './compose-ncloud.ts';
import { eventLink } from './event-link.ts';
import { formatTime } from './format-time.ts';
import { headline } from './headline.ts';
import { eventIdText, eventNameText, regionText, serviceText } from './identifier-text.ts';
import type { Fact, Message } from './message.ts';
import type { Surroundings, WordSettings } from './message-context.ts';
import { inertText } from './neutralize-text.ts';
import { accountOf, adviceFor, concerns, delay, sourceOf, withName } from './parts.ts';
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
  surroundings: Surroundings = {},
): Message {
  const say = wordsOf(activity, settings.locale);
  const args = [settings, surroundings, say] as const;
  return withRemark(composeKind(activity, ...args), surroundings, say);
}

function composeKind(
  activity: RootActivity,
  ...args: readonly [settings: WordSettings, surroundings: Surroundings, say: Words]
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
  surroundings: Surroundings,
  say: Words,
): Message {
  const severity = severityOf(use);
  const account = accountOf(use, surroundings);
  const target = targetOf(use, surroundings);
  if (use.cloud === 'ncloud') {
    const verdict = {
      severity,
      account,
      isSignIn: isSignIn(classify(use)),
      sentence: happened(use, say),
      source: sourceOf(use, surroundings),
      delay: delay(use, surroundings, say.after),
      advice: adviceFor(use, say),
      runbook: runbookLink(use, settings.runbookUrl, say),
    };
    return composeNcloud(use, verdict, say, settings.timeZone);
  }
  const eventName = eventNameText(use.eventName);
  return {
    severity,
    headline: headline(use.isDrill, severity, happened(use, say), say),
    summary: summary([withTarget(account, target), eventName, sourceOf(use, surroundings)]),
    facts: present(
      [
        [say.label.account, account],
        [
          say.label.event,
          use.eventSource === undefined
            ? eventName
            : `${eventName} · ${serviceText(use.eventSource)}`,
        ],
        [say.label.result, result(use, say)],
        [say.label.time, use.occurredAt && formatTime(use.occurredAt, settings.timeZone)],
        [say.label.delay, delay(use, surroundings, say.after)],
        [say.label.region, use.region && regionText(use.region)],
        [say.label.sourceIp, sourceOf(use, surroundings)],
        [say.label.concerns, concerns(use, say)],
        // AWS says "No" of every sign-in that failed at the password: it would read as if root had no MFA.
        [say.label.mfa, classify(use) === 'signInFailed' ? undefined : mfa(use, say)],
        [say.label.who, who(use, say)],
        [say.label.target, target],
        [say.label.taskPolicy, free(use.assumeRoot?.taskPolicyArn)],
        [say.label.userAgent, free(use.userAgent)],
        [say.label.eventId, use.eventId && eventIdText(use.eventId)],
      ],
      say,
    ),
    advice: { label: say.label.adviceNow, value: adviceFor(use, say) },
    link: link(use, say),
    runbook: runbookLink(use, settings.runbookUrl, say),
  };
}

function composeUnreadable(
  record: UnreadableRecord,
  settings: WordSettings,
  surroundings: Surroundings,
  say: Words,
): Message {
  const account = accountOf(record, surroundings);
  const eventName = record.eventName && eventNameText(record.eventName);
  const eventId = record.eventId && eventIdText(record.eventId);
  const source = sourceOf(record, surroundings);
  return {
    severity: 'high',
    headline: headline(record.isDrill, 'high', say.unreadable, say),
    summary: summary([account, eventName, eventId, source]),
    facts: present(
      [
        [say.label.eventId, eventId],
        ...(eventName ? [[say.label.event, eventName] as const] : []),
        [say.label.account, account],
        [say.label.time, record.occurredAt && formatTime(record.occurredAt, settings.timeZone)],
        [say.label.delay, delay(record, surroundings, say.after)],
        [say.label.region, record.region && regionText(record.region)],
        [say.label.sourceIp, source],
        [say.label.fault, free(record.fault)],
      ],
      say,
    ),
    advice: { label: say.label.adviceNow, value: adviceFor(record, say) },
    link: link(record, say),
    runbook: runbookLink(record, settings.runbookUrl, say),
  };
}

function happened(use: RootUse, say: Words): string {
  const eventClass = classify(use);
  const sentence = isSignIn(eventClass)
    ? say.signIn[eventClass]
    : say.happened[eventClass][use.outcome === 'failure' ? 'refused' : 'done'];
  return sentence(subjectOf(use, say));
}

function isSignIn(eventClass: EventClass): eventClass is SignIn {
  return signIns.some((signIn) => signIn === eventClass);
}

function result(use: RootUse, say: Words): string {
  if (use.outcome === 'success') return say.succeeded;
  if (use.outcome === 'unknown') return say.unknown;
  return [say.failed, free(use.errorCode), free(use.errorMessage)]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
}

/** Undefined for whoever is not root itself: what their session says of MFA is not about root's. */
function mfa(use: RootUse, say: Words): string | undefined {
  const { type, isAssumedRoot, invokedBy } = use.identity;
  const isService = invokedBy !== undefined && invokedBy !== 'signin.amazonaws.com';
  if (type !== 'Root' || isAssumedRoot || isService) return undefined;
  if (use.hasMfa === undefined) return say.unknown;
  return use.hasMfa ? say.yes : say.no;
}

function targetOf(use: RootUse, { accountNames }: Surroundings): string | undefined {
  const target = free(use.assumeRoot?.targetPrincipal);
  return target && withName(target, accountNames?.get(targetAccountOf(use) ?? ''));
}

/** `111122223333 → 444455556666`: a root session is about the account that it is taken in. */
function withTarget(account: string | undefined, target: string | undefined): string | undefined {
  return account && target ? `${account} → ${target}` : account;
}

function link(activity: RootUse | UnreadableRecord, say: Words): Message['link'] {
  // A rehearsal is in no trail.
  if (activity.isDrill) return undefined;
  const url = eventLink(activity.region, activity.eventId);
  return url === undefined ? undefined : { title: say.openEvent, url };
}

function free(text: string | undefined): string | undefined {
  return text && inertText(text, maxTextLength);
}

function summary(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

/** What a record does not say is said to be unknown: a missing line looks like a line nobody read. */
function present(
  facts: readonly (readonly [label: string, value: string | undefined])[],
  say: Words,
): Fact[] {
  const optional = new Set([
    say.label.target,
    say.label.taskPolicy,
    say.label.concerns,
    say.label.mfa,
    say.label.delay,
  ]);
  return facts
    .filter(([label, value]) => value || !optional.has(label))
    .map(([label, value]) => ({ label, value: value || say.unknown }));
}
