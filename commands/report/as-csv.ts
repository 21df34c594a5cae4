import { faultLines, type ReportSetting, useCells, useColumns } from './report-text.ts';

/** The uses as RFC 4180 has it, in UTF-8 with a mark at its beginning, without which Excel shows Korean as noise. */
export function reportAsCsv(setting: ReportSetting): string {
  const { uses, changes, drills } = setting.facts;
  const { headings, columns } = setting.words;
  const rows = [
    ...uses.map((use) => [headings.uses, ...useCells(use, setting)]),
    ...changes.map((use) => [headings.changes, ...useCells(use, setting)]),
    ...drills.map((use) => [headings.drills, ...useCells(use, setting)]),
    // What is wrong with the evidence stands in its column, the last one.
    ...faultLines(setting).map((line) => [
      headings.evidence,
      ...useColumns(setting).map((_, index, all) => (index === all.length - 1 ? line : '')),
    ]),
  ];
  const lines = [[columns.what, ...useColumns(setting)], ...rows].map((row) =>
    row.map(cell).join(','),
  );
  return `\u{feff}${lines.join('\r\n')}\r\n`;
}

/** A spreadsheet runs what begins like a formula (OWASP, "CSV Injection"): then a quote stands before it. */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) || plain !== text ? `"${plain.replaceAll('"', '""')}"` : plain;
}
