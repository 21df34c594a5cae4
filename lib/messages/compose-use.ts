import { isServiceActing } from '../classify/actor.ts';
import type { EventClass } from '../classify/classes.ts';
import { targetAccountOf } from '../classify/target-account.ts';
import type { Affected, RootUse } from '../root-activity.ts';
import { adviceOn } from './advice.ts';
import { boundText } from './bound-text.ts';
import { utcClock } from './brief-time.ts';
import { clientName } from './client-name.ts';
import { composeForged, senderText } from './compose-forged.ts';
import { isInRemark } from './effect-text.ts';
import { linkToEvent } from './event-link.ts';
import { localTime, utcTime } from './format-time.ts';
import { headline } from './headline.ts';
import { eventIdText, eventNameText, serviceText } from './identifier-text.ts';
import { type KeyNames, keyText } from './key-text.ts';
import { knownFacts } from './known-facts.ts';
import { linksOf } from './links-of.ts';
import type { Message } from './message.ts';
import type { MessageContext, WordSettings } from './message-context.ts';
import { isSaidIn } from './object-name.ts';
import { effectText, partText } from './own-part-text.ts';
import {
  accountOf,
  affectedText,
  delay,
  freeText,
  joined,
  outcomeText,
  shortTime,
  sourceOf,
  summaryOf,
  withName,
} from './parts.ts';
import { placeOf } from './place.ts';
import { corrected, correction, lateBecause } from './record-history.ts';
import { regionWithName } from './region-name.ts';
import { runbookLink } from './runbook-link.ts';
import { isDenialSaid, isSaidInFull } from './said-elsewhere.ts';
import { serviceName } from './service-name.ts';
import { clientText, findingText, sessionText } from './sign-in-text.ts';
import { whatHappened } from './what-happened.ts';
import { who } from './who.ts';
import type { Words } from './words.ts';

/** In code points: enough for a user agent, and short enough to read. */
const maxTextLength = 300;
const maxServiceLength = 60;

/** Words the message about a use of root in AWS. A fact that every record should have is "unknown" where it is missing. */
export function composeUse(
  use: RootUse,
  settings: WordSettings,
  context: MessageContext,
  words: Words,
): Message {
  const { severity } = use.verdict;
  if (use.sender?.fault !== undefined) {
    return composeForged(use, use.sender.fault, settings, context, words);
  }
  const account = withTarget(accountOf(use, context), targetOf(use, context));
  // A finding of AWS has whatever fields it has: none of these is missing from it.
  const unknown = use.finding === undefined ? words.unknown : undefined;
  const orUnknown = (value: string | undefined, label: string): string | undefined =>
    value || (unknown && `${label} ${unknown}`);
  const acted = use.finding === undefined ? who(use, words) : undefined;
  const happened = whatHappened(use, words);
  const said = use.affected.filter(
    (item) =>
      isSaidIn(happened, item, words.affected[item.kind]) ||
      isInRemark(happened, item, words) ||
      // The second line says it.
      (item.kind === 'account' && item.value === use.accountId),
  );
  const unsaid = use.affected.filter((item) => !said.includes(item));
  const isInFull = ({ kind, value }: Affected): boolean =>
    kind === 'account' || isSaidInFull(happened, value, use);
  const error = freeText(use.errorMessage, maxTextLength);
  const isOrdinary = isOrdinaryRoot(use);
  const [keyName, keyId] = keyOf(isOrdinary ? use : undefined, words);
  const isActorSaid = isRootItself(use) || use.verdict.actor === 'centralizedSession';
  const event = orUnknown(eventWithService(use), words.label.event);
  const part = use.ownPart?.isSure ? partText(use, words.guard) : undefined;
  const outcome = use.finding === undefined ? result(use, words) : undefined;
  const isDone = use.outcome === 'success';
  const eventId = eventIdText(use.eventId ?? '') || undefined;
  const isResultSaid = failedSignIns.includes(use.verdict.eventClass) && !use.errorCode;
  return {
    ...corrected(use, headline(use.isDrill, severity, happened, words), words),
    summary: summaryOf([
      orUnknown(account, words.label.account),
      orUnknown(sourceOf(use, context), words.label.sourceIp),
      mfaPart(use, words),
      orUnknown(shortTime(use, settings.timeZone, context), words.label.time),
    ]),
    advice: adviceOn(use, words),
    links: linksOf(runbookLink(use, settings.runbookUrl, words), linkToEvent(use, words)),
    facts: knownFacts([
      [
        words.label.again,
        context.again &&
          words.again(
            context.again.of,
            context.again.nth,
            localTime(context.again.since, settings.timeZone, context.toldAt),
          ),
      ],
      [words.label.correction, correction(use, words)],
      [words.label.lateRecord, lateBecause(use, words)],
      [words.label.affected, affectedText({ affected: unsaid, omitted: use.omitted }, words)],
      [words.label.result, isDone || isResultSaid ? undefined : outcome],
      [words.label.awsFinding, findingText(use)],
      [words.guard.label.sender, senderText(use, words)],
      [words.guard.label.effect, effectText(use, words.guard)],
      [words.label.signedInTo, placeOf(use) && freeText(use.signInTo, maxTextLength)],
      [words.label.client, clientText(use)],
      [
        words.label.taskPolicy,
        freeText(use.assumeRoot?.taskPolicyArn ?? use.identity.taskPolicy, maxTextLength),
      ],
      // That it was root itself, or a centralized session, the headline says.
      keyOf(isActorSaid && !isOrdinary ? use : undefined, words.label),
      [words.label.who, isActorSaid ? undefined : acted],
    ]),
    details: [
      // Where no link names the record, this is its heading.
      ...knownFacts([[use.isDrill ? words.label.event : '', event]]).map((fact) => ({
        ...fact,
        isRecordName: true as const,
      })),
      ...knownFacts([
        // The headline says that it was done, or that the sign-in failed.
        ['', isDone || isResultSaid ? outcome : undefined, null],
        [
          words.label.affected,
          affectedText({ affected: said, omitted: [] }, words),
          said.every(isInFull) ? null : undefined,
        ],
        [words.guard.label.part, part, part && happened.includes(part) ? null : undefined],
        [words.label.eventId, eventId ?? unknown, eventId],
        ['', orUnknown(use.region && regionWithName(use.region, words), words.label.region)],
        ['', use.occurredAt && utcTime(use.occurredAt), utcClock(use.occurredAt, context)],
        ['', delay(use, context, words)],
        [words.label.errorMessage, error, isDenialSaid(happened, use) ? null : error],
        [keyName, keyId, keyId],
        [words.label.session, sessionText(use.identity.signInSessionArn), briefSession(use)],
        ['', clientName(use.userAgent)],
        ['', orUnknown(freeText(use.userAgent, maxTextLength), words.label.userAgent)],
      ]),
    ],
  };
}

