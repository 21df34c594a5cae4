import { describe, expect, test } from 'vitest';
import type { CoverageSnapshot, HomeQueues } from '../../../lib/reconcile/coverage.ts';
import { coverageChange } from '../../../lib/reconcile/coverage-change.ts';
import { findingKey } from '../../../lib/reconcile/finding.ts';
import type { RuleSnapshot } from '../../../lib/reconcile/snapshots.ts';

const busArn = 'arn:aws:events:ap-northeast-2:111122223333:event-bus/root-alert-prod';
const homeTargets = ['arn:fn', 'arn:queue'];
const unsentArn = 'arn:unsent';
const undeliveredArn = 'arn:undelivered';
const targetsOf = (deadLetterArn: string | undefined, arns: readonly string[]) =>
  arns.map((arn) => ({ arn, isTransformed: false, deadLetterArn }));
const targets = (...arns: readonly string[]) =>
  targetsOf(arns.some((arn) => arn.startsWith(busArn)) ? unsentArn : undeliveredArn, arns);
const rule = (changes: Partial<RuleSnapshot> = {}): RuleSnapshot => ({
  state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
  pattern: '{"source":["aws.iam"],"detail":{"a":[1],"b":[2]}}',
  targets: targets(busArn),
  ...changes,
});

const queues = (changes: Partial<HomeQueues> = {}): HomeQueues => ({
  outboxName: 'outbox',
  outbox: { total: 0, visible: 0, settings: {} },
  undeliveredName: 'undelivered',
  undelivered: 0,
  ...changes,
});

const guardPattern = '{"source":["aws.lambda"]}';
const guardTargets = ['arn:guard', 'arn:queue'];
const guardRule = (changes: Partial<RuleSnapshot> = {}): RuleSnapshot =>
  rule({ state: 'ENABLED', pattern: guardPattern, ...changes });
const guardAtHome = (place: string, changes: Partial<RuleSnapshot> | 'gone' = {}) => ({
  place,
  rule:
    changes === 'gone' ? undefined : guardRule({ targets: targets(...guardTargets), ...changes }),
  expected: {
    pattern: guardPattern,
    targets: guardTargets,
    deadLetterArn: undeliveredArn,
    bringsReads: false,
  },
});
const withGuard = (changes: Partial<RuleSnapshot> | 'gone') =>
  seen({ guardRules: [guardAtHome('guard', changes), guardAtHome('guard-parts')] });

/** A home region and two others, in which all is well. */
const seen = (changes: Partial<CoverageSnapshot> = {}): CoverageSnapshot => ({
  homeRegion: 'ap-northeast-2',
  busArn,
  homeTargets,
  pattern: '{"source":["aws.iam"],"detail":{"a":[1],"b":[2]}}',
  regions: [
    {
      region: 'ap-northeast-2',
      rule: rule({ targets: targets(...homeTargets) }),
      guardRule: undefined,
      unsent: undefined,
    },
    { region: 'us-east-1', rule: rule(), guardRule: guardRule(), unsent: 0 },
    { region: 'us-west-2', rule: rule(), guardRule: guardRule(), unsent: 0 },
  ],
  guardRules: ['guard', 'guard-parts', 'guard-forwarded'].map((place) => guardAtHome(place)),
  guardForwarder: { name: 'guard-away', pattern: guardPattern },
  undeliveredArn,
  unsentArn: () => unsentArn,
  unanswered: [],
  forwardedRule: rule({ targets: targets(...homeTargets) }),
  queues: queues(),
  webhook: 'good',
  others: [],
  unansweredKinds: [],
  ...changes,
});

const withRegion = (region: string, changes: object, base = seen()): CoverageSnapshot => ({
  ...base,
  regions: base.regions.map((it) => (it.region === region ? { ...it, ...changes } : it)),
});

const keysOf = (what: CoverageSnapshot) => coverageChange(what, []).findings.map(findingKey);

