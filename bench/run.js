import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { findNode24 } from './node-24.js';
import { lastLines, report } from './report.js';

// Measures what root-alert costs: `npm run bench -- [--json] [--update] [--rounds 15]`.

const root = join(import.meta.dirname, '..');
const page = join(root, 'docs', 'performance.md');
const directory = join(root, '.test-build', 'bench');
const resultFile = join(directory, 'result.json');

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    update: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '15' },
  },
});
if (!/^[1-9]\d*$/.test(values.rounds)) throw new Error('--rounds: expected a number of rounds.');

mkdirSync(directory, { recursive: true });
const node = findNode24(join(root, '.test-build', 'node24')) ?? process.execPath;
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(node, [vitest, 'run', '--config', 'vitest.bench.config.ts'], {
  cwd: root,
  env: {
    ...process.env,
    PATH: [dirname(node), process.env['PATH']].join(delimiter),
    BENCH_ROUNDS: values.rounds,
    BENCH_RESULT: resultFile,
  },
  // Its own words are no part of what is measured.
  stdio: ['ignore', process.stderr.fd, 'inherit'],
});
if (status !== 0) {
  process.exitCode = 1;
} else {
  /** @type {import('./bench-result.ts').BenchResult} */
  const result = JSON.parse(readFileSync(resultFile, 'utf8'));
  if (values.update) writeFileSync(page, withTable(readFileSync(page, 'utf8'), report(result)));
  console.log(
    values.json ? JSON.stringify(result, null, 2) : `${report(result)}\n${lastLines(result)}`,
  );
}

/**
 * @param {string} text of docs/performance.md
 * @param {string} table
 */
function withTable(text, table) {
  const place = /(<!-- last run: begin -->\n)[\s\S]*?(<!-- last run: end -->)/;
  if (!place.test(text)) throw new Error('docs/performance.md has no place for the last run');
  return text.replace(place, (_, begin, end) => `${begin}\n${table}\n${end}`);
}
