import type { Config } from '../../config.ts';
import type { Fact, Link, Message } from '../../messages/message.ts';
import { escapedWith, type PlainText } from '../../messages/plain-text.ts';
import { briefDetails } from '../brief-details.ts';
import { fitTexts } from '../fit-texts.ts';
import { lookOf, neutralColor, signAndTag } from '../severity-look.ts';
import { withLabel } from '../with-label.ts';
import { dooraySafe } from './dooray-text.ts';

interface DoorayAttachment {
  readonly title?: string;
  readonly titleLink?: string;
  readonly text: string;
  readonly color: string;
}

/** The JSON that a Dooray incoming webhook takes (Dooray Messenger, "Incoming Hook" guide). */
export interface DoorayPayload {
  readonly botName: string;
  readonly botIconImage?: string;
  readonly text: string;
  readonly attachments: readonly DoorayAttachment[];
}

/** The guide names no limit. Public clients cut at this length. */
const maxTextLength = 3_000;
const maxTitleLength = 200;
/** Of a title, in bold, on a phone. */
const titleLineLength = 39;
/** Of each of the first two lines, so that both are within it. */
const maxLineLength = 1_000;

/**
 * The first lines say what happened, to whom, from where. The first attachment, in the color of the severity, says what to do
 * and what differs from case to case. The last is for looking things up; between them stand the links to answer by, if any. A quiet message has its lines alone.
 */
export function doorayPayload(
  message: Message,
  { botName, botIcon }: Pick<Config, 'botName' | 'botIcon'>,
): DoorayPayload {
  const lines = firstLines(message);
  const runbook = message.links.find(({ opens }) => opens === 'runbook');
  const consoles = message.links.filter(({ opens }) => opens === 'console');
  const console = consoles.pop();
  const steps = adviceLines(message, runbook !== undefined);
  const icon = botIcon === undefined ? {} : { botIconImage: botIcon };
  if (message.isQuiet) {
    return { botName, ...icon, text: fitLines([...lines, ...steps]), attachments: [] };
  }
  const facts = message.facts.map(factLine);
  const details = briefDetails(message);
  const record = console && details.find(({ isRecordName }) => isRecordName);
  const { color } = lookOf(message);
  const attachments = [
    {
      ...titleOfSteps(runbook, message),
      text: fitLines(consoles.length === 0 ? apart(steps, facts) : steps),
      color,
    },
    // The facts of an alarm, below what its uses are looked up in.
    ...consoles.map((link) => ({
      ...titleOf(link),
      text: fitLines(facts.length === 0 ? lines.slice(-1) : facts),
      color,
    })),
    // A title is the one form of a link that its guide documents.
    ...message.links.flatMap(({ title, url, answer }) =>
      answer === undefined ? [] : [{ title, titleLink: url, text: answer.hint, color }],
    ),
    {
      ...titleOf(console, record?.value),
      text: fitLines(detailLines(details.filter((it) => it !== record))),
      color: neutralColor,
    },
  ];
  return {
    botName,
    ...icon,
    text: fitLines(lines),
    attachments: attachments.filter(({ text }) => text !== ''),
  };
}

const safe = (text: PlainText): string => escapedWith(text, dooraySafe);

function firstLines(message: Message): string[] {
  const summary = message.summary.map(safe).join(' · ');
  return [`${signAndTag(message)}${safe(message.headline)}`, summary]
    .filter((line) => line !== '')
    .map((line) => fitTexts([line], maxLineLength).join(''));
}

/** What to do stands apart from a list, such as that of a digest. A line or two need no line of a phone for that. */
function apart(steps: readonly string[], facts: readonly string[]): string[] {
  return [...steps, ...(steps.length > 0 && facts.length > 2 ? [''] : []), ...facts];
}

/** What to do, in one paragraph: a line for each step would be a line more on a phone. The title says what it is, if there is one. */
function adviceLines({ advice, isQuiet }: Message, isTitled: boolean): string[] {
  if (advice === undefined) return [];
  const steps = advice.steps.map(safe).join(' ');
  return [isTitled || isQuiet || advice.label === '' ? steps : `${advice.label}: ${steps}`];
}

function titleOf(link: Link | undefined, name?: PlainText): { title?: string; titleLink?: string } {
  if (link === undefined) return {};
  const title = name === undefined ? link.title : recordTitle(safe(name));
  return { title, titleLink: link.url };
}

/** `지금 할 일 (런북)`: the runbook's name alone would make the order look like an extract of that page. */
function titleOfSteps(runbook: Link | undefined, { advice }: Message): ReturnType<typeof titleOf> {
  if (runbook === undefined || !advice?.label) return titleOf(runbook);
  return { title: `${advice.label} (${runbook.title})`, titleLink: runbook.url };
}

/** `CloudTrail: CreateUser (IAM)`, or the event alone where it says CloudTrail itself, or a phone would break the line. */
function recordTitle(name: string): string {
  const whole = `CloudTrail: ${name}`;
  const isBrief = whole.length <= titleLineLength && !name.endsWith('(CloudTrail)');
  return fitTexts([isBrief ? whole : name], maxTitleLength).join('');
}

function factLine({ label, value }: Fact): string {
  return label === '' ? safe(value) : `${label}: ${safe(value)}`;
}

/** Small print: all of it on one line, but for the user agent and other long text. */
function detailLines(details: readonly Fact[]): string[] {
  return [details.map(({ label, value }) => withLabel(label, safe(value))).join(' · ')];
}

function fitLines(lines: readonly string[]): string {
  return fitTexts(lines, maxTextLength - lines.length).join('\n');
}
