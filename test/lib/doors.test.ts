import { describe, expect, test } from 'vitest';
import { importsOf, type LibSource, libSources } from './lib-sources.ts';
import { reachableFrom } from './reachable-files.ts';

/** The files of `lib/` that touch the world, and what they touch. Everything else computes, or is handed a door. */
const doors: Readonly<Record<string, string>> = {
  'clock.ts': 'the time',
  'post-json.ts': 'HTTP',
  'alarm/find-trail-records-lazily.ts': 'loads the door to the log of the trail when it is needed',
  'alarm/trail-records.ts': 'CloudWatch Logs',
  'aws/aws-json.ts': 'the time, for signatures',
  'aws/dynamodb.ts': 'random numbers',
  'aws/find-sign-ins.ts': 'CloudTrail',
  'aws/get-secret-by-sdk.ts': 'Secrets Manager',
  'aws/look-up-account-name.ts': 'IAM and Organizations',
  'aws/look-up-events.ts': 'CloudTrail',
  'aws/publish-to-topic.ts': 'SNS',
  'aws/secret-text.ts': 'loads the door to Secrets Manager when it is needed',
  'aws/secret-version.ts': 'Secrets Manager',
  'country/countries-of.ts': 'a file beside the bundle, and what names networks when there are any',
  'evidence/bucket.ts': 'S3',
  'delivery/account-name-look-up.ts': 'loads the door to account names when it is needed',
  'delivery/delivery-deps.ts': 'the log',
  'delivery/create-find-sign-ins.ts': 'loads the door to CloudTrail when it is needed',
  'delivery/planned-marks.ts': 'loads what planned work needs when somebody planned some',
  'delivery/tell-topic.ts': 'loads the door to SNS when it is needed',
  'ledger/dynamodb-ledger.ts': 'loads the rows that no plain alert needs',
  'ledger/late-memory-ledger.ts': 'loads the ledger of local mode',
  'ledger/ledger-table.ts': 'random numbers',
  'messages/compose-late.ts': 'loads how alarms are worded when there is one',
  'messages/load-words.ts': 'loads the words of one language when they are needed',
  'monitor/call-heartbeat-monitor.ts': 'HTTP',
  'ncloud/poll-closed-window.ts': 'the log',
  'reconcile/aws-account.ts': 'CloudTrail, EventBridge, IAM, SNS and SQS',
  'reconcile/aws-deployment.ts': 'CloudFormation, CloudWatch, KMS, Lambda, Secrets Manager and SNS',
  'reconcile/aws-members.ts': 'CloudFormation, IAM and STS',
  'reconcile/aws-rules.ts': 'EventBridge',
  'reconcile/aws-trails.ts': 'CloudTrail',
  'respond/answer-links.ts': 'loads what signs links, where people can answer',
  'respond/create-respond-deps.ts': 'random numbers',
  'rooms/create-post-to-rooms.ts': 'random numbers',
  'rooms/post-locally.ts': 'the terminal',
  'rooms/read-webhook-secret.ts': 'loads what reads a secret that is not plain',
  'rooms/room-types.ts': 'loads the kinds of rooms that the secret names',
};

/** Folders that compute only: not even by way of another file do they reach a door. */
const pureFolders = ['classify/', 'messages/', 'sources/'];

/** Packages and modules of Node that do nothing but compute. */
const allowed: Readonly<Record<string, RegExp>> = {
  valibot: /^\* as v$/,
  'node:crypto':
    /^\{ (?:createHash|createHmac|createHash, createHmac|createHash, createHmac, timingSafeEqual|createHash, timingSafeEqual|createHmac, timingSafeEqual) \}$/,
  'node:net': /^\{ BlockList, isIP \}$/,
  'node:util': /^\{ inspect \}$/,
};

function touchesOf({ file, code }: LibSource): string[] {
  const imports = importsOf(code)
    .filter(({ isType, from }) => !isType && !from.startsWith('.'))
    .filter(({ from, names }) => !allowed[from]?.test(names))
    .map(({ names, from }) => `imports ${names} from ${from}`);
  // Slow to load: only what no alert waits for may.
  if (code.includes("'node:net'") && file !== 'same-network.ts') imports.push('imports node:net');
  const reached =
    /\bimport\(|\brequire\(|\bprocess\b|\bfetch\(|\bconsole\.[a-z]+\(|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\b|\bset(?:Timeout|Interval|Immediate)\(/g;
  return [...imports, ...[...code.matchAll(reached)].map(([call]) => call)];
}

const isDoor = (file: string): boolean => doors[file] !== undefined;
const others = libSources.filter(({ file }) => !isDoor(file));
const pure = others.filter(({ file }) => pureFolders.some((folder) => file.startsWith(folder)));

describe('only the doors of lib touch the world', () => {
  test.each(others)('$file computes', (source) => {
    expect(touchesOf(source)).toEqual([]);
  });

  test.each(Object.keys(doors))('%s is a door', (file) => {
    const source = libSources.find((it) => it.file === file);
    expect(source && touchesOf(source)).not.toEqual([]);
  });

  test.each(pure)('$file reaches none, not even through another file', ({ file }) => {
    expect([...reachableFrom(file)].filter(isDoor)).toEqual([]);
  });
});

describe('this test sees', () => {
  test.each([
    ["import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';"],
    ["import { request } from 'node:https';"],
    ["import {\n  request,\n} from 'node:http';"],
    ["import { connect, isIP } from 'node:net';"],
    ["import { isIP } from 'node:net';"],
    ["const aws = await import('@aws-sdk/client-sns');"],
    ["const zone = process.env['TIME_ZONE'];"],
    ['const now = Date.now();'],
    ['const now = new Date();'],
    ['const jitter = Math.random();'],
    ["await fetch('https://example.com');"],
    ['setTimeout(tell, 1_000);'],
  ])('%s', (code) => {
    expect(touchesOf({ file: 'messages/some.ts', code })).not.toEqual([]);
  });

  test.each([
    ["import type { Answer } from '../post-json.ts';"],
    ["import * as v from 'valibot';"],
    ["import { createHash } from 'node:crypto';"],
    ['const moment = new Date(text);'],
  ])('and lets pass: %s', (code) => {
    expect(touchesOf({ file: 'messages/some.ts', code })).toEqual([]);
  });

  test('a door behind another file', () => {
    expect(reachableFrom('delivery/notify.ts')).toContain('country/countries-of.ts');
  });
});
