import { describe, expect, test } from 'vitest';
import { showEach } from '../../../plugin/invoke-local/show-each.ts';
import { whyNotPassedOn } from '../../../plugin/invoke-local/why-not-passed-on.ts';

const event = (eventName: string, userIdentity: object) => ({
  source: 'aws.iam',
  detail: { eventName, eventSource: 'iam.amazonaws.com', userIdentity },
});
const byRoot = event('CreateUser', { type: 'Root' });
const deployment = { stage: 'dev', trailLogGroup: undefined };
const takesConcurrency = (stage: string) => ({
  source: 'aws.lambda',
  detail: {
    eventName: 'PutFunctionConcurrency20171031',
    eventSource: 'lambda.amazonaws.com',
    userIdentity: { type: 'IAMUser', userName: 'mallory' },
    requestParameters: { functionName: `root-alert-${stage}-rootEvent` },
  },
});
const byUser = event('PutBucketPolicy', { type: 'IAMUser', userName: 'kim' });

/** Shows the events with a handler that says how many times it was loaded. */
async function show(events: readonly Readonly<Record<string, unknown>>[], isRefusing = false) {
  const lines: string[] = [];
  let loads = 0;
  const load = () => {
    loads += 1;
    const name = `start ${loads}`;
    return async (shown: unknown) => {
      lines.push(`${name}: ${Object(Object(shown).detail).eventName}`);
      if (isRefusing) throw new Error(`${name} was refused`);
    };
  };
  const error = await showEach(events, load, deployment, (line) => lines.push(line))({}, {}).catch(
    (it: unknown) => it,
  );
  return { lines, error };
}

test('one use of root is shown without a word', async () => {
  expect((await show([byRoot])).lines).toEqual(['start 1: CreateUser']);
});

test('a record of somebody else is never shown as root’s', async () => {
  expect((await show([byUser])).lines).toEqual([
    'Record 1 of 1: PutBucketPolicy by IAMUser is not a use of root: userIdentity.type is IAMUser. Nothing would be sent.',
  ]);
});

test('of many records each use is shown, as by a function that has just started', async () => {
  expect((await show([byRoot, byUser, byRoot])).lines).toEqual([
    'Record 2 of 3: PutBucketPolicy by IAMUser is not a use of root: userIdentity.type is IAMUser. Nothing would be sent.',
    'Uses of root: 2 of 3 records.',
    '\nRecord 1 of 3: CreateUser by Root',
    'start 1: CreateUser',
    '\nRecord 3 of 3: CreateUser by Root',
    'start 2: CreateUser',
  ]);
});

test('a change of root-alert by somebody else is shown, and counted apart', async () => {
  expect((await show([byRoot, byUser, takesConcurrency('dev')])).lines).toEqual([
    'Record 2 of 3: PutBucketPolicy by IAMUser is not a use of root: userIdentity.type is IAMUser. Nothing would be sent.',
    'Uses of root: 1 of 3 records. Changes of root-alert by others: 1.',
    '\nRecord 1 of 3: CreateUser by Root',
    'start 1: CreateUser',
    '\nRecord 3 of 3: PutFunctionConcurrency20171031 by IAMUser',
    'start 2: PutFunctionConcurrency20171031',
  ]);
});

test('twenty records of others are named, the rest is counted', async () => {
  const { lines } = await show(Array.from({ length: 100 }, () => byUser));
  expect(lines).toHaveLength(22);
  expect(lines.slice(-2)).toEqual([
    '80 more records are not uses of root.',
    'Uses of root: 0 of 100 records.',
  ]);
});

test('a refused message does not keep the next one, and the command fails', async () => {
  const { lines, error } = await show([byRoot, byRoot], true);
  expect(lines.filter((line) => line.startsWith('start'))).toHaveLength(2);
  expect(error).toEqual(new Error('start 1 was refused'));
});

test('hostile names stay on their line', async () => {
  const { lines } = await show([event('Two\nlines\u001b[31m', { type: 'IAM\nUser' })]);
  expect(lines.join('')).not.toMatch(/\p{Cc}/u);
});

describe('the deployed rule', () => {
  test.each([
    ['passes a use of root on', byRoot, undefined],
    ['passes a drill on', { ...byRoot, source: 'root-alert.drill.prod' }, undefined],
    [
      'passes a federated session of root on',
      event('CreateUser', {
        type: 'FederatedUser',
        sessionContext: { sessionIssuer: { type: 'Root' } },
      }),
      undefined,
    ],
    ['leaves an IAM user alone', byUser, 'userIdentity.type is IAMUser'],
    ['passes a change of this deployment on, whoever did it', takesConcurrency('dev'), undefined],
    [
      'leaves a change of another deployment alone, and says how to see it',
      takesConcurrency('prod'),
      'userIdentity.type is IAMUser; but it changes root-alert in stage prod, which --stage prod shows',
    ],
    [
      'leaves a change of a deployment alone whose stage is not known',
      takesConcurrency('test'),
      'userIdentity.type is IAMUser',
    ],
    ['leaves a record without an identity alone', { detail: {} }, 'userIdentity.type is missing'],
    ['leaves text alone', { detail: 'cut o' }, 'it is not a CloudTrail record'],
    [
      'leaves a service alone that acts for root',
      event('TerminateInstances', { type: 'Root', invokedBy: 'autoscaling.amazonaws.com' }),
      'an AWS service did it for root (userIdentity.invokedBy is autoscaling.amazonaws.com)',
    ],
  ])('%s', (_, given, reason) => {
    expect(whyNotPassedOn(given, deployment)).toBe(reason);
  });
});
