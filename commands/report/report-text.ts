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
  ];
}

export function useColumns({ words: { columns } }: ReportSetting): string[] {
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
  ];
}

/** The latest answer about its incident that came after it. */
function answerOf(use: ReportedUse, { facts, words }: ReportSetting): string {
  const answer = facts.answers.findLast(
    ({ incident, atMs, verdict, isFromSession }) =>
      incident === use.incident &&
      atMs >= use.occurredAtMs &&
      !(verdict === 'planned' && isFromSession === true),
  );
  if (answer === undefined) return words.unanswered;
  return words.verdict[answer.verdict];
}
