import { describe, expect, test } from 'vitest';
import { reportAsCsv } from '../../../commands/report/as-csv.ts';
import { reportAsMarkdown } from '../../../commands/report/as-markdown.ts';
import { reportAsSvg } from '../../../commands/report/as-svg.ts';
import type { LogLine } from '../../../commands/report/log-line.ts';
import { readMonth } from '../../../commands/report/month.ts';
import { monthFacts } from '../../../commands/report/month-facts.ts';
import type { Evidence } from '../../../commands/report/read-evidence.ts';
import { reportWordsByLocale } from '../../../lib/messages/report-words-by-locale.ts';
import { evidenceOf, keptUse } from './evidence-of.ts';
import { alertLineOf, at, runsBetween } from './report-lines.ts';

const nowMs = at('2026-11-02T00:00:00Z');
const october = readMonth('2026-10', 'Asia/Seoul', nowMs);
const quiet = runsBetween(october.startMs, october.endMs + 86_400_000);

const settingOf = (locale: 'ko' | 'en', ...lines: readonly LogLine[]) =>
  settingWith(undefined, locale, ...lines);

const settingWith = (
  evidence: Evidence | undefined,
  locale: 'ko' | 'en',
  ...lines: readonly LogLine[]
) => ({
  facts: monthFacts(lines, october, nowMs, [], evidence),
  words: reportWordsByLocale[locale],
  account: '111122223333',
  stage: 'prod',
  version: '1.1.0',
  madeAtMs: nowMs,
});

const month: readonly LogLine[] = [
  ...quiet,
  alertLineOf({ incident: '7F3K2M9QXA' }),
  alertLineOf({
    id: 'b',
    event: 'ListBuckets',
    severity: 'low',
    writtenBy: 'outbox',
    occurredAt: at('2026-10-03T17:43:00Z'),
    atMs: at('2026-10-03T17:46:00Z'),
    latencyMs: 180_000,
  }),
  alertLineOf({
    id: 'c',
    event: 'CreateAccessKey',
    writtenBy: 'reconcile',
    occurredAt: at('2026-10-20T02:00:00Z'),
    atMs: at('2026-10-20T02:40:00Z'),
    latencyMs: 2_400_000,
  }),
  alertLineOf({ id: 'drill-1', isDrill: true, occurredAt: at('2026-10-15T01:00:00Z') }),
  {
    message: 'incidentAnswer',
    state: 'kept',
    incident: '7F3K2M9QXA',
    verdict: 'planned',
    via: 'slack',
    writtenBy: 'respond',
    atMs: at('2026-10-03T17:50:00Z'),
  },
];

/** Somebody deleted a line, wrote another, and replaced an object. */
const tampered = evidenceOf(
  [
    keptUse(),
    keptUse({
      id: 'c',
      event: 'DeleteTrail',
      occurredAt: at('2026-10-20T02:00:00Z'),
      toldAt: at('2026-10-20T02:20:00Z'),
    }),
  ],
  {
    objects: 4,
    faults: [
      { kind: 'replaced', key: 'evidence/000000000004.json' },
      { kind: 'missing', from: 2, to: 2 },
      { kind: 'noLock' },
    ],
    answers: [
      {
        kind: 'answer',
        incident: '7F3K2M9QXA',
        uses: ['a'],
        answer: {
          id: 'x',
          verdict: 'planned',
          via: 'slack',
          atMs: at('2026-10-03T17:50:00Z'),
          by: '@kim',
          why: '=HYPERLINK("https://evil.example") | <b>',
          isFromSession: false,
        },
      },
    ],
    windows: [
      {
        kind: 'planned',
        deed: 'opened',
        window: {
          id: '7F3K2M9QXB',
          account: '111122223333',
          by: 'arn:aws:iam::111122223333:user/kim',
          isByRoot: false,
          why: 'change the payment method',
          openedAtMs: at('2026-10-03T17:00:00Z'),
          untilMs: at('2026-10-03T19:00:00Z'),
          allow: ['CreateAccessKey'],
        },
      },
    ],
  },
);

describe.each(['ko', 'en'] as const)('in %s', (locale) => {
  test('the report says where evidence and log differ, and what is wrong with the evidence', async () => {
    const setting = settingWith(tampered, locale, ...month);
    const markdown = reportAsMarkdown(setting);
    await expect(markdown).toMatchFileSnapshot(`golden/report-evidence-${locale}.md`);
    const csv = reportAsCsv(setting);
    const svg = reportAsSvg(setting);
    const { mismatch, fault } = setting.words.evidence;
    for (const said of [mismatch.otherEvent, mismatch.notInEvidence, fault({ kind: 'noLock' })]) {
      expect(markdown).toContain(said);
      expect(csv).toContain(said);
    }
    expect(svg).toContain(setting.words.summary.evidence(4, 3, 4));
    const rows = csv.trim().split('\r\n').map(cellsOf);
    expect(new Set(rows.map((cells) => cells.length))).toEqual(new Set([11]));
  });

  test('the report of a month with uses is as reviewed', async () => {
    await expect(reportAsMarkdown(settingOf(locale, ...month))).toMatchFileSnapshot(
      `golden/report-${locale}.md`,
    );
  });

  test('the report of a quiet month says that root was not used, and why that is known', async () => {
    await expect(reportAsMarkdown(settingOf(locale, ...quiet))).toMatchFileSnapshot(
      `golden/report-quiet-${locale}.md`,
    );
  });

  test('the picture is well-formed', () => {
    const svg = reportAsSvg(settingOf(locale, ...month));
    expect(svg.match(/<circle/g)).toHaveLength(4);
    expect(svg).not.toMatch(/NaN|undefined/);
  });
});

describe('what a record holds stays text', () => {
  const hostile = [
    '=HYPERLINK("https://evil.example")',
    '+1',
    '-1',
    '@SUM(A1)',
    'a | b\n| c |',
    '[here](https://evil.example)',
    '<img src=x onerror=alert(1)>',
    '`x` **b** ~~c~~ \\',
    '"quoted", and more',
    'https://evil.example/path',
    '\u202egnp.exe',
  ];

  test.each(hostile)('in CSV: %s', (event) => {
    const csv = reportAsCsv(settingOf('en', alertLineOf({ event })));
    const lines = csv.trim().split('\r\n');
    expect(lines).toHaveLength(2);
    const cells = cellsOf(lines[1] ?? '');
    expect(cells).toHaveLength(10);
    for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@]/);
  });

  test.each(hostile)('in Markdown: %s', (event) => {
    const plain = reportAsMarkdown(settingOf('en', alertLineOf({ event: 'x' })));
    const report = reportAsMarkdown(settingOf('en', alertLineOf({ event })));
    expect(report.split('\n')).toHaveLength(plain.split('\n').length);
    const row = report.split('\n').find((line) => line.includes('2026-10-04 02:42:09')) ?? '';
    expect(row.replace(/\\[\\|]/g, '').split('|')).toHaveLength(11);
    expect(row).not.toMatch(/<[a-z]|[^\\]\[|:\/\/|\u202e/);
  });

  test.each(hostile)('in the picture, as the name of a stage: %s', (stage) => {
    const svg = reportAsSvg({ ...settingOf('en', alertLineOf()), stage });
    expect(svg.match(/<(?!\/?(?:svg|title|rect|line|text|circle)\b)/g)).toBeNull();
  });
});

/** The cells of a line by RFC 4180. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}
