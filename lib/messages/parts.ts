import type { EventClass } from '../classify/classes.ts';
import type { Affected, RootActivity, RootUse } from '../root-activity.ts';
import { accessKeyIdText, accountText, sourceIpText } from './identifier-text.ts';
import type { MessageContext } from './message-context.ts';
import { neutralizeText } from './neutralize-text.ts';
import { secondsBetween } from './seconds-between.ts';
import type { Words } from './words.ts';
/** `111122223333 (Payments)`: the number stands alone, whatever the name is. */
export function accountOf(
  { accountId }: RootActivity,
  { accountNames }: MessageContext,
): string | undefined {
  return accountId && withName(accountText(accountId), accountNames?.get(accountId));
}

const maxNameLength = 50;
const maxConcernLength = 150;

export function withName(text: string, name: string | undefined): string {
  return name ? `${text} (${neutralizeText(name, maxNameLength)})` : text;
}

/** What to do now about one activity, or about the worst of many. */
export function adviceFor(activity: RootActivity, words: Words): string {
  if (activity.isDrill) return words.advice.drill;
  if (activity.kind === 'alarm') return words.advice[adviceOfState.get(activity.state) ?? 'alarm'];
  if (activity.kind !== 'use') return words.advice[activity.kind];
  const { actor, eventClass } = activity.verdict;
  if (actor !== 'direct') return words.advice[actor];
  const isRefusedToRoot = activity.outcome === 'failure' && !needsNoRoot.includes(eventClass);
  return words.advice[isRefusedToRoot ? 'refused' : eventClass];
}

/** Of the states that are no alarm. */
const adviceOfState = new Map<string, 'alarmOver' | 'alarmWithoutData'>([
  ['OK', 'alarmOver'],
  ['INSUFFICIENT_DATA', 'alarmWithoutData'],
]);

/** Whoever guesses a password, asks for a new one, or for a root session, is not root. */
const needsNoRoot: readonly EventClass[] = ['signInFailed', 'passwordRecovery', 'assumeRoot'];

/** `액세스 키 AKIA… · 사용자 deploy`. */
export function affectedThings({ affected: items }: RootUse, words: Words): string | undefined {
  const texts = items.map(
    (concern) => `${words.affected[concern.kind]} ${affectedText(concern, words)}`,
  );
  return texts.join(' · ') || undefined;
}

function affectedText({ kind, value }: Affected, words: Words): string {
  if (kind === 'accessKey') return accessKeyIdText(value);
  const text = neutralizeText(value, maxConcernLength);
  const isForAll = kind === 'sharedWith' && forAll.includes(value);
  return isForAll ? `${words.everybody} (${text})` : text;
}

/** How policies, EC2, RDS and ACLs write everybody. */
const forAll = ['*', 'all', 'AllUsers'];

/** `203.0.113.24 (대한민국)`, or with the country as the record has it, which those of Naver Cloud may. */
export function sourceOf(
  activity: RootActivity,
  { countries }: MessageContext,
): string | undefined {
  const { sourceIp } = activity;
  if (sourceIp === undefined) return undefined;
  const said = activity.kind === 'use' ? activity.ncloud?.country : undefined;
  const country = said ? neutralizeText(said, maxNameLength) : countries?.get(sourceIp);
  const text = sourceIpText(sourceIp);
  return country === undefined ? text : `${text} (${country})`;
}

/** How long after it happened it is told. */
export function delay(
  { occurredAt }: RootActivity,
  { toldAt }: MessageContext,
  after: Words['after'],
): string | undefined {
  const seconds = occurredAt && toldAt && secondsBetween(occurredAt, toldAt);
  return seconds === undefined ? undefined : after(seconds);
}