/** Undefined: in full, where the runbook denies or revokes a session by its id. */
function briefSession({ verdict: { eventClass, actor } }: RootUse): null | undefined {
  return actor === 'agent' || sessionClasses.includes(eventClass) ? undefined : null;
}

const failedSignIns: readonly EventClass[] = ['signInFailed', 'signInPastPassword'];

const sessionClasses: readonly EventClass[] = ['cliSession', 'agentAccess', 'sessionRefreshed'];

/** `ConsoleLogin (AWS Sign-In)`. */
function eventWithService({ eventName, eventSource }: RootUse): string {
  const name = eventNameText(eventName);
  if (name === '') return '';
  const service = serviceName(eventSource) ?? (eventSource && serviceText(eventSource));
  return service ? `${name} (${boundText(service, maxServiceLength)})` : name;
}

function result(use: RootUse, words: Words): string {
  const text = outcomeText(use, words);
  if (use.outcome !== 'failure') return text;
  return joined([text, freeText(use.errorCode, maxTextLength)]);
}

function isRootItself({ identity }: RootUse): boolean {
  return identity.type === 'Root' && !identity.isAssumedRoot && identity.invokedBy === undefined;
}

/** Root itself in a session of its own, whose key ends with it. A key that lasts is something to act on. */
function isOrdinaryRoot(use: RootUse): boolean {
  const { accessKeyId } = use.identity;
  return isRootItself(use) && (accessKeyId === undefined || accessKeyId.startsWith('ASIA'));
}

function keyOf(use: RootUse | undefined, names: KeyNames): readonly [string, string | undefined] {
  const id = use?.identity.accessKeyId;
  return id === undefined ? ['', undefined] : keyText(id, names);
}

/** What the headline of these says already. */
const saysMfa: readonly EventClass[] = ['signInWithMfa', 'signInWithoutMfa', 'signInMfaUnknown'];

/**
 * Undefined where the caller is not root itself: MFA of such a session says nothing about MFA of root. AWS says "No" of
 * every sign-in that failed at the password: it would read as if root had no MFA.
 */
function mfaPart(use: RootUse, words: Words): string | undefined {
  const { type, isAssumedRoot } = use.identity;
  const { eventClass } = use.verdict;
  if (eventClass === 'signInFailed' || saysMfa.includes(eventClass)) return undefined;
  if (type !== 'Root' || isAssumedRoot || isServiceActing(use)) return undefined;
  if (eventClass === 'signInPastPassword') return words.mfaFailed;
  if (use.hasMfa === undefined) return words.mfa.unknown;
  return use.hasMfa ? words.mfa.used : words.mfa.unused;
}

function targetOf(use: RootUse, { accountNames }: MessageContext): string | undefined {
  const target = freeText(use.assumeRoot?.targetPrincipal, maxTextLength);
  return target && withName(target, accountNames?.get(targetAccountOf(use) ?? ''));
}

/** `111122223333 → 444455556666`: a root session is for the second account. */
function withTarget(account: string | undefined, target: string | undefined): string | undefined {
  return account && target ? `${account} → ${target}` : account;
}
