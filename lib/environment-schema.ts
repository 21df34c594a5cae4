import * as v from 'valibot';
import { isLoopback } from './loopback.ts';
import { isFixedZone } from './messages/fixed-zones.ts';
import { isNcloudApiUrl } from './ncloud/api-url.ts';

const isTimeZone = (name: string): boolean => {
  if (isFixedZone(name)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

const isHost = (host: string): boolean =>
  URL.canParse(`https://${host}`) && new URL(`https://${host}`).host === host;

const isHttpsUrl = (text: string): boolean =>
  URL.canParse(text) && new URL(text).protocol === 'https:';

const isLoopbackUrl = (text: string): boolean =>
  URL.canParse(text) && isLoopback(new URL(text).hostname);

/** Slack ends a link's address at `|` and `>`; we add `#` and a section's name; and everybody in the room sees it. */
const isPageUrl = (text: string): boolean =>
  isHttpsUrl(text) &&
  text.length <= 500 &&
  !/[#|<>\s]/.test(text) &&
  new URL(text).username + new URL(text).password === '';

const items = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

const pairs = (text: string): string[][] => items(text).map((item) => item.split(/\s*=\s*/));

const onOrOff = v.optional(v.picklist(['on', 'off'], 'expected on or off'), 'off');

const wholeNumber = (unit: string, least: number, most: number) => {
  const expected = `expected a whole number of ${unit} from ${least} to ${most}`;
  return v.pipe(
    v.string(),
    v.regex(/^\d{1,4}$/, expected),
    v.transform(Number),
    v.minValue(least, expected),
    v.maxValue(most, expected),
  );
};

const required = (expected: string) => v.pipe(v.optional(v.string(), ''), v.minLength(1, expected));

/** The variables that a function reads, as text. Each message says what was expected of its variable. */
export const environmentSchema = v.object({
  LOCALE: v.optional(v.picklist(['ko', 'en'], 'expected ko or en'), 'ko'),
  TIME_ZONE: v.optional(
    v.pipe(v.string(), v.check(isTimeZone, 'expected the name of a time zone, such as Asia/Seoul')),
    'Asia/Seoul',
  ),
  BOT_NAME: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.minLength(1, 'expected a name'),
      v.maxLength(80, 'expected a name of at most 80 characters'),
    ),
    'root-alert',
  ),
  BOT_ICON: v.optional(
    v.pipe(
      v.string(),
      v.check((text) => text === '' || isHttpsUrl(text), 'expected an https URL, or nothing'),
    ),
    '',
  ),
  RUNBOOK_URL: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.check(
        (text) => text === '' || isPageUrl(text),
        'expected an https URL of at most 500 characters, without # and without a password, or nothing',
      ),
    ),
    '',
  ),
  MENTION: v.optional(
    v.picklist(['none', 'critical', 'all'], 'expected none, critical or all'),
    'none',
  ),
  MENTION_WHOM: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^(?:here|channel|S[A-Z0-9]{6,20})$/,
        'expected here, channel, or the ID of a Slack user group, such as S0123ABCDEF',
      ),
    ),
    'here',
  ),
  WEBHOOK_SECRET_ID: required('expected the name or ARN of the secret that holds the webhook'),
  ALARM_STATES: v.optional(
    v.pipe(
      v.string(),
      v.transform(items),
      v.check(
        (states) =>
          states.length > 0 &&
          states.every((state) => ['ALARM', 'OK', 'INSUFFICIENT_DATA'].includes(state)),
        'expected ALARM, OK or INSUFFICIENT_DATA, separated by commas',
      ),
    ),
    'ALARM',
  ),
  ALARM_SUBJECTS: v.optional(
    v.pipe(
      v.string(),
      v.transform(pairs),
      v.check(
        (subjects) =>
          subjects.every(([alarm, subject, ...rest]) => alarm && subject && rest.length === 0),
        'expected what alarms are about, such as my-alarm=root 계정, separated by commas',
      ),
    ),
    '',
  ),
  TRAIL_LOG_GROUP: v.optional(v.string(), ''),
  ACCOUNTS: v.optional(
    v.pipe(
      v.string(),
      v.transform(pairs),
      v.check(
        (names) =>
          names.every(
            ([id, name, ...rest]) => /^\d{12}$/.test(id ?? '') && name && rest.length === 0,
          ),
        'expected names of accounts such as 111122223333=Payments, separated by commas',
      ),
    ),
    '',
  ),
  // Read late, and only if there are any: plugin/checks/networks.ts checks what is deployed.
  NETWORKS: v.optional(v.string(), ''),
  LEDGER_TABLE: required('expected the name of the DynamoDB table that is the ledger'),
  METRICS_NAMESPACE: v.optional(
    v.pipe(v.string(), v.minLength(1, 'expected a CloudWatch namespace, such as root-alert/prod')),
    'root-alert',
  ),
  WEBHOOK_CACHE_SECONDS: v.optional(wholeNumber('seconds', 0, 3600), '60'),
  WEBHOOK_EXTRA_HOSTS: v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => items(text.toLowerCase())),
      v.check(
        (hosts) => hosts.every(isHost),
        'expected host names (or host:port) separated by commas, without https://',
      ),
    ),
    '',
  ),
  READS: v.optional(v.picklist(['digest', 'off'], 'expected digest or off'), 'digest'),
  RESPOND_URL: v.optional(
    v.pipe(
      v.string(),
      v.check(
        (text) => text === '' || isHttpsUrl(text) || isLoopbackUrl(text),
        'expected the https URL of the page for answers, or nothing',
      ),
    ),
    '',
  ),
  RESPOND_SECRET_ID: v.optional(v.string(), ''),
  EVIDENCE: onOrOff,
  ESCALATE_MINUTES: v.optional(wholeNumber('minutes', 1, 120), '10'),
  ESCALATION_TOPIC_ARN: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^(?:|arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256})$/,
        'expected the ARN of an SNS topic that is no FIFO topic, or nothing',
      ),
    ),
    '',
  ),
  FOLLOW_UP: onOrOff,
  VERSION: v.optional(v.pipe(v.string(), v.regex(/^[\w.+-]{0,40}$/, 'expected a version')), ''),
  HEARTBEAT: v.optional(
    v.picklist(['weekly', 'daily', 'off'], 'expected weekly, daily or off'),
    'daily',
  ),
  NCLOUD_SECRET_ID: v.optional(v.string(), ''),
  NCLOUD_API_URL: v.optional(
    v.pipe(
      v.string(),
      v.check(
        (text) => text === '' || isNcloudApiUrl(text),
        'expected an https URL without a path (http on this machine only), or nothing',
      ),
    ),
    '',
  ),
  NCLOUD_SYSTEM: onOrOff,
  NCLOUD_WINDOW_MINUTES: v.optional(wholeNumber('minutes', 2, 120), '15'),
});
