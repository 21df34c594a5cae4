import { describe, expect, test } from 'vitest';
import type { MessageContext } from '../../../lib/messages/message-context.ts';
import { en } from '../../../lib/messages/words-en.ts';
import type { RootUse, UnreadableRecord } from '../../../lib/root-activity.ts';
import { rootUse } from '../root-use.ts';
import { composeShown as compose, type ShownMessage as Message } from '../shown-message.ts';
import { whollyUnreadable } from '../unreadable-record.ts';
import { wordsIn } from '../words-in.ts';

const korean = { words: wordsIn.ko, timeZone: 'Asia/Seoul' } as const;
const english = { words: wordsIn.en, timeZone: 'Asia/Seoul' } as const;

const words = (changes: Partial<RootUse> = {}): Message => compose(rootUse(changes), english);
const fact = (message: Message, label: string): string | undefined =>
  message.facts.find((candidate) => candidate.label === label)?.value;

const signIn = (changes: Partial<RootUse> = {}): Message =>
  words({ eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin', ...changes });

const { identity } = rootUse();

const unreadable: UnreadableRecord = {
  kind: 'unreadable',
  cloud: 'aws',
  id: 'sha256-0',
  isDrill: false,
  eventName: undefined,
  eventId: '6d5b0f0e-2f0d-4c39-9f3f-0d1a52cf9a11',
  accountId: '111122223333',
  region: 'us-east-1',
  occurredAt: new Date('2026-11-21T18:12:45Z'),
  sourceIp: '203.0.113.24',
  fault: 'eventName is missing',
};

describe('the headline', () => {
  test('says how bad it is and what happened, in a sentence', () => {
    expect(signIn({ hasMfa: false }).headline).toBe(
      '[CRITICAL] AWS root signed in to the console without MFA',
    );
  });

  test('of a failed sign-in does not read like a breach', () => {
    const { headline, advice, severity } = signIn({ outcome: 'failure', hasMfa: false });
    expect(severity).toBe('medium');
    expect(headline).toBe('[MEDIUM] A console sign-in as AWS root failed');
    expect(advice?.value).not.toMatch(/approved|change the root password/);
  });

  test.each<[Partial<RootUse>, RegExp]>([
    [{ hasMfa: true }, /^\[HIGH\] .+ \(with MFA\)$/],
    [{ hasMfa: undefined }, /^\[HIGH\] .+ \(MFA unknown\)$/],
    [{ outcome: 'unknown' }, /^\[HIGH\] Somebody tried to sign in .+ \(result unknown\)$/],
  ])('of a sign-in with %j says so', (changes, headline) => {
    expect(signIn(changes).headline).toMatch(headline);
  });

  test('of a call that was refused says so', () => {
    const stop = { eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging' };
    expect(words(stop).headline).not.toMatch(/refused/);
    expect(words({ ...stop, outcome: 'failure', errorCode: 'AccessDenied' }).headline).toMatch(
      /and was refused$/,
    );
  });

  test.each<[Partial<RootUse['identity']>, string]>([
    [{ type: 'FederatedUser' }, '[CRITICAL] A federated session issued by AWS root'],
    [{ isAssumedRoot: true }, '[MEDIUM] A centralized root session (AssumeRoot)'],
    [{ invokedBy: 'cloudformation.amazonaws.com' }, '[LOW] An AWS service acting for AWS root'],
  ])('says who did it, if not root itself: %j', (who, subject) => {
    const stop = { eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging' };
    const { headline } = words({ ...stop, identity: { ...identity, ...who } });
    expect(headline).toBe(`${subject} stopped logging on a trail`);
  });

  test('of a drill says so in its first word', () => {
    expect(words({ isDrill: true }).headline).toMatch(/^\[DRILL\] .*would be HIGH\)$/);
    expect(compose({ ...unreadable, isDrill: true }, korean).headline).toMatch(
      /^\[훈련\] .*실제라면 경고\)$/,
    );
  });

  test('of a real use does not', () => {
    expect(words().headline).toMatch(/^\[HIGH\] /);
  });
});

describe('the advice', () => {
  test.each<[string, Partial<RootUse>, keyof typeof en.advice]>([
    ['an action', { eventName: 'SimulateSomething' }, 'action'],
    ['a change of tags', { eventName: 'TagUser' }, 'tagging'],
    [
      'a refused action',
      { eventName: 'TagUser', outcome: 'failure', errorCode: 'AccessDenied' },
      'refused',
    ],
    [
      'an action that failed for another reason',
      { eventName: 'TagUser', outcome: 'failure', errorCode: 'Throttling' },
      'failed',
    ],
    ['a dry run', { eventName: 'RunInstances', outcome: 'failure', isDryRun: true }, 'dryRun'],
    [
      'what makes things safer',
      { eventSource: 'ec2.amazonaws.com', eventName: 'RevokeSecurityGroupIngress' },
      'safer',
    ],
    ['a drill', { isDrill: true }, 'drill'],
    ['a service', { identity: { ...identity, invokedBy: 'x.amazonaws.com' } }, 'service'],
    [
      'a refused request of a new password',
      {
        eventSource: 'signin.amazonaws.com',
        eventName: 'PasswordRecoveryRequested',
        outcome: 'failure',
      },
      'passwordRecovery',
    ],
    [
      'a refused sign-in',
      { eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin', outcome: 'failure' },
      'signInFailed',
    ],
    [
      'a refused request of a root session, by somebody who is not root',
      { eventSource: 'sts.amazonaws.com', eventName: 'AssumeRoot', outcome: 'failure' },
      'assumeRoot',
    ],
  ])('for %s is its own', (_, changes, key) => {
    expect(words(changes).advice?.value).toBe(en.advice[key]);
  });

  test('of a drill asks nobody to change anything', () => {
    expect(words({ isDrill: true, hasMfa: false }).advice?.value).toContain('change nothing');
  });
});

describe('the summary', () => {
  test('is account, source, MFA and time, for a phone', () => {
    expect(words().summary).toBe('111122223333 · 203.0.113.24 · MFA used · 11-22 03:12:45 KST');
  });

  test('says what the record does not say', () => {
    const unknown = {
      accountId: undefined,
      sourceIp: undefined,
      hasMfa: undefined,
      occurredAt: undefined,
    };
    expect(words(unknown).summary).toBe(
      'Account unknown · Source IP unknown · MFA unknown · Time unknown',
    );
  });

  test('says nothing of MFA where the headline does, or where it would mislead', () => {
    for (const changes of [{ hasMfa: true }, { hasMfa: false }, { outcome: 'failure' as const }]) {
      expect(signIn(changes).summary).not.toContain('MFA');
    }
    expect(words({ identity: { ...identity, isAssumedRoot: true } }).summary).not.toContain('MFA');
  });
});

describe('the facts', () => {
  test('are what differs first, and then the small print', () => {
    expect(words().facts).toEqual([
      { label: '', value: 'CreateUser (IAM)' },
      { label: '', value: 'succeeded' },
      { label: 'Event ID', value: '6d5b0f0e-2f0d-4c39-9f3f-0d1a52cf9a11' },
      { label: '', value: 'us-east-1 (N. Virginia)' },
      { label: '', value: '2026-11-21 18:12:45 UTC' },
      { label: 'temporary credential', value: 'ASIAQ7RT2MVK4EXAMPLE' },
      { label: '', value: 'aws-cli 2.36' },
      { label: '', value: 'aws-cli/2.36.4' },
    ]);
  });

  test('say with which key that lasts root acted', () => {
    const lasting = { ...identity, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' };
    expect(words({ identity: lasting }).facts[0]).toEqual({
      label: 'Access key',
      value: 'AKIAIOSFODNN7EXAMPLE',
    });
  });

  test('that are missing from the record are shown as unknown', () => {
    const missing = { eventId: undefined, region: undefined, userAgent: undefined };
    const { facts } = words(missing);
    expect(facts).toContainEqual({ label: 'Event ID', value: 'unknown' });
    expect(facts).toContainEqual({ label: '', value: 'Region unknown' });
    expect(facts).toContainEqual({ label: '', value: 'User agent unknown' });
  });

  test('that nobody can see are shown as unknown too', () => {
    expect(words({ userAgent: '\u200B' }).facts).toContainEqual({
      label: '',
      value: 'User agent unknown',
    });
    expect(words({ eventName: '\u200B' }).facts).toContainEqual({
      label: '',
      value: 'Event unknown',
    });
  });

  test.each<[RootUse['affected'], string]>([
    [
      [
        { kind: 'accessKey', value: 'AKIAIOSFODNN7EXAMPLE' },
        { kind: 'user', value: 'deploy' },
      ],
      'access key AKIAIOSFODNN7EXAMPLE · user deploy',
    ],
    [[{ kind: 'sharedWith', value: '*' }], 'for everybody (*)'],
    [[{ kind: 'sharedWith', value: '444455556666' }], 'for 444455556666'],
    [[{ kind: 'user', value: 'all' }], 'user all'],
    [[{ kind: 'bucket', value: '[x](https://evil.example)' }], 'bucket [x](https://evil.example)'],
  ])('say what the call affects: %j', (affected, expected) => {
    // What the headline names is in the small print.
    const targets = words({ affected }).facts.filter(({ label }) => label === 'Target');
    expect(targets.map(({ value }) => value).join(' · ')).toBe(expected);
  });

  test('say with which error a call failed', () => {
    const message = words({
      outcome: 'failure',
      errorCode: 'AccessDenied',
      errorMessage: 'explicit deny',
    });
    expect(fact(message, 'Result')).toBe('denied · AccessDenied');
    expect(fact(message, 'Error message')).toBe('explicit deny');
  });

  test('say only the part of the error that can be seen', () => {
    const message = words({
      outcome: 'failure',
      errorCode: '\u200B',
      errorMessage: 'explicit deny',
    });
    expect(fact(message, 'Result')).toBe('failed');
    expect(fact(message, 'Error message')).toBe('explicit deny');
  });

  test('say whose root AssumeRoot asked for, and for which task', () => {
    const message = words({
      eventSource: 'sts.amazonaws.com',
      eventName: 'AssumeRoot',
      assumeRoot: { targetPrincipal: '444455556666', taskPolicyArn: 'arn:aws:iam::aws:policy/x' },
    });
    expect(message.summary).toMatch(/^111122223333 → 444455556666 · /);
    expect(fact(message, 'Task policy')).toBe('arn:aws:iam::aws:policy/x');
  });

  test.each(['444455556666', 'arn:aws:iam::444455556666:root'])(
    'add the name of the account whose root was asked for, as %s',
    (targetPrincipal) => {
      const accountNames = new Map([
        ['111122223333', 'Management'],
        ['444455556666', 'Payments @here'],
      ]);
      const assumeRoot = { targetPrincipal, taskPolicyArn: undefined };
      const message = compose(rootUse({ eventName: 'AssumeRoot', assumeRoot }), english, {
        accountNames,
      });
      expect(message.summary).toContain(
        `111122223333 (Management) → ${targetPrincipal} (Payments @here)`,
      );
    },
  );

  test('have no target account for any other call', () => {
    expect(words().summary).not.toContain('→');
  });

  test.each<[Partial<RootUse['identity']>, string]>([
    [{ type: undefined, arn: undefined, accessKeyId: undefined }, 'root'],
    [
      { invokedBy: 'autoscaling.amazonaws.com', accessKeyId: undefined },
      'root · service autoscaling.amazonaws.com',
    ],
    [
      { type: 'FederatedUser', arn: 'arn:aws:sts::111122223333:federated-user/x' },
      'FederatedUser · arn:aws:sts::111122223333:federated-user/x · temporary credential ASIAQ7RT2MVK4EXAMPLE',
    ],
  ])('name who acted: %j', (who, expected) => {
    expect(fact(words({ identity: { ...identity, ...who } }), 'Who')).toBe(expected);
  });

  test('name the key of a centralized session, and not again that it was one', () => {
    const message = words({ identity: { ...identity, isAssumedRoot: true } });
    expect(message.headline).toContain('A centralized root session (AssumeRoot)');
    expect(fact(message, 'Temporary credential')).toBe('ASIAQ7RT2MVK4EXAMPLE');
    expect(fact(message, 'Who')).toBeUndefined();
  });

  test.each<[RootUse['affected'][number], boolean]>([
    [{ kind: 'account', value: '111122223333' }, false],
    [{ kind: 'account', value: '444455556666' }, true],
  ])('name an account that is not the one of the second line: %j', (item, isNamed) => {
    expect(words({ affected: [item] }).facts.at(0)?.label === 'Target').toBe(isNamed);
  });
});

describe('the context of a use', () => {
  const inContext = (context: MessageContext, changes: Partial<RootUse> = {}): Message =>
    compose(rootUse(changes), english, context);
  const countries = new Map([['203.0.113.24', 'South Korea']]);

  test('gives the country of its address', () => {
    expect(inContext({ countries }).summary).toContain('203.0.113.24 (South Korea)');
  });

  test('gives no country where it is not known', () => {
    expect(inContext({ countries }, { sourceIp: '10.0.0.1' }).summary).toContain(' · 10.0.0.1 · ');
  });

  test('gives the name of the account', () => {
    const accountNames = new Map([['111122223333', 'Payments']]);
    expect(inContext({ accountNames }).summary).toMatch(/^111122223333 \(Payments\) · /);
  });

  test.each<[string, string | undefined]>([
    ['2026-11-21T18:12:52Z', '7 s'],
    ['2026-11-21T18:12:45.400Z', '0 s'],
    // Clocks differ a little, and attackers can write any time.
    ['2026-11-21T18:12:00Z', '0 s'],
    ['2026-11-21T18:00:00Z', undefined],
    ['2026-11-21T18:32:45Z', '20 min'],
  ])('gives how long the alert took: sent at %s, it is %s', (toldAt, delay) => {
    const said = inContext({ toldAt: new Date(toldAt) }).facts.map(({ value }) => value);
    expect(said.filter((value) => value.startsWith('told in '))).toEqual(
      delay === undefined ? [] : [`told in ${delay}`],
    );
  });

  test('gives first of all how the use came to light', () => {
    expect(inContext({ remark: (words) => words.missedByFastPath }).facts[0]).toEqual({
      label: 'Remark',
      value: en.missedByFastPath,
    });
  });

  test('says which use of this root it is, and since when', () => {
    const since = new Date('2026-11-21T18:10:00Z');
    const again = { of: 'account', nth: 3, since } as const;
    const toldAt = new Date('2026-11-21T18:12:50Z');
    expect(inContext({ again, toldAt }).facts[0]).toEqual({
      label: 'So far',
      value: 'use 3 of this root account since 03:10:00 KST',
    });
    expect(fact(inContext({ toldAt }), 'So far')).toBeUndefined();
  });

  test('gives nothing that is not known', () => {
    expect(
      words()
        .facts.map(({ value }) => value)
        .join(),
    ).not.toContain('told in');
    expect(words().facts.map(({ label }) => label)).not.toContain('Remark');
  });
});

describe('the runbook', () => {
  const runbookUrl = 'https://wiki.example.com/root';
  const opened = (changes: Partial<RootUse>): string | undefined =>
    compose(rootUse(changes), { ...english, runbookUrl }).runbook?.url;

  test('is opened at the section on what happened', () => {
    const stop = { eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging' };
    expect(opened(stop)).toBe(`${runbookUrl}#logging`);
    expect(opened({ ...stop, isDrill: true })).toBe(`${runbookUrl}#drill`);
    expect(opened({ ...stop, identity: { ...identity, isAssumedRoot: true } })).toBe(
      `${runbookUrl}#centralized-session`,
    );
  });

  test('of a record that cannot be read has a section too', () => {
    expect(compose(unreadable, { ...english, runbookUrl }).runbook?.url).toBe(
      `${runbookUrl}#unreadable`,
    );
  });

  test('is not linked where the team has set no URL', () => {
    expect(words().runbook).toBeUndefined();
  });
});

describe('the link', () => {
  test('opens the event in its region', () => {
    expect(words().link).toEqual({
      opens: 'console',
      title: 'CloudTrail event',
      url: 'https://us-east-1.console.aws.amazon.com/cloudtrailv2/home?region=us-east-1#/events/6d5b0f0e-2f0d-4c39-9f3f-0d1a52cf9a11',
    });
  });

  test('is not made of a text that is not an event id', () => {
    expect(words({ eventId: '1|https://evil.example' }).link).toBeUndefined();
  });
});

describe('a record that cannot be read', () => {
  test('has a message with what can be read, and why the rest cannot', () => {
    const message = compose(unreadable, english);
    expect(message.headline).toBe('[HIGH] A record of AWS root use cannot be read');
    expect(message.summary).toBe('111122223333 · 203.0.113.24 · 11-22 03:12:45 KST');
    expect(fact(message, 'Why it cannot be read')).toBe('eventName is missing');
    expect(message.link?.url).toContain(unreadable.eventId);
  });

  test('has a message with the name of its event, if there is one', () => {
    const message = compose({ ...unreadable, eventName: 'PasswordRecoveryRequested' }, english);
    expect(fact(message, 'Event')).toBe('PasswordRecoveryRequested');
  });

  test('has a message even if nothing in it can be read', () => {
    const message = compose(whollyUnreadable, english);
    expect(message.summary).toBe('Account unknown · Source IP unknown · Time unknown');
    expect(message.facts.map(({ value }) => value)).toEqual([
      'detail is missing',
      'Region unknown',
      'unknown',
    ]);
    expect(message.link).toBeUndefined();
  });
});

test('the same activity always makes the same message', () => {
  expect(compose(rootUse(), korean)).toEqual(compose(rootUse(), korean));
});

test('Korean says the same facts under Korean labels', () => {
  const message = compose(rootUse(), korean);
  expect(message.headline).toBe('[경고] AWS root 계정이 IAM 사용자를 생성했습니다');
  expect(message.summary).toBe('111122223333 · 203.0.113.24 · MFA 사용 · 11-22 03:12:45 KST');
  expect(message.facts.map(({ label, value }) => `${label} ${value}`.trim())).toEqual([
    'CreateUser (IAM)',
    '성공',
    '이벤트 ID 6d5b0f0e-2f0d-4c39-9f3f-0d1a52cf9a11',
    'us-east-1 (버지니아)',
    '2026-11-21 18:12:45 UTC',
    '임시 자격 증명 ASIAQ7RT2MVK4EXAMPLE',
    'aws-cli 2.36',
    'aws-cli/2.36.4',
  ]);
});
