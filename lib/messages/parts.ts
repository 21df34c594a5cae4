import type { Affected, AffectedKind, RootActivity, RootUse } from '../root-activity.ts';
import { boundText } from './bound-text.ts';
import { localTime } from './format-time.ts';
import { accessKeyIdText, accountText, eventNameText, sourceIpText } from './identifier-text.ts';
import type { MessageContext } from './message-context.ts';
import { type PlainText, plainText } from './plain-text.ts';
import { secondsBetween } from './seconds-between.ts';
import type { Words } from './words.ts';

const maxNameLength = 50;
const maxAffectedLength = 150;

/** The parts that there are, on one line. */
export function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(' · ');
}

/** The second line of a message: the parts that there are. */
export function summaryOf(parts: readonly (string | undefined)[]): PlainText[] {
  return parts.flatMap((part) => (part ? [plainText(part)] : []));
}

/**
 * Text from outside, on one line. Undefined or empty: there is none.
 *
 * @param maxLength in code points.
 */
export function freeText(text: string | undefined, maxLength: number): string | undefined {
  return text && boundText(text, maxLength);
}

/** `111122223333 (Payments)`: the number is never replaced by the name. */
export function accountOf(
  { accountId }: RootActivity,
  { accountNames }: MessageContext,
): string | undefined {
  return accountId && withName(accountText(accountId), accountNames?.get(accountId));
}

export function withName(text: string, name: string | undefined): string {
  return name ? `${text} (${boundText(name, maxNameLength)})` : text;
}

/** The event's name, or what stands for it where the record cannot be read. */
export function eventNameOf(activity: RootActivity, words: Words): string {
  return activity.kind === 'use' ? eventNameText(activity.eventName) : words.unreadableRecord;
}

/** `액세스 키 AKIA… · 사용자 deploy`. */
export function affectedText(
  { affected, omitted }: Pick<RootUse, 'affected' | 'omitted'>,
  words: Words,
): string {
  return joined([
    ...affected.map((item) => `${words.affected[item.kind]} ${affectedValue(item, words)}`),
    ...omitted.map((part) => words.omitted[part]),
  ]);
}

function affectedValue(item: Affected, words: Words): string {
  const names = affectedNames(item, words);
  return item.more ? words.more(names, item.more) : names;
}

function affectedNames({ kind, value }: Affected, words: Words): string {
  if (kind === 'accessKey') return accessKeyIdText(value);
  const text = boundText(kind === 'policy' ? policyName(value) : value, maxAffectedLength);
  const isForAll = isSharing.includes(kind) && forAll.test(value);
  return isForAll ? `${words.everybody} (${text})` : text;
}

/** `AdministratorAccess` is AWS's own. One of an account keeps its ARN: it may have the name of one of AWS's. */
function policyName(value: string): string {
  return value.replace(/^arn:[\w-]*:iam::aws:policy\/(?:[\w-]+\/)*/, '');
}

const isSharing: readonly AffectedKind[] = ['sharedWith', 'noLongerSharedWith'];

/** How policies, EC2, RDS, Systems Manager and ACLs write "everybody", which is always the first. */
const forAll =
  /^(?:\*|all|All|AllUsers|AuthenticatedUsers|public-read|public-read-write|authenticated-read)(?:,|$)/;

/** `203.0.113.24 (대한민국)`. A record of Naver Cloud may give the country itself, as a code. */
export function sourceOf(
  activity: RootActivity,
  { countries }: MessageContext,
): string | undefined {
  const { sourceIp } = activity;
  if (sourceIp === undefined) return undefined;
  const recorded = activity.kind === 'use' ? activity.ncloud?.country : undefined;
  const country = countries?.get(sourceIp) ?? (recorded && boundText(recorded, maxNameLength));
  const text = sourceIpText(sourceIp);
  return country === undefined || country === '' ? text : `${text} (${country})`;
}

/** `02:42:09 KST`: when it happened, with the date where that is not the day on which the message is sent. */
export function shortTime(
  { occurredAt }: RootActivity,
  timeZone: string,
  { toldAt }: MessageContext,
): string | undefined {
  return occurredAt && localTime(occurredAt, timeZone, toldAt);
}

/** How long after the activity the message is sent. */
export function delay(
  { occurredAt }: RootActivity,
  { toldAt }: MessageContext,
  words: Words,
): string | undefined {
  const seconds = occurredAt && toldAt && secondsBetween(occurredAt, toldAt);
  return seconds === undefined ? undefined : words.after(seconds);
}

/** `성공`, `거부 (서비스 제어 정책)`, `요청 제한`… */
export function outcomeText({ outcome, verdict }: RootUse, words: Words): string {
  if (outcome !== 'failure') return outcome === 'success' ? words.succeeded : words.unknown;
  const { kind = 'other', denier } = verdict.failure ?? {};
  return joined([words.failure[kind].short, denier && words.denier[denier]]);
}

/** How an activity failed, in a word or two. Undefined: it did not. */
export function failureText(activity: RootActivity, words: Words): string | undefined {
  if (activity.kind !== 'use' || activity.outcome !== 'failure') return undefined;
  return words.failure[activity.verdict.failure?.kind ?? 'other'].short;
}

export function isRefused(activity: RootActivity): boolean {
  return activity.kind === 'use' && activity.outcome === 'failure';
}
