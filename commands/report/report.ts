// npm run report: what became of every use of root in a month, and what shows that there was no other.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { S3Client } from '@aws-sdk/client-s3';
import { reportWordsByLocale } from '../../lib/messages/report-words-by-locale.ts';
import { UserError } from '../../plugin/user-error.ts';
import { openClient } from '../aws-client.ts';
import { describeAwsFailure } from '../aws-failure.ts';
import { evidenceBucketOf } from '../evidence-bucket.ts';
import { quietSdk } from '../quiet-sdk.ts';
import { readStack, type Stack } from '../stack.ts';
import { absenceOf } from './absence.ts';
import { reportAsCsv } from './as-csv.ts';
import { reportAsMarkdown } from './as-markdown.ts';
import { reportAsSvg } from './as-svg.ts';
import { monthBefore, readMonth } from './month.ts';
import { monthFacts } from './month-facts.ts';
import { readEvidence } from './read-evidence.ts';
import { readLog } from './read-log.ts';
import { describeReport, type ReportOptions, readReportOptions } from './report-options.ts';

quietSdk();
try {
  const options = readReportOptions(process.argv.slice(2));
  if (options === 'help') console.log(describeReport());
  else await report(options);
} catch (error) {
  const sentence = describeAwsFailure(error);
  if (sentence === undefined) throw error;
  console.error(sentence);
  process.exitCode = 1;
}

async function report({ stage, region, month, locale, out, isJson }: ReportOptions): Promise<void> {
  const stack = await readStack(openClient(CloudFormationClient, region), stage, region);
  const deployed = deployedSettings(stack);
  const nowMs = Date.now();
  const timeZone = deployed['TIME_ZONE'] ?? 'UTC';
  const asked = readMonth(month ?? monthBefore(nowMs, timeZone), timeZone, nowMs);
  const functions = ['rootEvent', 'guard', 'outbox', 'rootAlarm', 'reconcile', 'ncloudActivity'];
  const { lines, missing } = await readLog(
    openClient(CloudWatchLogsClient, region),
    stage,
    [...functions, 'respond', 'planned'],
    asked,
    (key, count) => console.error(`${key}: ${count} lines so far`),
  );
  const evidence =
    stack.resources['EvidenceBucket'] === undefined
      ? undefined
      : await readEvidence(
          openClient(S3Client, region),
          await evidenceBucketOf(stage, region),
          asked,
          (read) => console.error(`evidence: ${read} objects so far`),
        );
  const facts = monthFacts(lines, asked, nowMs, missing, evidence);
  const setting = {
    facts,
    words: reportWordsByLocale[locale ?? (deployed['LOCALE'] === 'en' ? 'en' : 'ko')],
    account: stack.accountId,
    stage,
    version: stack.version ?? '?',
    madeAtMs: nowMs,
  };
  const json = JSON.stringify(
    { stage, account: stack.accountId, absence: absenceOf(facts, stack.accountId), ...facts },
    null,
    2,
  );
  if (out === undefined) {
    console.log(isJson ? json : reportAsMarkdown(setting));
    return;
  }
  const forms = {
    md: reportAsMarkdown(setting),
    csv: reportAsCsv(setting),
    svg: reportAsSvg(setting),
    json: `${json}\n`,
  };
  try {
    mkdirSync(out, { recursive: true });
    for (const [form, text] of Object.entries(forms)) {
      const file = join(out, `root-alert-${stage}-${asked.name}.${form}`);
      writeFileSync(file, text);
      console.log(file);
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'an error';
    throw new UserError(`--out: expected a folder that can be written to, and met ${code}.`);
  }
}

/** What the functions were deployed with. */
function deployedSettings({ resources }: Stack): Readonly<Record<string, string>> {
  const environment = resources['RootEventLambdaFunction']?.Properties?.['Environment'];
  const variables: Readonly<Record<string, unknown>> = Object(Object(environment).Variables);
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}
