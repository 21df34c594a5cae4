import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { alertLineOf, at, runsBetween } from '../commands/report/report-lines.ts';
import { type AwsAccount, AwsRefusal, startAwsAccount } from './support/aws-account.ts';
import { run } from './support/run-command.ts';
import { accountId, wellAccount } from './support/well-account.ts';

let account: AwsAccount;
let folder = '';

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'root-alert-report-'));
  account = await startAwsAccount(wellAccount());
});
afterEach(async () => {
  await account.stop();
  rmSync(folder, { recursive: true });
});

/** The lines of each function, as Lambda writes them, in pages of some lines. */
function log(lines: Readonly<Record<string, readonly { readonly atMs: number }[]>>): void {
  account.answer('logs:FilterLogEvents', ({ logGroupName, nextToken }) => {
    const key = String(logGroupName).split('-').at(-1) ?? '';
    const ofFunction = lines[key];
    if (ofFunction === undefined)
      throw new AwsRefusal('ResourceNotFoundException', 'no such group');
    const from = Number(nextToken ?? 0);
    const page = ofFunction.slice(from, from + 1_000);
    return {
      events: page.map((line) => ({
        timestamp: line.atMs,
        message: `${new Date(line.atMs).toISOString()}\t8f5e\tINFO\t${JSON.stringify(inLog(line))}\n`,
      })),
      ...(from + page.length < ofFunction.length && { nextToken: `${from + page.length}` }),
    };
  });
}

const inLog = (line: object): object =>
  Object.fromEntries(
    Object.entries(line).map(([name, value]) => [
      name,
      typeof value === 'number' && /occurredAt|lookedUntil/.test(name)
        ? new Date(value).toISOString()
        : value,
    ]),
  );

const runReport = (args: readonly string[], by: 'npm' | 'node' = 'node') =>
  run(by, 'report', args, {
    ...account.environment,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_MAX_ATTEMPTS: '1',
    HOME: folder,
  });

const month = ['--stage', 'prod', '--month', '2026-10'];
const runs = runsBetween(at('2026-09-30T15:00:00Z'), at('2026-11-02T00:00:00Z'));

describe('npm run report', () => {
  test('prints the month in the language and the time zone of the deployment', async () => {
    log({ rootEvent: [alertLineOf()], reconcile: runs });
    const { code, stdout } = await runReport(month, 'npm');
    expect(code).toBe(0);
    expect(stdout).toContain(`# root 계정 사용 보고서 2026-10 (계정 ${accountId}, 스테이지 prod)`);
    expect(stdout).toContain(
      '| 2026-10-04 02:42:09 KST | 111122223333 | ConsoleLogin | 긴급 | 즉시 | 4.2초 |',
    );
  });

  test('reads every page, and says so for root that was not used', async () => {
    log({ rootEvent: [], outbox: [], reconcile: runs });
    const { stdout } = await runReport([...month, '--locale', 'en']);
    expect(stdout).toContain(
      'Root of account 111122223333 was not used from 2026-10-01 00:00:00 KST to 2026-11-01 00:00:00 KST.',
    );
    expect(stdout).toContain('Checks every 15 minutes: 2976');
  });

  test('without the log of a function that tells, it is not shown that root was not used', async () => {
    log({ rootEvent: [], reconcile: runs });
    const { stdout } = await runReport([...month, '--locale', 'en']);
    expect(stdout).not.toContain('was not used from');
    expect(stdout).toContain('The log groups of these functions are gone: outbox.');
  });

  test('an empty log shows nothing, and the report says that', async () => {
    log({});
    const { code, stdout } = await runReport([...month, '--locale', 'en']);
    expect(code).toBe(0);
    expect(stdout).toContain('It is not shown that there was none:');
    expect(stdout).toContain('There is no record of the check every 15 minutes');
  });

  test('writes every form into a folder', async () => {
    log({ rootEvent: [alertLineOf()], reconcile: runs });
    const out = join(folder, 'reports', 'october');
    const { code, stdout } = await runReport([...month, '--out', out]);
    expect(code).toBe(0);
    const files = ['csv', 'json', 'md', 'svg'].map((form) => `root-alert-prod-2026-10.${form}`);
    expect(readdirSync(out).toSorted()).toEqual(files);
    for (const file of files) expect(stdout).toContain(file);
    const json = JSON.parse(readFileSync(join(out, 'root-alert-prod-2026-10.json'), 'utf8'));
    expect(json).toMatchObject({
      stage: 'prod',
      account: accountId,
      absence: { kind: 'used', count: 1 },
    });
  });

  test('a log that may not be read is one sentence, and no report', async () => {
    account.answer('logs:FilterLogEvents', () => {
      throw new AwsRefusal(
        'AccessDeniedException',
        'not authorized to perform: logs:FilterLogEvents',
      );
    });
    const { code, stdout, stderr } = await runReport(month);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('logs:FilterLogEvents');
  });

  test.each([
    [['--month', '2026-10'], 'Which stage is missing: npm run report'],
    [
      ['--stage', 'prod', '--month', 'October'],
      '--month: expected a year and a month, such as 2026-10.',
    ],
    [['--stage', 'prod', '--locale', 'fr'], '--locale: expected ko or en.'],
    [['--stage', 'prod', '--region', 'x'], '--region: expected the name of a region'],
    [['--stage', 'prod', '--year', '2026'], "Unknown option '--year'"],
  ])('refuses %j in one sentence', async (args, sentence) => {
    const { code, stderr } = await runReport(args);
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(sentence);
  });
});
