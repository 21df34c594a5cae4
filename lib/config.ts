import * as v from 'valibot';
import { environmentSchema } from './environment-schema.ts';
import { OperationalError } from './operational-error.ts';

/** The settings of a function, checked once, all of them, and strictly. */
export interface Config {
  readonly locale: Locale;
  /** IANA name, as `Intl` takes it. */
  readonly timeZone: string;
  readonly botName: string;
  readonly botIcon: string | undefined;
  /** Address of the team's copy of docs/runbook.md, without a fragment. */
  readonly runbookUrl: string | undefined;
  readonly mention: Mention;
  readonly webhookSecretId: string;
  readonly ledgerTable: string;
  /** States of an alarm that are posted: `ALARM`, `OK`, `INSUFFICIENT_DATA`. */
  readonly alarmStates: readonly string[];
  /** What an alarm is about, in the words of its users, by the name of the alarm. */
  readonly alarmSubjects: ReadonlyMap<string, string>;
  /** The trail's log group, in which the uses behind an alarm are looked up. */
  readonly trailLogGroup: string | undefined;
  /** What people call an account, by its 12-digit number. */
  readonly accountNames: ReadonlyMap<string, string>;
  /** Names of networks, as `lib/country/named-networks.ts` reads them. Empty: there are none. */
  readonly networks: string;
  /** CloudWatch namespace of our own metrics. */
  readonly metricsNamespace: string;
  readonly webhookCacheMs: number;
  /** Lower-case `host` or `host:port`, as `URL.host` gives it. */
  readonly webhookExtraHosts: readonly string[];
  /** Whether read-only uses are posted, in digests, or not looked for at all. */
  readonly reads: 'digest' | 'off';
  /** Where people answer, and the secret that its links are signed with. Undefined: nobody is asked. */
  readonly respond: { readonly url: URL; readonly secretId: string } | undefined;
  /** Whether what was told is kept as evidence. */
  readonly hasEvidence: boolean;
  /** How long people have to answer before a critical use is said again. */
  readonly escalateMs: number;
  /** An SNS topic of the user's that is told what nobody answered. */
  readonly escalationTopicArn: string | undefined;
  /** Whether further messages tell how an incident goes on. */
  readonly hasFollowUps: boolean;
  /** How often a heartbeat is posted. */
  readonly heartbeat: 'weekly' | 'daily' | 'off';
  /** Of root-alert, as deployed. Only the function that sends the heartbeat knows it. */
  readonly version: string | undefined;
  /** Name or ARN of the secret with the keys of Naver Cloud. Undefined: it is not watched. */
  readonly ncloudSecretId: string | undefined;
  /** Address of Naver Cloud's API. Undefined: the usual one of the account's cloud. */
  readonly ncloudApiUrl: URL | undefined;
  /** Whether actions that Naver Cloud's platform did by itself are posted too. */
  readonly includesPlatformActions: boolean;
  /** How far back each poll of Naver Cloud looks, for activities that appear late. */
  readonly ncloudWindowMs: number;
}

export type Locale = 'ko' | 'en';

/** Which messages mention people, in rooms that can. */
export interface Mention {
  readonly when: 'none' | 'critical' | 'all';
  /** `here`, `channel`, or the ID of a user group in Slack. */
  readonly whom: string;
}

/**
 * Thrown when the configuration cannot be used. The message has one sentence for each wrong key: its name and what was
 * expected. It never holds the value of a secret. Only a changed configuration helps.
 */
export class ConfigError extends OperationalError {
  override name = 'ConfigError' as const;
}

/**
 * Reads the environment of a function.
 *
 * @throws {ConfigError} that names every wrong key and what was expected of it.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const result = v.safeParse(environmentSchema, env);
  if (!result.success) {
    throw new ConfigError(
      result.issues
        .map((issue) => `${v.getDotPath(issue) ?? 'environment'}: ${issue.message}.`)
        .join(' '),
    );
  }
  const settings = result.output;
  return {
    locale: settings.LOCALE,
    timeZone: settings.TIME_ZONE,
    botName: settings.BOT_NAME,
    botIcon: settings.BOT_ICON === '' ? undefined : settings.BOT_ICON,
    runbookUrl: settings.RUNBOOK_URL === '' ? undefined : new URL(settings.RUNBOOK_URL).href,
    mention: { when: settings.MENTION, whom: settings.MENTION_WHOM },
    webhookSecretId: settings.WEBHOOK_SECRET_ID,
    ledgerTable: settings.LEDGER_TABLE,
    alarmStates: settings.ALARM_STATES,
    alarmSubjects: new Map(
      settings.ALARM_SUBJECTS.map(([alarm = '', subject = '']) => [alarm, subject]),
    ),
    trailLogGroup: settings.TRAIL_LOG_GROUP || undefined,
    accountNames: new Map(settings.ACCOUNTS.map(([id = '', name = '']) => [id, name])),
    networks: settings.NETWORKS,
    metricsNamespace: settings.METRICS_NAMESPACE,
    webhookCacheMs: settings.WEBHOOK_CACHE_SECONDS * 1000,
    webhookExtraHosts: settings.WEBHOOK_EXTRA_HOSTS,
    reads: settings.READS,
    respond:
      settings.RESPOND_URL === ''
        ? undefined
        : { url: new URL(settings.RESPOND_URL), secretId: settings.RESPOND_SECRET_ID },
    hasEvidence: settings.EVIDENCE === 'on',
    escalateMs: settings.ESCALATE_MINUTES * 60_000,
    escalationTopicArn: settings.ESCALATION_TOPIC_ARN || undefined,
    hasFollowUps: settings.FOLLOW_UP === 'on',
    heartbeat: settings.HEARTBEAT,
    version: settings.VERSION || undefined,
    ncloudSecretId: settings.NCLOUD_SECRET_ID || undefined,
    ncloudApiUrl: settings.NCLOUD_API_URL === '' ? undefined : new URL(settings.NCLOUD_API_URL),
    includesPlatformActions: settings.NCLOUD_SYSTEM === 'on',
    ncloudWindowMs: settings.NCLOUD_WINDOW_MINUTES * 60_000,
  };
}
