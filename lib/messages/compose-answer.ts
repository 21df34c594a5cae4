import type { Config } from '../config.ts';
import type { IncidentAnswer } from '../incident/answer.ts';
import type { IncidentRecord } from '../incident/incident-record.ts';
import { answerCommands } from './answer-commands.ts';
import { type AnswerWords, answerWords } from './answer-words.ts';
import { localTime } from './format-time.ts';
import { headline } from './headline.ts';
import { sourceIpText } from './identifier-text.ts';
import { knownFacts } from './known-facts.ts';
import { linksOf } from './links-of.ts';
import type { Message } from './message.ts';
import type { Countries } from './message-context.ts';
import { freeText, summaryOf, withName } from './parts.ts';
import { ourText } from './plain-text.ts';
import { quiet } from './quiet.ts';
import type { WordsByCloud } from './words-by-cloud.ts';

const maxNameLength = 60;
const maxRoomLength = 40;
const maxWhyLength = 200;

/** An answer, with what it is an answer to. */
export interface GivenAnswer {
  readonly incidentId: string;
  readonly answer: IncidentAnswer;
  /** Whether an answer before this one says otherwise. */
  readonly isContest: boolean;
  /** What the incident is about. */
  readonly records: readonly IncidentRecord[];
}

type Settings = Pick<Config, 'locale' | 'timeZone' | 'runbookUrl'> & {
  readonly words: WordsByCloud;
};

/**
 * Words what the room hears of an answer, in a line: what, who as far as known, how, from where, when, why. "Planned" is quiet,
 * unless it contradicts another answer, or may be the thief's own. "Not us" says what to do.
 */
export function composeAnswer(
  { incidentId, answer, isContest, records }: GivenAnswer,
  { countries, toldAt }: { readonly countries: Countries; readonly toldAt: Date },
  { locale, timeZone, runbookUrl, words }: Settings,
): Message {
  const said = answerWords[locale];
  const { verdict, isFromSession } = answer;
  const isDoubtful = verdict === 'planned' && isFromSession;
  const sentence = [
    said.headline[verdict](incidentId),
    ...(isDoubtful ? [said.fromSession] : []),
    ...(isContest ? [said.contested] : []),
  ].join(' · ');
  const summary = summaryOf([
    whoAnswered(answer, said),
    answer.via === 'link' ? said.byLink(freeText(answer.room, maxRoomLength)) : undefined,
    addressOf(answer, countries),
    localTime(new Date(answer.atMs), timeZone, toldAt),
    answer.why && said.reason(freeText(answer.why, maxWhyLength) ?? ''),
  ]);
  if (verdict === 'planned' && !isDoubtful && !isContest) return { ...quiet(sentence), summary };

  const isNotUs = verdict === 'notUs';
  const section = runbookSectionOf(records);
  const commands = isNotUs ? answerCommands(records, said) : [];
  const more = commands.some(({ isForPage }) => isForPage) ? [said.moreOnPage] : [];
  const steps = isNotUs
    ? [...said.notUsAdvice, ...more]
    : [isDoubtful ? said.fromSessionAdvice : said.contestedAdvice];
  return {
    ...headline(false, isNotUs ? 'critical' : 'high', sentence, words.aws),
    summary,
    advice: { label: words.aws.label.adviceNow, steps: steps.map(ourText) },
    links: linksOf(
      runbookUrl === undefined || section === undefined
        ? undefined
        : { opens: 'runbook', title: words.aws.openRunbook, url: `${runbookUrl}#${section}` },
    ),
    facts: commands
      .filter(({ isForPage }) => !isForPage)
      .map(({ label, command }) => ({ label, value: ourText(command), isCode: true })),
    details: knownFacts([[words.aws.label.incident, incidentId]]),
  };
}

/** Who answered, as far as known: a name that somebody wrote is marked as that. */
export function whoAnswered({ by, via }: IncidentAnswer, said: AnswerWords): string {
  const name = freeText(by, maxNameLength);
  if (via === 'link') return name === undefined || name === '' ? said.noName : said.saysToBe(name);
  return said.byButton(name || '?', serviceNames[via]);
}

const serviceNames: Readonly<Record<Exclude<IncidentAnswer['via'], 'link'>, string>> = {
  slack: 'Slack',
  dooray: 'Dooray',
  mattermost: 'Mattermost',
};

/** `198.51.100.7 (대한민국)`. */
export function addressOf(
  { sourceIp }: { readonly sourceIp?: string | undefined },
  countries: Countries,
): string | undefined {
  return sourceIp && withName(sourceIpText(sourceIp), countries.get(sourceIp));
}

/** The section of the critical use, if there was one. */
export function runbookSectionOf(records: readonly IncidentRecord[]): string | undefined {
  return records
    .toSorted((a, b) => Number(b.severity === 'critical') - Number(a.severity === 'critical'))
    .map(({ runbookSection }) => runbookSection)
    .find((section) => section !== undefined && /^[a-z-]{1,40}$/.test(section));
}
