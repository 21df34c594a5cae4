import {
  actorOf,
  classify,
  type EventClass,
  type SignIn,
  severityOf,
  signIns,
} from '../classify/event-class.ts';
import { targetAccountOf } from '../classify/target-account.ts';
import type { Config } from '../config.ts';
import type { Concern, RootActivity, RootUse, UnreadableRecord } from '../root-activity.ts';
import { type AlarmFindings, composeAlarm } from './compose-alarm.ts';
import { composeNcloud } from './compose-ncloud.ts';
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
import type { Fact, Message } from './message.ts';
import { inertText } from './neutralize-text.ts';
import { runbookLink } from './runbook-link.ts';
import { secondsBetween } from './seconds-between.ts';
import { subjectOf } from './subject.ts';
import { who } from './who.ts';
import { withRemark } from './with-remark.ts';
import type { Words } from './words.ts';
import { wordsOf } from './words-of.ts';

/** Code points of a free text in a message: enough for a user agent, short enough to read. */
const maxTextLength = 300;
const maxNameLength = 50;
const maxConcernLength = 150;

/** Names of accounts by their 12-digit number, as far as they are known. */
export type AccountNames = ReadonlyMap<string, string>;

/** Countries by IP address, as far as they are known, as they are called in the language of the message. */
export type Countries = ReadonlyMap<string, string>;

/** What of the configuration the words depend on. */
export type WordSettings = Pick<Config, 'locale' | 'timeZone'> &
  Partial<Pick<Config, 'alarmSubjects' | 'runbookUrl'>>;

/** What is known beside the activity. A message does without any of it. */
export interface Surroundings {
  readonly accountNames?: AccountNames;
  readonly countries?: Countries;
  /** The moment of telling, for how long it took. */
  readonly toldAt?: Date | undefined;
  /** A sentence about how it came to be told. */
  readonly remark?: ((say: Words) => string) | undefined;
  /** Of an alarm. */
  readonly findings?: AlarmFindings | undefined;
}

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

/** `111122223333 (Payments)`: the number stands alone, whatever the name is. */
export function accountOf(
  { accountId }: RootActivity,
  { accountNames }: Surroundings,
): string | undefined {
  return accountId && withName(accountText(accountId), accountNames?.get(accountId));
}

function withName(text: string, name: string | undefined): string {
  return name ? `${text} (${inertText(name, maxNameLength)})` : text;
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

/** What to do now about one activity, or about the worst of many. */
export function adviceFor(activity: RootActivity, say: Words): string {
  if (activity.isDrill) return say.advice.drill;
  if (activity.kind === 'alarm') return say.advice[adviceOfState.get(activity.state) ?? 'alarm'];
  if (activity.kind !== 'use') return say.advice[activity.kind];
  const actor = actorOf(activity);
  if (actor !== 'root') return say.advice[actor];
  const eventClass = classify(activity);
  const isRefusedToRoot = activity.outcome === 'failure' && !needsNoRoot.includes(eventClass);
  return say.advice[isRefusedToRoot ? 'refused' : eventClass];
}

/** Of the states that are no alarm. */
const adviceOfState = new Map<string, 'alarmOver' | 'alarmWithoutData'>([
  ['OK', 'alarmOver'],
  ['INSUFFICIENT_DATA', 'alarmWithoutData'],
]);

/** Whoever guesses a password, asks for a new one, or for a root session, is not root. */
const needsNoRoot: readonly EventClass[] = ['signInFailed', 'passwordRecovery', 'assumeRoot'];

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

/** `액세스 키 AKIA… · 사용자 deploy`. */
export function concerns({ concerns: items }: RootUse, say: Words): string | undefined {
  const texts = items.map((concern) => `${say.concern[concern.kind]} ${concernText(concern, say)}`);
  return texts.join(' · ') || undefined;
}

function concernText({ kind, value }: Concern, say: Words): string {
  if (kind === 'accessKey') return accessKeyIdText(value);
  const text = inertText(value, maxConcernLength);
  const isForAll = kind === 'sharedWith' && forAll.includes(value);
  return isForAll ? `${say.everybody} (${text})` : text;
}

/** How policies, EC2, RDS and ACLs write everybody. */
const forAll = ['*', 'all', 'AllUsers'];

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

/** `203.0.113.24 (대한민국)`, or with the country as the record has it, which those of Naver Cloud may. */
export function sourceOf(activity: RootActivity, { countries }: Surroundings): string | undefined {
  const { sourceIp } = activity;
  if (sourceIp === undefined) return undefined;
  const said = activity.kind === 'use' ? activity.ncloud?.country : undefined;
  const country = said ? inertText(said, maxNameLength) : countries?.get(sourceIp);
  const text = sourceIpText(sourceIp);
  return country === undefined ? text : `${text} (${country})`;
}

/** How long after it happened it is told. */
export function delay(
  { occurredAt }: RootActivity,
  { toldAt }: Surroundings,
  after: Words['after'],
): string | undefined {
  const seconds = occurredAt && toldAt && secondsBetween(occurredAt, toldAt);
  return seconds === undefined ? undefined : after(seconds);
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
