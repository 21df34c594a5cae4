import type { Config } from '../config.ts';
import { classify, type Severity, severities, severityOf } from '../event-class.ts';
import type { RootActivity } from '../root-activity.ts';
import { type AccountNames, accountOf, adviceFor } from './compose.ts';
import { formatClock, formatTime } from './format-time.ts';
import { headline } from './headline.ts';
import { eventNameText, regionText, sourceIpText } from './identifier-text.ts';
import { inertText } from './inert-text.ts';
import type { Fact, Message } from './message.ts';
import { who } from './who.ts';
import { type Words, words } from './words.ts';

/** How many kinds a line names before it counts the rest. */
const mostNamed = { events: 12, others: 5, telling: 8 };
const maxErrorLength = 60;

/**
 * Words many activities as one message in which each of them is counted: by event name, account,
 * source IP, region and error, with the most telling ones by name and time.
 *
 * @param activities at least one, in the order in which they happened.
 */
export function composeDigest(
  activities: readonly RootActivity[],
  { locale, timeZone }: Pick<Config, 'locale' | 'timeZone'>,
  accountNames: AccountNames = new Map(),
): Message {
  const say = words[locale];
  const rated = activities.map((activity) => ({ activity, severity: rate(activity) }));
  const severity = worst(rated.map((it) => it.severity));
  const uses = activities.filter((it) => it.kind === 'use');
  const refusedSignIns = uses.filter(
    (use) => classify(use) === 'signIn' && use.outcome === 'failure',
  );
  const sentence =
    refusedSignIns.length === activities.length
      ? say.digestOfRefusedSignIns(activities.length)
      : say.digest(activities.length);
  const times = activities.map(({ occurredAt }) => occurredAt).filter((time) => time !== undefined);
  const accounts = counted(
    activities.map((activity) => accountOf(activity, accountNames) ?? say.unknown),
    mostNamed.others,
    say,
  );
  const sourceIps = counted(
    activities.map(({ sourceIp }) => (sourceIp ? sourceIpText(sourceIp) : say.unknown)),
    mostNamed.others,
    say,
  );
  const readOnly = uses.filter(({ isReadOnly }) => isReadOnly).length;
  const telling = rated
    .filter(({ activity }) => activity.kind === 'use' && !activity.isReadOnly)
    .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
    .slice(0, mostNamed.telling)
    .sort((a, b) => Number(a.activity.occurredAt) - Number(b.activity.occurredAt));
  const mostSevere = rated.find((it) => it.severity === severity)?.activity;

  return {
    severity,
    headline: headline(activities[0]?.isDrill === true, severity, sentence, say),
    summary: [accounts, sourceIps].join(' · '),
    facts: facts([
      [say.label.count, say.times(activities.length)],
      [say.label.account, accounts],
      [say.label.period, period(times, timeZone)],
      [
        say.label.events,
        counted(
          activities.map((it) => (it.kind === 'use' ? eventNameText(it.eventName) : say.unknown)),
          mostNamed.events,
          say,
        ),
      ],
      [say.label.readOnly, readOnly > 0 ? say.times(readOnly) : undefined],
      [
        say.label.errors,
        counted(
          uses
            .filter(({ outcome }) => outcome === 'failure')
            .map((use) => inertText(use.errorCode ?? say.failed, maxErrorLength)),
          mostNamed.others,
          say,
        ),
      ],
      [
        say.label.region,
        counted(
          activities.map(({ region }) => (region ? regionText(region) : say.unknown)),
          mostNamed.others,
          say,
        ),
      ],
      [say.label.sourceIp, sourceIps],
      [
        say.label.who,
        counted(
          uses.map((use) => who(use, say)),
          mostNamed.others,
          say,
        ),
      ],
      [say.label.telling, telling.map(({ activity }) => named(activity, timeZone)).join(', ')],
    ]),
    advice: { label: say.label.adviceNow, value: mostSevere ? adviceFor(mostSevere, say) : '' },
    link: undefined,
  };
}

function rate(activity: RootActivity): Severity {
  return activity.kind === 'use' ? severityOf(activity, classify(activity)) : 'high';
}

function worst(all: readonly Severity[]): Severity {
  return severities.find((severity) => all.includes(severity)) ?? 'high';
}

/** `GetObject 40, ListBuckets 3, 외 2종 7건`: everything is in one of the counts. */
function counted(values: readonly string[], mostKinds: number, say: Words): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [only] = counts;
  if (only !== undefined && counts.size === 1) {
    return only[1] === 1 ? only[0] : `${only[0]} ${say.times(only[1])}`;
  }
  const ranked = [...counts].sort(([, a], [, b]) => b - a);
  const rest = ranked.slice(mostKinds);
  return [
    ...ranked.slice(0, mostKinds).map(([value, count]) => `${value} ${say.times(count)}`),
    ...(rest.length > 0
      ? [
          say.andOthers(
            rest.length,
            rest.reduce((sum, [, count]) => sum + count, 0),
          ),
        ]
      : []),
  ].join(', ');
}

function period(times: readonly Date[], timeZone: string): string | undefined {
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return first.getTime() === last.getTime()
    ? formatTime(first, timeZone)
    : `${formatTime(first, timeZone)} – ${formatTime(last, timeZone)}`;
}

function named(activity: RootActivity, timeZone: string): string {
  const name = activity.kind === 'use' ? eventNameText(activity.eventName) : '';
  return activity.occurredAt ? `${formatClock(activity.occurredAt, timeZone)} ${name}` : name;
}

function facts(lines: readonly (readonly [label: string, value: string | undefined])[]): Fact[] {
  return lines.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}
