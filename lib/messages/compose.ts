import type { Config } from '../config.ts';
import { classify, type EventClass, severityOf } from '../event-class.ts';
import type { RootActivity, RootUse, UnreadableRecord } from '../root-activity.ts';
import { type AlarmFindings, composeAlarm } from './compose-alarm.ts';
import { eventLink } from './event-link.ts';
import { formatTime } from './format-time.ts';
import { headline } from './headline.ts';
import {
  accessKeyIdText,
  accountText,
  eventIdText,
  eventNameText,
  regionText,
  serviceText,
  sourceIpText,
} from './identifier-text.ts';
import { inertText } from './inert-text.ts';
import type { Fact, Message } from './message.ts';
import { who } from './who.ts';
import { type Words, words } from './words.ts';

/** Code points of a free text in a message: enough for a user agent, short enough to read. */
const maxTextLength = 300;
const maxNameLength = 50;
const maxConcernLength = 150;

/** Names of accounts by their 12-digit number, as far as they are known. */
export type AccountNames = ReadonlyMap<string, string>;

/** What of the configuration the words depend on. */
export type WordSettings = Pick<Config, 'locale' | 'timeZone'> &
  Partial<Pick<Config, 'alarmSubjects'>>;

/** Words an activity for people. Pure: the same activity and settings always give the same message. */
export function compose(
  activity: RootActivity,
  settings: WordSettings,
  accountNames: AccountNames = new Map(),
  findings?: AlarmFindings,
): Message {
  const { locale, timeZone } = settings;
  const say = words[locale];
  const account = accountOf(activity, accountNames);
  if (activity.kind === 'alarm') return composeAlarm(activity, findings, account, say, settings);
  return activity.kind === 'unreadable'
    ? composeUnreadable(activity, account, say, timeZone)
    : composeUse(activity, account, say, timeZone);
}

/** `111122223333 (Payments)`: the number stands alone, whatever the name is. */
export function accountOf(
  { accountId }: RootActivity,
  accountNames: AccountNames,
): string | undefined {
  if (accountId === undefined) return undefined;
  const name = accountNames.get(accountId);
  return name
    ? `${accountText(accountId)} (${inertText(name, maxNameLength)})`
    : accountText(accountId);
}

function composeUse(
  use: RootUse,
  account: string | undefined,
  say: Words,
  timeZone: string,
): Message {
  const eventClass = classify(use);
  const severity = severityOf(use, eventClass);
  const eventName = eventNameText(use.eventName);
  return {
    severity,
    headline: headline(use.isDrill, severity, happened(use, eventClass, say), say),
    summary: summary([withTarget(account, use), eventName, ipOf(use)]),
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
        [say.label.time, use.occurredAt && formatTime(use.occurredAt, timeZone)],
        [say.label.region, use.region && regionText(use.region)],
        [say.label.sourceIp, ipOf(use)],
        [say.label.concerns, concerns(use)],
        [say.label.mfa, mfa(use, say)],
        [say.label.who, who(use, say)],
        [say.label.target, free(use.assumeRoot?.targetPrincipal)],
        [say.label.taskPolicy, free(use.assumeRoot?.taskPolicyArn)],
        [say.label.userAgent, free(use.userAgent)],
        [say.label.eventId, use.eventId && eventIdText(use.eventId)],
      ],
      say,
    ),
    advice: { label: say.label.adviceNow, value: adviceFor(use, say) },
    link: link(use, say),
  };
}

function composeUnreadable(
  record: UnreadableRecord,
  account: string | undefined,
  say: Words,
  timeZone: string,
): Message {
  return {
    severity: 'high',
    headline: headline(record.isDrill, 'high', say.unreadable, say),
    summary: summary([account, record.eventId && eventIdText(record.eventId), ipOf(record)]),
    facts: present(
      [
        [say.label.eventId, record.eventId && eventIdText(record.eventId)],
        [say.label.account, account],
        [say.label.time, record.occurredAt && formatTime(record.occurredAt, timeZone)],
        [say.label.region, record.region && regionText(record.region)],
        [say.label.sourceIp, ipOf(record)],
        [say.label.fault, free(record.fault)],
      ],
      say,
    ),
    advice: { label: say.label.adviceNow, value: adviceFor(record, say) },
    link: link(record, say),
  };
}

/** What to do now about one activity, or about the worst of many. */
export function adviceFor(activity: RootActivity, say: Words): string {
  if (activity.kind !== 'use') return say.advice[activity.kind];
  const eventClass = classify(activity);
  if (activity.outcome !== 'failure' || !askedByRoot(eventClass)) return say.advice[eventClass];
  return say.advice[eventClass === 'signIn' ? 'signInFailed' : 'refused'];
}

/** Whoever asks for a root session, or for a new password, is not root; and a service has no password. */
function askedByRoot(eventClass: EventClass): boolean {
  const others: readonly EventClass[] = [
    'assumeRoot',
    'centralizedSession',
    'federatedSession',
    'passwordRecovery',
    'byService',
  ];
  return !others.includes(eventClass);
}

function happened(use: RootUse, eventClass: EventClass, say: Words): string {
  if (eventClass !== 'signIn') {
    return say.happened[eventClass][use.outcome === 'failure' ? 'refused' : 'done'];
  }
  if (use.outcome === 'failure') return say.signIn.failed;
  if (use.outcome === 'unknown') return say.signIn.outcomeUnknown;
  if (use.hasMfa === undefined) return say.signIn.mfaUnknown;
  return use.hasMfa ? say.signIn.withMfa : say.signIn.withoutMfa;
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

/** `accessKeyId AKIA… · userName deploy`: as the request names them, so that they can be looked for. */
function concerns({ concerns: items }: RootUse): string | undefined {
  const texts = items.map(({ name, value }) => {
    const isKey = name === 'accessKeyId';
    return `${name} ${isKey ? accessKeyIdText(value) : inertText(value, maxConcernLength)}`;
  });
  return texts.join(' · ') || undefined;
}

/** `111122223333 → 444455556666`: a root session is about the account that it is taken in. */
function withTarget(account: string | undefined, { assumeRoot }: RootUse): string | undefined {
  const target = free(assumeRoot?.targetPrincipal);
  return account && target ? `${account} → ${target}` : account;
}

function link(activity: RootUse | UnreadableRecord, say: Words): Message['link'] {
  // A rehearsal is in no trail.
  if (activity.isDrill) return undefined;
  const url = eventLink(activity.region, activity.eventId);
  return url === undefined ? undefined : { title: say.openEvent, url };
}

function ipOf({ sourceIp }: RootActivity): string | undefined {
  return sourceIp && sourceIpText(sourceIp);
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
  ]);
  return facts
    .filter(([label, value]) => value || !optional.has(label))
    .map(([label, value]) => ({ label, value: value || say.unknown }));
}