describe('an account', () => {
  test('in which all is well has nothing to find, and every region is covered', () => {
    const { findings, covered } = coverageChange(seen(), []);
    expect(findings).toEqual([]);
    expect(covered).toEqual(['ap-northeast-2', 'us-east-1', 'us-west-2']);
  });

  test.each<[string, CoverageSnapshot, string[]]>([
    [
      'a region without a forwarder',
      withRegion('us-west-2', { rule: undefined, guardRule: undefined }),
      ['noForwarder us-west-2'],
    ],
    [
      'a forwarder that is switched off',
      withRegion('us-east-1', { rule: rule({ state: 'DISABLED' }) }),
      ['ruleOff us-east-1'],
    ],
    [
      'a forwarder whose state is unknown',
      withRegion('us-east-1', { rule: rule({ state: undefined }) }),
      ['ruleOff us-east-1'],
    ],
    [
      'a forwarder that does not see reads',
      withRegion('us-east-1', { rule: rule({ state: 'ENABLED' }) }),
      ['ruleBlindToReads us-east-1'],
    ],
    [
      'a forwarder that an update did not reach',
      withRegion('us-east-1', { rule: rule({ pattern: '{"source":["aws.iam"]}' }) }),
      ['ruleOutdated us-east-1'],
    ],
    [
      'a forwarder without a pattern',
      withRegion('us-east-1', { rule: rule({ pattern: undefined }) }),
      ['ruleOutdated us-east-1'],
    ],
    [
      'a forwarder that sends elsewhere',
      withRegion('us-east-1', { rule: rule({ targets: targets(`${busArn}-2`) }) }),
      ['ruleWithoutTarget us-east-1', 'ruleForeignTarget us-east-1'],
    ],
    [
      'a forwarder that sends to somebody else, too',
      withRegion('us-east-1', {
        rule: rule({ targets: targetsOf(unsentArn, [busArn, 'arn:stranger']) }),
      }),
      ['ruleForeignTarget us-east-1'],
    ],
    [
      'a target that gets another text than the event',
      withRegion('us-east-1', {
        rule: rule({
          targets: [{ arn: busArn, isTransformed: true, deadLetterArn: unsentArn }],
        }),
      }),
      ['ruleWithoutTarget us-east-1', 'ruleForeignTarget us-east-1'],
    ],
    [
      'a rule at home that no longer calls the function',
      withRegion('ap-northeast-2', { rule: rule({ targets: targets('arn:queue') }) }),
      ['ruleWithoutTarget ap-northeast-2'],
    ],
    [
      'a rule on the bus that no longer fills the outbox',
      seen({ forwardedRule: rule({ targets: targets('arn:fn') }) }),
      ['ruleWithoutTarget root-alert-prod-forwarded'],
    ],
    [
      'all patterns changed alike',
      seen({ pattern: '{"source":["aws.iam","aws.signin"]}' }),
      [
        'ruleOutdated ap-northeast-2',
        'ruleOutdated us-east-1',
        'ruleOutdated us-west-2',
        'ruleOutdated root-alert-prod-forwarded',
      ],
    ],
    [
      "a forwarder's queue gone",
      withRegion('us-east-1', { unsent: undefined }),
      ['unsentGone us-east-1'],
    ],
    ['an outbox gone', seen({ queues: queues({ outbox: undefined }) }), ['queueGone outbox']],
    [
      'the queue behind the outbox gone',
      seen({ queues: queues({ undelivered: undefined }) }),
      ['queueGone undelivered'],
    ],
    [
      'a full outbox',
      seen({ queues: queues({ outbox: { total: 1_001, visible: 0, settings: {} } }) }),
      ['outboxFull outbox'],
    ],
    ['something else', seen({ others: [{ kind: 'noTrail', place: 'trail' }] }), ['noTrail trail']],
    [
      'a secret that cannot be decrypted',
      seen({ webhook: { kind: 'secretUndecryptable', place: 'webhook' } }),
      ['secretUndecryptable webhook'],
    ],
    [
      'events that a forwarder could not send',
      withRegion('us-east-1', { unsent: 3 }),
      ['unsent us-east-1'],
    ],
    [
      'no rule at home',
      withRegion('ap-northeast-2', { rule: undefined }),
      ['noForwarder ap-northeast-2'],
    ],
    [
      'no rule for what is forwarded',
      seen({ forwardedRule: undefined }),
      ['noForwarder root-alert-prod-forwarded'],
    ],
    [
      'undelivered uses',
      seen({ queues: queues({ undelivered: 2 }) }),
      ['undelivered ap-northeast-2'],
    ],
    [
      'a target that drops what it cannot hand over',
      withRegion('us-east-1', { rule: rule({ targets: targetsOf(undefined, [busArn]) }) }),
      ['ruleWithoutTarget us-east-1'],
    ],
    [
      "a target that hands what it cannot hand over to a stranger's queue",
      withRegion('ap-northeast-2', {
        rule: rule({ targets: targetsOf('arn:stranger', homeTargets) }),
      }),
      ['ruleWithoutTarget ap-northeast-2'],
    ],
    ['a guard rule gone', withGuard('gone'), ['guardBlind guard']],
    ['a guard rule off', withGuard({ state: 'DISABLED' }), ['guardBlind guard']],
    [
      'a guard rule with another pattern',
      withGuard({ pattern: '{"source":["aws.s3"]}' }),
      ['guardBlind guard'],
    ],
    [
      'a guard rule that no longer calls the function',
      withGuard({ targets: targets('arn:queue') }),
      ['guardBlind guard'],
    ],
    [
      "a stranger's target at a guard rule",
      withGuard({ targets: targets(...guardTargets, 'arn:stranger') }),
      ['ruleForeignTarget guard'],
    ],
    [
      'the guard rule of a forwarder gone',
      withRegion('us-west-2', { guardRule: undefined }),
      ['guardBlind us-west-2/guard-away'],
    ],
    [
      'only the guard rule of a forwarder left',
      withRegion('us-west-2', { rule: undefined }),
      ['noForwarder us-west-2'],
    ],
    ['an empty secret', seen({ webhook: 'empty' }), ['secretEmpty webhook']],
    ['a secret with a bad URL', seen({ webhook: ['Key slack: bad.'] }), ['secretFaulty webhook']],
  ])('with %s is found out', (_, what, expected) => {
    expect(keysOf(what)).toEqual(expected);
  });

  test('whose patterns have their keys in another order is well', () => {
    const pattern = '{"detail":{"b":[2],"a":[1]},"source":["aws.iam"]}';
    expect(keysOf(withRegion('us-east-1', { rule: rule({ pattern }) }))).toEqual([]);
  });

  test('whose rule for what is forwarded is off is blind everywhere but at home', () => {
    const what = seen({ forwardedRule: rule({ state: 'DISABLED' }) });
    expect(coverageChange(what, []).covered).toEqual(['ap-northeast-2']);
  });

  test('where nobody switched a forwarder on has no queue to miss', () => {
    const what = withRegion('us-west-2', { rule: undefined, unsent: undefined });
    expect(keysOf(what)).toEqual(['noForwarder us-west-2']);
  });

  test('whose outbox holds one batch is well', () => {
    const outbox = { total: 1_000, visible: 0, settings: {} };
    expect(keysOf(seen({ queues: queues({ outbox }) }))).toEqual([]);
  });

  test('whose deployed pattern is not known is not said to have another', () => {
    expect(keysOf(seen({ pattern: undefined }))).toEqual([]);
  });

  test('names three foreign targets at most, and how many more there are', () => {
    const strangers = Array.from({ length: 5 }, (_, n) => `arn:stranger${n}`);
    const what = withRegion('us-east-1', {
      rule: rule({ targets: targets(busArn, ...strangers) }),
    });
    expect(coverageChange(what, []).findings).toEqual([
      {
        kind: 'ruleForeignTarget',
        place: 'us-east-1',
        detail: 'arn:stranger0, arn:stranger1, arn:stranger2, +2',
      },
    ]);
  });

  test('with something in a queue is not blind', () => {
    expect(coverageChange(withRegion('us-east-1', { unsent: 1 }), []).covered).toHaveLength(3);
  });
});

