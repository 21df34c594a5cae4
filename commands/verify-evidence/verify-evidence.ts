// npm run verify-evidence: whether the evidence is whole.
import { S3Client } from '@aws-sdk/client-s3';
import { reportWordsByLocale } from '../../lib/messages/report-words-by-locale.ts';
import { openClient } from '../aws-client.ts';
import { describeAwsFailure } from '../aws-failure.ts';
import { evidenceBucketOf } from '../evidence-bucket.ts';
import { printable } from '../printable.ts';
import { quietSdk } from '../quiet-sdk.ts';
import { bucketFaults } from './bucket-faults.ts';
import { checkChain } from './check-chain.ts';
import { readVersions } from './read-versions.ts';
import { describeVerify, readVerifyOptions, type VerifyOptions } from './verify-options.ts';

const maxFaultsShown = 50;

quietSdk();
try {
  const options = readVerifyOptions(process.argv.slice(2));
  if (options === 'help') console.log(describeVerify());
  else await verify(options);
} catch (error) {
  const sentence = describeAwsFailure(error);
  if (sentence === undefined) throw error;
  console.error(sentence);
  process.exitCode = 1;
}

async function verify({ stage, region, bucket, anchors, isJson }: VerifyOptions): Promise<void> {
  const name = bucket ?? (await evidenceBucketOf(stage, region)).name;
  const client = openClient(S3Client, region);
  const settings = await bucketFaults(client, name);
  const versions = readVersions(client, name, (read) => console.error(`${read} objects read`));
  const { objects, last, faults } = await checkChain(versions, anchors);
  const all = [...settings, ...faults].map(reportWordsByLocale.en.evidence.fault);
  if (isJson) console.log(JSON.stringify({ bucket: name, objects, last, faults: all }, null, 2));
  else {
    const more = all.length - maxFaultsShown;
    console.log(
      [
        `${name}: ${objects} objects`,
        ...all.slice(0, maxFaultsShown).map((fault) => `FIX  ${printable(fault)}`),
        ...(more > 0 ? [`and ${more} more`] : []),
        all.length === 0 ? 'The chain is whole.' : `${all.length} to look at.`,
        ...(last === undefined
          ? []
          : [
              `Keep this elsewhere, and give it to the next check: --expect ${last.number}:${last.hash}`,
            ]),
      ].join('\n'),
    );
  }
  if (all.length > 0) process.exitCode = 1;
}
