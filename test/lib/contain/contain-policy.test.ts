import { describe, expect, test } from 'vitest';
import {
  containPolicy,
  containPolicyText,
  isMadeByContain,
  namedContainPolicy,
} from '../../../lib/contain/contain-policy.ts';
import {
  allRootTarget,
  type ContainTarget,
  sessionTarget,
  targetContaining,
} from '../../../lib/contain/contain-target.ts';
import { readCloudTrailEvent } from '../../../lib/sources/cloudtrail-event.ts';
import { useFacts } from '../root-use.ts';
import { readSampleEvent } from '../sample-events.ts';

const account = '444455556666';
const sessionArn = `arn:aws:signin:us-east-1:${account}:session/3f6c0a52-81d4-4f0e-9c27-5b1d7e9a6c03`;
const session: ContainTarget = { kind: 'session', accountId: account, sessionArn };
const allRoot: ContainTarget = { kind: 'allRoot', accountId: account, partition: 'aws' };

describe('the policy', () => {
  test('of a session denies everything to exactly that session', () => {
    expect(containPolicyText(session)).toBe(
      `{"Version":"2012-10-17","Statement":[{"Sid":"ContainRootSession","Effect":"Deny","Action":"*","Resource":"*","Condition":{"ArnEquals":{"aws:SignInSessionArn":"${sessionArn}"}}}]}`,
    );
  });

  test('of all that root does names root and federated sessions of that account, and spares sts:AssumeRoot', () => {
    expect(containPolicyText(allRoot)).toBe(
      `{"Version":"2012-10-17","Statement":[{"Sid":"ContainRoot","Effect":"Deny","Action":"*","Resource":"*","Condition":{"ArnLike":{"aws:PrincipalArn":["arn:aws:iam::${account}:root","arn:aws:sts::${account}:federated-user/*"]},"Null":{"aws:AssumedRoot":"true"}}}]}`,
    );
  });

  test.each([session, allRoot])('never denies without a condition on who asks: $kind', (target) => {
    const [statement] = containPolicy(target).Statement;
    const keys = Object.values(statement.Condition).flatMap((it) => Object.keys(it));
    expect(keys.some((key) => /^aws:(?:SignInSessionArn|PrincipalArn)$/.test(key))).toBe(true);
    // Roles carry the forwarders: none is denied anything.
    expect(containPolicyText(target)).not.toMatch(/:role|assumed-role/);
  });

  test('is small enough for AWS, and its name and tags are too (Organizations quotas, Tag)', () => {
    const { content, name, description, tags } = namedContainPolicy(session);
    expect(content.length).toBeLessThan(10_240);
    expect(name).toMatch(/^root-alert-contain-[0-9a-f]{16}$/);
    expect(description.length).toBeLessThan(512);
    for (const { Key, Value } of tags) {
      expect(`${Key}${Value}`).toMatch(/^[\w .:/=+@-]+$/);
      expect(Value.length).toBeLessThanOrEqual(256);
    }
  });

  test('has another name for another session, for another account, and for all of root', () => {
    const other = sessionArn.replace('3f6c', '3f6d');
    const names = [session, allRoot, { ...session, sessionArn: other }]
      .concat({ ...allRoot, accountId: '111122223333' })
      .map((target) => namedContainPolicy(target).name);
    expect(new Set(names).size).toBe(4);
    expect(namedContainPolicy({ ...session })).toEqual(namedContainPolicy(session));
  });
});

describe('a session is refused that', () => {
  test.each([
    ['is of another account', sessionArn.replace(account, '111122223333')],
    ['has a wildcard', `arn:aws:signin:us-east-1:${account}:session/*`],
    ['has a wildcard for one letter', `arn:aws:signin:us-east-1:${account}:session/3f6c?`],
    ['has a wildcard for a region', `arn:aws:signin:*:${account}:session/3f6c`],
    ['has a policy variable', `arn:aws:signin:us-east-1:${account}:session/\${aws:userid}`],
    ['breaks out of the JSON', `${sessionArn}"}},"Effect":"Allow`],
    ['has a second line', `${sessionArn}\n`],
    ['is of another service', sessionArn.replace('signin', 'iam')],
    ['is of no partition of AWS', sessionArn.replace('arn:aws', 'arn:evil')],
    ['is an access key', 'ASIAQ7RT2MVK4EXAMPLE'],
    ['is empty', ''],
    ['is endless', `${sessionArn}${'a'.repeat(200)}`],
  ])('%s', (_, arn) => {
    expect(sessionTarget(account, arn)).toBeUndefined();
  });

  test('is of an account that is none', () => {
    expect(sessionTarget('*', sessionArn)).toBeUndefined();
    expect(allRootTarget('*', 'aws')).toBeUndefined();
    expect(allRootTarget(account, 'aws-evil')).toBeUndefined();
  });

  test('but not the one on the alert', () => {
    expect(sessionTarget(account, sessionArn)).toEqual(session);
    expect(allRootTarget(account, 'aws')).toEqual(allRoot);
  });
});

describe('what contains a use of root', () => {
  const sample = (file: string) => {
    const activity = readCloudTrailEvent(readSampleEvent(file), undefined);
    if (activity.kind !== 'use') throw new Error(`${file} is no use`);
    return targetContaining(activity);
  };

  test('by an agent is its session', () => {
    expect(sample('root-agent-tool.json')).toMatchObject({
      kind: 'session',
      sessionArn: expect.stringMatching(/^arn:aws:signin:/),
    });
  });

  test('in the console is all of root, though the record names a session', () => {
    expect(sample('root-create-access-key.json')).toEqual({
      kind: 'allRoot',
      accountId: '111122223333',
      partition: 'aws',
    });
  });

  test('by an access key is all of root', () => {
    expect(sample('root-access-key-cli.json')?.kind).toBe('allRoot');
  });

  test('with a session that is no session of the account is all of root', () => {
    const use = useFacts();
    const identity = { ...use.identity, signInSessionArn: 'arn:aws:signin:*:*:session/*' };
    expect(targetContaining({ ...use, identity })?.kind).toBe('allRoot');
  });

  test('is no policy for a centralized session, another cloud, or an account that nobody knows', () => {
    const use = useFacts();
    const identity = { ...use.identity, isAssumedRoot: true };
    expect(targetContaining({ ...use, identity })).toBeUndefined();
    expect(targetContaining({ ...use, cloud: 'ncloud' })).toBeUndefined();
    expect(targetContaining({ ...use, accountId: undefined })).toBeUndefined();
    expect(targetContaining({ ...use, accountId: '*' })).toBeUndefined();
  });
});

describe('a policy counts as made by contain', () => {
  const own = namedContainPolicy(session);

  test('when content and tags are what it writes, laid out anew or with more tags', () => {
    const content = JSON.stringify(JSON.parse(own.content), null, 2);
    const tags = [{ Key: 'owner', Value: 'x' }, ...own.tags];
    expect(isMadeByContain(own, { content, tags })).toBe(true);
  });

  test.each([
    ['it denies another session', own.content.replace('3f6c', '3f6d'), own.tags],
    ['it denies everybody', own.content.replace(/,"Condition".*\}\}/, ''), own.tags],
    ['it allows', own.content.replace('Deny', 'Allow'), own.tags],
    ['it has no tags', own.content, []],
    ['a tag says another account', own.content, [...own.tags.slice(0, 1), ...own.tags.slice(2)]],
    ['its tags cannot be read', own.content, 'root-alert'],
    ['it has no content', undefined, own.tags],
  ])('but not when %s', (_, content, tags) => {
    expect(isMadeByContain(own, { content, tags })).toBe(false);
  });
});