describe('a change', () => {
  const blind = withRegion('us-west-2', { rule: undefined });

  test('is told once, and once when it is well again', () => {
    const first = coverageChange(blind, []);
    expect(first.appeared.map(findingKey)).toEqual(['noForwarder us-west-2']);
    const second = coverageChange(blind, first.toldKeys);
    expect([second.appeared, second.goneKeys]).toEqual([[], []]);
    const third = coverageChange(seen(), second.toldKeys);
    expect(third.appeared).toEqual([]);
    expect(third.goneKeys).toEqual(['noForwarder us-west-2']);
    expect(third.toldKeys).toEqual([]);
  });

  test('of how many lie in a queue is none', () => {
    const { toldKeys } = coverageChange(seen({ queues: queues({ undelivered: 1 }) }), []);
    expect(coverageChange(seen({ queues: queues({ undelivered: 7 }) }), toldKeys).appeared).toEqual(
      [],
    );
  });

  test('is none while the place does not answer: what was told of it stands', () => {
    const silent: CoverageSnapshot = {
      ...seen(),
      regions: seen().regions.filter(({ region }) => region !== 'us-west-2'),
      unanswered: ['us-west-2'],
    };
    const guard = 'guardBlind us-west-2/guard-away';
    const change = coverageChange(silent, ['noForwarder us-west-2', 'unsent us-east-1', guard]);
    expect(change.goneKeys).toEqual(['unsent us-east-1']);
    expect(change.toldKeys).toEqual(['noForwarder us-west-2', guard]);
    expect(change.covered).not.toContain('us-west-2');
  });

  test('is none while home does not answer, nor the secret', () => {
    const told = [
      'undelivered ap-northeast-2',
      'queueGone outbox',
      'ruleOff root-alert-prod-forwarded',
      'guardBlind guard',
      'secretEmpty webhook',
    ];
    const silent: CoverageSnapshot = {
      ...seen({
        forwardedRule: undefined,
        queues: queues({ outbox: undefined, undelivered: undefined }),
        webhook: undefined,
      }),
      regions: seen().regions.slice(1),
      unanswered: ['ap-northeast-2'],
    };
    const change = coverageChange(silent, told);
    expect(change.findings).toEqual([]);
    expect(change.goneKeys).toEqual([]);
    expect(change.toldKeys).toEqual(told);
  });

  test('is none while a kind of finding could not be looked for', () => {
    const told = ['alarmGone root-alert-prod-alive', 'noTrail trail'];
    const change = coverageChange(seen({ unansweredKinds: ['alarmGone'] }), told);
    expect(change.goneKeys).toEqual(['noTrail trail']);
    expect(change.toldKeys).toEqual(['alarmGone root-alert-prod-alive']);
  });

  test('that is not settled is found, and told by a later run', () => {
    const change = coverageChange(blind, [], [], () => false);
    expect(change.findings).toHaveLength(1);
    expect([change.appeared, change.toldKeys]).toEqual([[], []]);
  });

  test('a region that was switched off needs no forwarder any more', () => {
    expect(coverageChange(seen(), ['noForwarder me-south-1']).goneKeys).toEqual([
      'noForwarder me-south-1',
    ]);
  });
});
