import { summaryLines } from './as-markdown.ts';
import type { Interval, ReportedUse } from './month-facts.ts';
import type { ReportSetting } from './report-text.ts';

const width = 960;
const left = 170;
const rowHeight = 44;
const colours = { critical: '#c0271d', high: '#d9730d', medium: '#b8860b', low: '#5b6b7b' };

/** The month as a picture: a column for each day, a row each for uses, drills, and when nobody watched. */
export function reportAsSvg(setting: ReportSetting): string {
  const { facts, words, account, stage } = setting;
  const { startMs, endMs, dayStartsMs, name } = facts.month;
  const x = (atMs: number): number =>
    left +
    ((Math.min(Math.max(atMs, startMs), endMs) - startMs) / (endMs - startMs)) *
      (width - left - 20);
  const summary = summaryLines(setting);
  const top = 26 + (summary.length + 1) * 18;
  const rowY = (row: number): number => top + row * rowHeight + rowHeight / 2;
  const height = top + 3 * rowHeight + 40;
  const days = dayStartsMs.map(
    (ms, index) =>
      `<line x1="${n(x(ms))}" y1="${top - 8}" x2="${n(x(ms))}" y2="${top + 3 * rowHeight}" stroke="#e3e6ea"/>` +
      `<text x="${n(x(ms) + 3)}" y="${top + 3 * rowHeight + 16}" font-size="11" fill="#5b6b7b">${index + 1}</text>`,
  );
  const dots = (uses: readonly ReportedUse[], row: number) =>
    uses.map(
      ({ occurredAtMs, severity, path }) =>
        `<circle cx="${n(x(occurredAtMs))}" cy="${rowY(row)}" r="6" fill="${path === 'untold' ? '#ffffff' : colours[severity ?? 'low']}" stroke="${colours[severity ?? 'low']}" stroke-width="2"/>`,
    );
  const bars = [...facts.gaps, ...facts.waits, ...facts.findings].map(
    ({ fromMs, untilMs = facts.untilMs }: Interval) =>
      `<rect x="${n(x(fromMs))}" y="${rowY(2) - 8}" width="${n(Math.max(2, x(untilMs) - x(fromMs)))}" height="16" fill="#8a94a0" fill-opacity="0.6"/>`,
  );
  const labels = [words.picture.uses, words.picture.drills, words.picture.blind].map(
    (label, row) =>
      `<text x="16" y="${rowY(row) + 5}" font-size="14" fill="#1f2933">${xml(label)}</text>`,
  );
  const lines = [words.title(name, account, stage), ...summary].map(
    (line, index) =>
      `<text x="16" y="${26 + index * 18}" font-size="${index === 0 ? 17 : 13}" font-weight="${index === 0 ? 600 : 400}" fill="#1f2933">${xml(line)}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="'Noto Sans KR','Apple SD Gothic Neo','Malgun Gothic',sans-serif" role="img">`,
    `<title>${xml(words.title(name, account, stage))}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...lines,
    ...days,
    ...labels,
    ...bars,
    ...dots(facts.drills, 1),
    ...dots(facts.uses, 0),
    '</svg>',
    '',
  ].join('\n');
}

const n = (value: number): string => value.toFixed(1);

function xml(text: string): string {
  return text.replace(
    /[&<>"']/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign] ?? '',
  );
}
