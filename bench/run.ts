import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchResult } from './bench-result.ts';
import type { ColdResult } from './cold.ts';
import { findNode24 } from './node-24.ts';
import { lastLines, report } from './report.ts';
import { type Network, services } from './stand-ins.ts';

// Measures what root-alert costs: `npm run bench -- [--json] [--update] [--rounds 15] [--latency secret=20,ledger=5,room=80]`.
// With `--update` its tables go into docs/performance.md, and the three ratios into both READMEs.

const root = join(import.meta.dirname, '..');
const page = join(root, 'docs', 'performance.md');
const directory = join(root, '.test-build', 'bench');
const resultFile = join(directory, 'result.json');

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    update: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '15' },
    latency: { type: 'string', default: '' },
  },
});
if (!/^[1-9]\d*$/.test(values.rounds)) {
  console.error('--rounds: expected a number of rounds, such as 15.');
  process.exit(2);
}

const latencyMs = readLatency(values.latency);
if (latencyMs === undefined) {
  console.error(
    `--latency: expected milliseconds for any of ${services.join(', ')}, such as secret=20,ledger=5.`,
  );
  process.exit(2);
}

mkdirSync(directory, { recursive: true });
const node = findNode24(join(root, '.test-build', 'node24')) ?? process.execPath;
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(node, [vitest, 'run', '--project', 'bench'], {
  cwd: root,
  env: {
    ...process.env,
    PATH: [dirname(node), process.env['PATH']].join(delimiter),
    BENCH_ROUNDS: values.rounds,
    BENCH_LATENCY: JSON.stringify(latencyMs),
    BENCH_RESULT: resultFile,
  },
  // Standard output is for the result alone.
  stdio: ['ignore', process.stderr.fd, 'inherit'],
});
if (status !== 0) {
  process.exitCode = 1;
} else {
  const result: BenchResult = JSON.parse(readFileSync(resultFile, 'utf8'));
  if (values.update) {
    writeFileSync(page, withTable(readFileSync(page, 'utf8'), report(result)));
    for (const readme of [join(root, 'README.md'), join(root, 'README.ko.md')]) {
      writeFileSync(readme, withRatios(readFileSync(readme, 'utf8'), result.cold.ratios));
    }
  }
  console.log(
    values.json ? JSON.stringify(result, null, 2) : `${report(result)}\n${lastLines(result)}`,
  );
}

/** @returns undefined where the text is not as it should be */
function readLatency(text: string): Network['latencyMs'] | undefined {
  const pairs = text === '' ? [] : text.split(',').map((pair) => pair.split('='));
  const isKnown = pairs.every(
    ([name, ms, ...rest]) =>
      services.some((service) => service === name) &&
      /^\d{1,5}$/.test(ms ?? '') &&
      rest.length === 0,
  );
  if (!isKnown) return undefined;
  const given = Object.fromEntries(pairs.map(([name, ms]) => [name, Number(ms)]));
  return { secret: 0, ledger: 0, room: 0, ...given };
}

/** @param text of docs/performance.md */
function withTable(text: string, table: string) {
  const place = /(<!-- last run: begin -->\n)[\s\S]*?(<!-- last run: end -->)/;
  if (!place.test(text)) throw new Error('docs/performance.md has no place for the last run');
  return text.replace(place, (_, begin, end) => `${begin}\n${table}\n${end}`);
}

/** @param text has each ratio between two comments, the first of which names it */
function withRatios(text: string, ratios: ColdResult['ratios']) {
  return Object.entries(ratios).reduce(
    (changed, [name, ratio]) =>
      ratio === undefined
        ? changed
        : changed.replace(
            new RegExp(`(<!-- ${name} -->)[^<]*`),
            (_, begin) => `${begin}${ratio.toFixed(1)}`,
          ),
    text,
  );
}
