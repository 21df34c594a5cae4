import { printable } from '../printable.ts';
import { absenceOf, type Doubt } from './absence.ts';
import type { Interval, ReportedUse } from './month-facts.ts';
import { faultLines, momentText, type ReportSetting, useCells, useColumns } from './report-text.ts';

/** The report for people: GitHub's Markdown. */
export function reportAsMarkdown(setting: ReportSetting): string {
  const { facts, words, account, stage, version, madeAtMs } = setting;
  const { headings } = words;
  const { month } = facts;
  return [
    `# ${words.title(month.name, account, stage)}`,
    `${words.madeOf(momentText(madeAtMs, setting), version)} (${month.timeZone})`,
    section(
      headings.summary,
      summaryLines(setting)
        .map((line) => `- ${line}`)
        .join('\n'),
    ),
    section(headings.absence, absenceLines(setting).join('\n\n')),
    section(headings.uses, useTable(facts.uses, setting)),
    section(headings.changes, useTable(facts.changes, setting)),
    section(headings.answers, answerTable(setting)),
    section(headings.planned, windowTable(setting)),
    section(headings.drills, useTable(facts.drills, setting)),
    section(headings.evidence, evidenceParts(setting).join('\n\n')),
    section(headings.blind, blindTable(setting)),
    section(
      headings.controls,
      [
        table(
          [words.columns.control, words.columns.shows],
          words.controls.map(({ control, shows }) => [control, shows]),
          words.none,
        ),
        words.controlsNote,
      ].join('\n\n'),
    ),
    section(headings.limits, words.limits.map((line) => `- ${line}`).join('\n')),
  ]
    .join('\n\n')
    .concat('\n');
}

function section(heading: string, body: string): string {
  return `## ${heading}\n\n${body}`;
}

/** The same lines stand above the picture. */
export function summaryLines(setting: ReportSetting): string[] {
  const { facts, words } = setting;
  const { summary } = words;
  const { uses, drills, runs, regions, evidence, logsGoneBeforeMs } = facts;
  const by = (path: ReportedUse['path']) => uses.filter((use) => use.path === path);
  const missed = by('lookBack').length + by('alarm').length;
  const tookMs = by('atOnce')
    .flatMap(({ latencyMs }) => latencyMs ?? [])
    .toSorted((a, b) => a - b);
  const later = uses.length - by('atOnce').length - by('untold').length;
  const [fastestMs] = tookMs;
  return [
    summary.uses(uses.length, by('atOnce').length, later, by('untold').length),
    ...(fastestMs === undefined
      ? []
      : [
          summary.latency(
            words.span(fastestMs),
            words.span(tookMs[Math.floor((tookMs.length - 1) / 2)] ?? 0),
            words.span(tookMs.at(-1) ?? 0),
          ),
        ]),
    ...(missed === 0 ? [] : [summary.missed(missed)]),
    summary.drills(drills.length, drills.filter(({ path }) => path !== 'untold').length),
    regions === undefined ? summary.noRuns : summary.runs(runs, regions.fewest, regions.most),
    ...(evidence === undefined
      ? []
      : [summary.evidence(evidence.used, evidence.faults.length, evidence.mismatches)]),
    ...(logsGoneBeforeMs === undefined
      ? []
      : [summary.logsGone(momentText(logsGoneBeforeMs, setting))]),
  ];
}

export function absenceLines(setting: ReportSetting): string[] {
  const { facts, words, account } = setting;
  const said = words.absence;
  const absence = absenceOf(facts, account);
  const at = (ms: number | undefined) => momentText(ms, setting);
  const { regions, lookedUntilMs, month, untilMs } = facts;
  switch (absence.kind) {
    case 'used':
      return [said.used(account, absence.count), said.otherAccounts];
    case 'shown':
      return [
        said.shown(account, at(month.startMs), at(Math.min(untilMs, lookedUntilMs ?? untilMs))),
        said.why(at(lookedUntilMs), regions?.fewest ?? 0, regions?.most ?? 0),
        said.otherAccounts,
      ];
    case 'notShown':
      return [
        said.notShown(account),
        ...absence.doubts.map((doubt: Doubt) => {
          if (doubt.kind === 'evidenceFaulty') return said.evidenceFaulty;
          return doubt.kind === 'noLog'
            ? said.noLog(doubt.functions.join(', '))
            : said[doubt.kind](at(doubt.atMs));
        }),
        said.otherAccounts,
      ];
  }
}

