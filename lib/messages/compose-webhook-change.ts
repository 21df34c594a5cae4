import type { Config } from '../config.ts';
import type { SecretWriter } from '../webhook-change/find-secret-writers.ts';
import { adviceOf } from './advice.ts';
import { boundText } from './bound-text.ts';
import type { Deployment, OpsMail } from './compose-ops-mail.ts';
import { localTime, utcTime } from './format-time.ts';
import { knownFacts } from './known-facts.ts';
import type { Message } from './message.ts';
import { neutralizeText } from './neutralize-text.ts';
import { summaryOf } from './parts.ts';
import { quiet } from './quiet.ts';
import type { WordsByCloud } from './words-by-cloud.ts';
import { webhookChangeWords } from './words-webhook-change.ts';

/** What became of a change of the rooms, for the mail about it. */
export interface WebhookChange {
  readonly secretId: string;
  /** Latest first; empty: CloudTrail does not say, yet. */
  readonly writers: readonly SecretWriter[];
  /** How many rooms the secret names now. */
  readonly rooms: number;
  /** Names of the rooms that were told by their old webhook that it is no longer used. */
  readonly told: readonly string[];
  /** Sentences on those that could not be told yet, or never will be. */
  readonly failures: readonly string[];
  /** Rooms that are known by their hash alone: the secret was changed more than once since. */
  readonly unreachable: number;
}

type Settings = Pick<Config, 'locale' | 'timeZone'>;

/** Words what a room hears by the webhook that is no longer in the secret: one quiet message. */
export function composeGoneWebhook(
  { secretId, writers }: Pick<WebhookChange, 'secretId' | 'writers'>,
  nowMs: number,
  { locale, timeZone, words }: Settings & { readonly words: WordsByCloud },
): Message {
  const { headline, summary, advice, changedBy, noticed } = webhookChangeWords[locale];
  const who = writers[0] && writerText(writers[0], boundText);
  const noticedAt = new Date(nowMs);
  return {
    ...quiet(headline),
    isQuiet: false,
    summary: summaryOf([summary(boundText(secretId, 100))]),
    advice: adviceOf(advice, words.aws),
    facts: knownFacts([
      [noticed, `${localTime(noticedAt, timeZone, undefined)} (${utcTime(noticedAt)})`],
      [changedBy, who],
    ]),
  };
}

/**
 * Words the mail about a change.
 *
 * @param isSecond the first mail could not say who it was.
 */
export function composeWebhookMail(
  { secretId, writers, rooms, told, failures, unreachable }: WebhookChange,
  isSecond: boolean,
  { stage, accountId, homeRegion }: Deployment,
  { locale }: Settings,
): OpsMail {
  const words = webhookChangeWords[locale];
  const lines = isSecond
    ? [words.mailWho(secretId)]
    : [
        words.mail(secretId, rooms),
        ...(told.length === 0 ? [] : [words.mailTold(told.join(', '))]),
        ...(failures.length === 0 ? [] : [words.mailUntold(failures.join(' '))]),
        ...(unreachable === 0 ? [] : [words.mailUnreachable(unreachable)]),
      ];
  const who = writers.map((writer) => `- ${writerText(writer, neutralizeText)}`);
  return {
    subject: `root-alert ${stage}: the webhook secret was changed${isSecond ? ' (who)' : ''}`.slice(
      0,
      99,
    ),
    text: [
      `root-alert · ${stage} · ${accountId} · ${homeRegion}`,
      lines.join('\n'),
      who.length === 0 ? words.mailWhoUnknown : `${words.changedBy}:\n${who.join('\n')}`,
      words.mailTodo(secretId, homeRegion),
    ].join('\n\n'),
  };
}

/** @param inert makes text fit for where it is shown. */
function writerText(
  { at, eventName, who, sourceIp, userAgent }: SecretWriter,
  inert: (text: string, maxLength: number) => string,
): string {
  return [
    inert(who, 200),
    inert(eventName, 60),
    inert(at, 40),
    inert(sourceIp, 100),
    inert(userAgent, 80),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
