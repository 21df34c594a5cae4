import { localTime } from '../../lib/messages/format-time.ts';
import type { ReportWords } from '../../lib/messages/words-report.ts';
import { printable } from '../printable.ts';
import type { MonthFacts, ReportedUse } from './month-facts.ts';

/** What the forms of a report are made with. */
export interface ReportSetting {
  readonly facts: MonthFacts;
  readonly words: ReportWords;
  readonly account: string;
  readonly stage: string;
  readonly version: string;
  readonly madeAtMs: number;
}

/** `2026-10-03 02:42:09 KST`: with the year, since a report is read years later. */
export function momentText(atMs: number | undefined, { facts, words }: ReportSetting): string {
  if (atMs === undefined) return words.unknown;
  const { timeZone } = facts.month;
  const withoutYear = localTime(new Date(atMs), timeZone, undefined);
  const year = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric' }).format(atMs);
  return `${year}-${withoutYear}`;
}

/** The columns of a use, in the order of the report: text from outside is on one line, and not escaped. */
export function useCells(use: ReportedUse, setting: ReportSetting): string[] {
  const { words } = setting;
  return [
    momentText(use.occurredAtMs, setting),
    printable(use.account ?? words.unknown),
    printable(use.event ?? words.unknown),
    use.severity === undefined ? words.unknown : words.severity[use.severity],
    words.path[use.path],
    use.latencyMs === undefined ? words.unknown : words.span(use.latencyMs),
    use.rooms
      .map(({ room, atMs }) => `${printable(room)} ${momentText(atMs, setting)}`)
      .join('; ') || words.none,
    answerOf(use, setting),
    printable(use.id),
    ...(setting.facts.evidence === undefined ? [] : [evidenceOf(use, setting)]),
  ];
}

export function useColumns({ facts, words: { columns } }: ReportSetting): string[] {
  return [
    columns.happened,
    columns.account,
    columns.event,
    columns.severity,
    columns.told,
    columns.took,
    columns.rooms,
    columns.answer,
    columns.id,
    ...(facts.evidence === undefined ? [] : [columns.evidence]),
  ];
}

/** The number of its object, and how the log differs from it. */
function evidenceOf({ object, mismatches }: ReportedUse, { words }: ReportSetting): string {
  const said = [
    ...(object === undefined ? [] : [String(object)]),
    ...mismatches.map((it) => words.evidence.mismatch[it]),
  ];
  return said.join('; ') || words.none;
}

const maxFaultsShown = 50;

/** What is wrong with the evidence, as far as it is shown. */
export function faultLines({ facts, words }: ReportSetting): string[] {
  const faults = facts.evidence?.faults ?? [];
  const more = faults.length - maxFaultsShown;
  return [
    ...faults.slice(0, maxFaultsShown).map((it) => printable(words.evidence.fault(it))),
    ...(more > 0 ? [words.evidence.more(more)] : []),
  ];
}

/** The latest answer about its incident that came after it. */
function answerOf(use: ReportedUse, { facts, words }: ReportSetting): string {
  const answer = facts.answers.findLast(
    ({ incident, uses, atMs, verdict, isFromSession }) =>
      (incident === use.incident || uses.includes(use.id)) &&
      atMs >= use.occurredAtMs &&
      !(verdict === 'planned' && isFromSession === true),
  );
  if (answer === undefined) return words.unanswered;
  return words.verdict[answer.verdict];
}