function useTable(uses: readonly ReportedUse[], setting: ReportSetting): string {
  const rows = uses.map((use) => useCells(use, setting));
  return table(useColumns(setting), rows, setting.words.none);
}

function answerTable(setting: ReportSetting): string {
  const { facts, words } = setting;
  const { columns } = words;
  const isKept = facts.evidence !== undefined;
  const rows = facts.answers.map((it) => [
    momentText(it.atMs, setting),
    printable(it.incident),
    words.verdict[it.verdict],
    [printable(it.via), it.isFromSession && words.fromSession].filter(Boolean).join(', '),
    ...(isKept ? [printable(it.by ?? ''), printable(it.why ?? '')] : []),
  ]);
  const heads = [columns.happened, columns.id, columns.answer, columns.how];
  return table([...heads, ...(isKept ? [columns.by, columns.why] : [])], rows, words.none);
}

function windowTable(setting: ReportSetting): string {
  const { facts, words } = setting;
  const { columns } = words;
  const isKept = facts.evidence !== undefined;
  const rows = facts.windows.map((it) => [
    momentText(it.openedAtMs, setting),
    momentText(it.untilMs, setting),
    printable(it.account),
    printable(it.by),
    ...(isKept ? [printable(it.why ?? ''), printable((it.allow ?? []).join(', '))] : []),
  ]);
  const heads = [columns.from, columns.until, columns.account, columns.by];
  return table([...heads, ...(isKept ? [columns.why, columns.allowed] : [])], rows, words.none);
}

/** What the evidence is like, and each thing about which the log differs from it. */
function evidenceParts(setting: ReportSetting): string[] {
  const { facts, words } = setting;
  const { evidence: said, columns, verdict } = words;
  if (facts.evidence === undefined) return [said.off];
  const { objects, used, last, beginsAtMs } = facts.evidence;
  const faults = faultLines(setting);
  const { uses, drills, changes, answers, windows } = facts;
  const rows = [
    ...[...uses, ...drills, ...changes].map((it) => ({
      ...it,
      atMs: it.occurredAtMs,
      what: it.event ?? words.unknown,
    })),
    ...answers.map((it) => ({ ...it, what: verdict[it.verdict], id: it.incident })),
    ...windows.map((it) => ({ ...it, atMs: it.openedAtMs, what: words.headings.planned })),
  ]
    .filter(({ mismatches }) => mismatches.length > 0)
    .map(({ atMs, what, id, mismatches }) => [
      momentText(atMs, setting),
      printable(what),
      printable(id),
      mismatches.map((it) => said.mismatch[it]).join('; '),
    ]);
  return [
    said.read(objects, used),
    ...(beginsAtMs === undefined ? [] : [said.begins(momentText(beginsAtMs, setting))]),
    faults.length === 0 ? said.whole : faults.map((line) => `- **${escaped(line)}**`).join('\n'),
    ...(last === undefined ? [] : [said.last(last.number, last.hash)]),
    table([columns.happened, columns.what, columns.id, columns.differs], rows, said.noMismatch),
    ...(rows.length === 0 ? [] : [said.mismatchNote]),
  ];
}

function blindTable(setting: ReportSetting): string {
  const { facts, words } = setting;
  const row = (what: string, { fromMs, untilMs }: Interval): string[] => [
    what,
    momentText(fromMs, setting),
    untilMs === undefined ? words.lasts : momentText(untilMs, setting),
  ];
  const rows = [
    ...facts.gaps.map((gap) => row(words.blind.gap, gap)),
    ...facts.waits.map((wait) => row(`${words.blind.wait}: ${printable(wait.what)}`, wait)),
    ...facts.findings.map((finding) => row(printable(finding.what), finding)),
  ];
  const { columns } = words;
  return table([columns.what, columns.from, columns.until], rows, words.none);
}

function table(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  none: string,
): string {
  if (rows.length === 0) return none;
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(' | ')} |`;
  return [line(heads), `|${heads.map(() => ' --- ').join('|')}|`, ...rows.map(line)].join('\n');
}

/** Records may hold anything: nothing in a cell ends it, makes a link or is HTML. */
function escaped(text: string): string {
  return text
    .replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '')
    .replace(/[\\`*_{}[\]#|!~]/g, '\\$&')
    .replace(/:\/\//g, ':\u200b//');
}
