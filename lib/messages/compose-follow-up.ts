import { isSignIn } from '../classify/classes.ts';
import type { Config } from '../config.ts';
import type { FollowUp } from '../incident/follow-ups.ts';
import type { IncidentRecord } from '../incident/incident-record.ts';
import { type Precursors, precursors } from '../incident/precursor.ts';
import type { WhoWasIt } from '../incident/who-was-it.ts';
import type { RootActivity } from '../root-activity.ts';
import { addressLines } from './address-lines.ts';
import { adviceOf } from './advice.ts';
import { compose } from './compose.ts';
import { localTime } from './format-time.ts';
import { headline } from './headline.ts';
import { accountText, eventNameText, sourceIpText } from './identifier-text.ts';
import { keyText } from './key-text.ts';
import { killLine } from './kill-line.ts';
import { knownFacts } from './known-facts.ts';
import { linksOf } from './links-of.ts';
import type { Message } from './message.ts';
import type { MessageContext, WordSettings } from './message-context.ts';
import { summaryOf, withName } from './parts.ts';
import { regionWithName } from './region-name.ts';
import { runbookLink } from './runbook-link.ts';
import { secondsBetween } from './seconds-between.ts';
import { sessionText } from './sign-in-text.ts';
import { withIncident } from './with-incident.ts';
import { type FollowUpWords, followUpWords } from './words-follow-up.ts';

/** One use of the incident, and the same read again, if it can be. */
export interface ToldDeed {
  readonly record: IncidentRecord;
  readonly activity: RootActivity | undefined;
}

/** How an incident went on. */
export interface IncidentStory {
  readonly incidentId: string;
  readonly followUp: FollowUp;
  readonly first: ToldDeed;
  /** The gravest first. */
  readonly deeds: readonly ToldDeed[];
  readonly uses: number;
  readonly failed: number;
  /** Codes. */
  readonly regions: readonly string[];
  readonly lastToldAtMs: number;
  readonly before: Precursors;
  /** Whose the addresses may be. Undefined: there is none, or nobody asked. */
  readonly who: WhoWasIt | undefined;
  /** Of the deployment, for the command that stops it. */
  readonly stage: string | undefined;
}

type Settings = WordSettings & Pick<Config, 'locale'>;

/** Whoever does something every few minutes goes on. */
const goesOnMs = 3 * 60_000;
const maxNamed = 3;
const maxRegions = 8;

/** Words how an incident went on: how much, the worst of it, where, whether it goes on, and what came before. */
export function composeFollowUp(
  story: IncidentStory,
  settings: Settings,
  context: MessageContext & { readonly toldAt: Date },
): Message {
  const { incidentId, followUp, first, failed, regions, lastToldAtMs, before, stage } = story;
  const { toldAt, accountNames } = context;
  const words = settings.words.aws;
  const said = followUpWords[settings.locale];
  const goesOn = story.uses > 1 && toldAt.getTime() - lastToldAtMs < goesOnMs;
  const todo = followUp.kind === 'quiet' ? 'quiet' : goesOn ? 'goesOn' : 'rests';
  const severity = { quiet: 'low', goesOn: 'high', rests: 'medium' } as const;
  const time = (ms: number) => localTime(new Date(ms), settings.timeZone, toldAt);
  const accounts = first.record.accounts.map((it) =>
    withName(accountText(it), accountNames?.get(it)),
  );
  const named = story.deeds.slice(0, maxNamed);
  const message: Message = {
    ...headline(
      false,
      severity[todo],
      sentence(story, goesOn, said, words.duration, toldAt),
      words,
    ),
    summary: summaryOf([
      accounts.join(' → '),
      first.record.sourceIp && sourceIpText(first.record.sourceIp),
      time(first.record.toldAtMs),
    ]),
    advice: adviceOf(said.todo[todo], words),
    links: linksOf(runbookLink(named[0]?.activity ?? first.activity, settings.runbookUrl, words)),
    facts: [
      ...knownFacts([
        ['', revival(story, said)],
        ...addressLines(story, settings, context),
        ...precursors.map((kind) => [said.label.before, beforeText(kind)] as const),
        ...named.map(
          (deed, index) => [index === 0 ? said.label.worst : '', deedText(deed)] as const,
        ),
        [said.label.failed, failed === 0 ? undefined : said.failed(failed)],
        [said.label.regions, regionsText(regions, settings, said)],
      ]),
      ...(followUp.kind === 'quiet' ? [] : killLine(story.first.activity, stage, said)),
    ],
    details: knownFacts([
      [said.label.noted, said.counts],
      [said.label.session, sessionText(first.record.signInSessionArn)],
      ...(first.record.accessKeyId === undefined ? [] : [keyText(first.record.accessKeyId, words)]),
    ]),
  };
  return withIncident(message, { incidentId }, words);

  function beforeText(kind: (typeof precursors)[number]): string | undefined {
    const count = before[kind];
    return count && said.before[kind](count.uses, time(count.sinceMs));
  }

  function deedText({ record, activity }: ToldDeed): string {
    const at = record.occurredAtMs === undefined ? '' : `${time(record.occurredAtMs)}: `;
    const what =
      activity === undefined
        ? eventNameText(record.eventName ?? '')
        : compose(activity, settings, {}).headline.unescaped;
    return `${at}${what || words.unreadableRecord}`;
  }
}

function sentence(
  { followUp, first, uses, lastToldAtMs }: IncidentStory,
  goesOn: boolean,
  said: FollowUpWords,
  duration: (seconds: number) => string,
  toldAt: Date,
): string {
  const since = (ms: number) => duration(secondsBetween(new Date(ms), toldAt) ?? 0);
  if (followUp.kind === 'quiet') return said.quiet(said.uses(uses));
  if (goesOn) return said.goesOn(said.uses(uses), since(first.record.toldAtMs));
  if (uses <= 1) return said.nothingElse(since(first.record.toldAtMs));
  return said.restsNow(said.uses(uses), since(lastToldAtMs));
}

/** Whether root of a member account had no password before. */
function revival({ before, first, deeds }: IncidentStory, said: FollowUpWords): string | undefined {
  if (before.newPassword === undefined || before.loginProfile === undefined) return undefined;
  const didSignIn = [first, ...deeds].some(
    ({ activity }) =>
      activity?.kind === 'use' &&
      isSignIn(activity.verdict.eventClass) &&
      activity.outcome === 'success',
  );
  return didSignIn ? said.revived : said.reviving;
}

function regionsText(
  regions: readonly string[],
  { words }: Settings,
  said: FollowUpWords,
): string | undefined {
  if (regions.length === 0) return undefined;
  const named = regions.toSorted().slice(0, maxRegions);
  const more = regions.length - named.length;
  return [
    ...named.map((it) => regionWithName(it, words.aws)),
    ...(more > 0 ? [said.moreRegions(more)] : []),
  ].join(', ');
}
