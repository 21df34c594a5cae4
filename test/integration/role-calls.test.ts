import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { sdkCallsIn } from '../../commands/deployer-policy/aws-calls.ts';
import { importsOf, libSources, withoutComments } from '../lib/lib-sources.ts';
import { reachableFrom } from '../lib/reachable-files.ts';
import { fullTemplate, type Template } from './support/packaged-service.ts';
import { incidents, opsEmail, posture, trailLogGroup } from './support/packagings.ts';
import { packagedTemplate } from './support/service-copy.ts';

const handlers: Readonly<Record<string, string>> = {
  RootEventRole: 'root-event',
  GuardRole: 'guard',
  RootAlarmRole: 'root-alarm',
  OutboxRole: 'outbox',
  ReconcileRole: 'reconcile',
  NcloudActivityRole: 'ncloud-activity',
  EvidenceRole: 'evidence',
  RespondRole: 'respond',
  PlannedRole: 'planned',
};

/** What AWS itself does by the role of a function: it writes the log, and polls the queue. */
const byAws: Readonly<Record<string, readonly string[]>> = {
  every: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  OutboxRole: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
  // SNS encrypts what is published.
  ReconcileRole: [
    'kms:Decrypt',
    'kms:GenerateDataKey',
    // CloudFormation looks whether who calls as one is a delegated administrator.
    'organizations:ListDelegatedAdministrators',
  ],
};

/** The AWS calls that code makes, by the names that IAM has for them. */
function callsIn(code: string): string[] {
  // DynamoDB and SQS are called without their clients: lib/aws/dynamodb.ts, for one, names the operations in a type.
  const service = /name: '(\w+)',\s+endpointName/.exec(code)?.[1] ?? 'dynamodb';
  const byHand = [...code.matchAll(/operation: ((?:'\w+'(?: \| )?)+)/g)].flatMap(([, union = '']) =>
    [...union.matchAll(/'(\w+)'/g)].map(([, operation]) => `${service}:${operation}`),
  );
  return [...sdkCallsIn(code), ...byHand];
}

/** Calls that stand in code every function loads, and what in other code makes them. */
const madeBy: Readonly<Record<string, RegExp>> = {
  'dynamodb:Scan': /\b(?:findOverdue|pendingEvidence|createRecentIncidents)\(/,
};

/** Calls that need a right of another name (Service Authorization Reference, "Amazon S3"). */
const rightFor: Readonly<Record<string, string>> = { 's3:ListObjectsV2': 's3:ListBucket' };

function calledBy(handler: string): Set<string> {
  const path = join(import.meta.dirname, '../../handlers', `${handler}.ts`);
  const code = withoutComments(readFileSync(path, 'utf8'));
  const entries = importsOf(code)
    .filter(({ isType, from }) => !isType && from.startsWith('../lib/'))
    .map(({ from }) => from.slice('../lib/'.length));
  const files = new Set(entries.flatMap((file) => [...reachableFrom(file)]));
  const loaded = libSources.filter(({ file }) => files.has(file));
  const isMade = (call: string): boolean =>
    madeBy[call] === undefined ||
    loaded.some(({ file, code }) => !file.startsWith('ledger/') && madeBy[call]?.test(code));
  const calls = loaded.flatMap(({ code }) => callsIn(code)).filter(isMade);
  return new Set(calls.map((call) => rightFor[call] ?? call));
}

interface Statement {
  readonly Action: string | readonly string[];
}

/** All that a role may do, by its own policies and by those that are attached to it. */
function allowedTo(role: string, from: Template): string[] {
  return Object.entries(from.Resources)
    .filter(
      ([id, { Type, Properties }]) =>
        id === role ||
        (Type === 'AWS::IAM::RolePolicy' &&
          JSON.stringify(Properties['RoleName']) === JSON.stringify({ Ref: role })),
    )
    .flatMap(([, { Properties }]) =>
      'PolicyDocument' in Properties
        ? [Properties]
        : ((Properties['Policies'] ?? []) as { PolicyDocument: unknown }[]),
    )
    .flatMap(({ PolicyDocument }) => (PolicyDocument as { Statement: Statement[] }).Statement)
    .flatMap(({ Action }) => Action);
}

describe('a role', () => {
  let others: readonly Template[];
  beforeAll(async () => {
    others = [
      await packagedTemplate('prod', { trailLogGroup, opsEmail }),
      await packagedTemplate('prod', incidents),
      await packagedTemplate('prod', posture),
    ];
  });

  test.each(Object.entries(handlers))(
    '%s may ask AWS for what the code of its function asks for, and for nothing else',
    (role, handler) => {
      const allowed = [fullTemplate(), ...others].flatMap((from) => allowedTo(role, from));
      const needed = [...calledBy(handler), ...(byAws['every'] ?? []), ...(byAws[role] ?? [])];
      expect([...new Set(allowed)].toSorted()).toEqual([...new Set(needed)].toSorted());
    },
  );

  test('of every function is looked at', () => {
    const roles = Object.values(fullTemplate().Resources)
      .filter(({ Type }) => Type === 'AWS::Lambda::Function')
      .map(({ Properties }) => /\w+Role/.exec(JSON.stringify(Properties['Role']))?.[0]);
    expect(roles.toSorted()).toEqual(Object.keys(handlers).toSorted());
  });
});

describe('this test sees', () => {
  test.each([
    ["import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';", 'sns:Publish'],
    ["import {\n  paginateListRegions,\n} from '@aws-sdk/client-account';", 'account:ListRegions'],
    ["const { X, GetThingCommand } = await import('@aws-sdk/client-kms');", 'kms:GetThing'],
    ["  operation: 'GetItem' | 'UpdateItem',", 'dynamodb:UpdateItem'],
    ["{ name: 'sqs', endpointName: 'SQS' } const operation: 'SendMessage'", 'sqs:SendMessage'],
  ])('%s', (code, action) => {
    expect(callsIn(code)).toContain(action);
  });
});
