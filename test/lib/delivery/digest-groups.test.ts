import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupForDigests } from '../../../lib/delivery/digest-groups.ts';
import type { AlarmTransition, RootActivity } from '../../../lib/root-activity.ts';
import { rootUse } from '../root-use.ts';
import { whollyUnreadable } from '../unreadable-record.ts';

const at = (seconds: number): Date => new Date(Date.UTC(2026, 10, 22, 0, 0, seconds));
const by = (accessKeyId: string | undefined, arn = 'arn:aws:iam::111122223333:root') => ({
  identity: { ...rootUse().identity, accessKeyId, arn },
});

/** The groups by the ids in them. */
const idsOf = (activities: readonly RootActivity[]): string[][] =>
  groupForDigests(activities.map((activity) => ({ activity }))).map((group) =>
    group.map(({ activity }) => activity.id),
  );

describe('one message each', () => {
  test.each([
    ['account', { accountId: '444455556666' }],
    ['access key', by('ASIA2222222222222222')],
    ['session, where there is no key', by(undefined, 'arn:aws:sts::111122223333:federated-user/x')],
    ['source IP', { sourceIp: '198.51.100.7' }],
  ])('have activities that differ in %s', (_, other) => {
    const base = by(undefined);
    expect(
      idsOf([
        rootUse({ ...base, id: 'a' }),
        rootUse({ ...base, ...other, id: 'b' }),
        rootUse({ ...base, id: 'c' }),
      ]),
    ).toEqual([['a', 'c'], ['b']]);
  });

  test('has what one sign-in did, though an agent has another key for each request', () => {
    const inSession = (session: string, accessKeyId: string) => ({
      identity: { ...by(accessKeyId).identity, signInSessionArn: session },
    });
    expect(
      idsOf([
        rootUse({ id: 'a', ...inSession('one', 'ASIA1111111111111111') }),
        rootUse({ id: 'b', ...inSession('one', 'ASIA2222222222222222') }),
        rootUse({ id: 'c', ...inSession('other', 'ASIA2222222222222222') }),
      ]),
    ).toEqual([['a', 'b'], ['c']]);
  });

  test('have not activities that differ in event, region and outcome only', () => {
    expect(
      idsOf([
        rootUse({ id: 'a' }),
        rootUse({ id: 'b', eventName: 'StopLogging', region: 'eu-west-1', outcome: 'failure' }),
      ]),
    ).toEqual([['a', 'b']]);
  });

  test('has what cannot be read, apart from uses', () => {
    expect(
      idsOf([
        { ...whollyUnreadable, id: 'u' },
        rootUse({ id: 'a' }),
        { ...whollyUnreadable, id: 'v' },
      ]),
    ).toEqual([['a'], ['u', 'v']]);
  });
});

test('an alarm is a message of its own, however many there are, and costs uses none of theirs', () => {
  const alarm = (id: string): AlarmTransition => ({
    kind: 'alarm',
    isNotice: false,
    id,
    isDrill: false,
    alarmName: 'root-alert',
    state: 'ALARM',
    reason: undefined,
    description: undefined,
    condition: undefined,
    evaluatedMs: undefined,
    eventId: undefined,
    accountId: '111122223333',
    region: undefined,
    sourceIp: undefined,
    occurredAt: undefined,
  });
  const alarms = Array.from({ length: 12 }, (_, index) => alarm(`alarm-${index}`));
  expect(idsOf([...alarms, rootUse({ id: 'a' }), rootUse({ id: 'b' })])).toEqual([
    ['a', 'b'],
    ...alarms.map(({ id }) => [id]),
  ]);
});

describe('in order', () => {
  test('are groups and members by the time at which things happened, not at which they came', () => {
    expect(
      idsOf([
        rootUse({ id: 'late', occurredAt: at(9) }),
        rootUse({ id: 'other', occurredAt: at(5), sourceIp: '198.51.100.7' }),
        rootUse({ id: 'first', occurredAt: at(1) }),
      ]),
    ).toEqual([['first', 'late'], ['other']]);
  });

  test('what has no time comes last, as it came', () => {
    expect(
      idsOf([
        rootUse({ id: 'x', occurredAt: undefined }),
        rootUse({ id: 'b', occurredAt: at(2) }),
        rootUse({ id: 'y', occurredAt: undefined }),
        rootUse({ id: 'a', occurredAt: at(1) }),
      ]),
    ).toEqual([['a', 'b', 'x', 'y']]);
  });
});

describe('an attacker with many addresses', () => {
  const fromAddresses = (count: number, changes: object = {}): RootActivity[] =>
    Array.from({ length: count }, (_, index) =>
      rootUse({ id: String(index), sourceIp: `2001:db8::${index.toString(16)}`, ...changes }),
    );

  test('makes a message for each of ten, and a single one from eleven on', () => {
    expect(idsOf(fromAddresses(10))).toHaveLength(10);
    expect(idsOf(fromAddresses(11))).toHaveLength(1);
    expect(idsOf(fromAddresses(10_000))).toHaveLength(1);
  });

  test('does not mix accounts, as long as those are ten at most', () => {
    const ofAccounts = (count: number): RootActivity[] =>
      Array.from({ length: count }, (_, index) =>
        fromAddresses(3, { accountId: String(100_000_000_000 + index) }),
      ).flat();
    expect(idsOf(ofAccounts(10))).toHaveLength(10);
    expect(idsOf(ofAccounts(11))).toHaveLength(1);
  });

  test('never mixes a drill with the real thing', () => {
    const groups = groupForDigests(
      [...fromAddresses(500), ...fromAddresses(500, { isDrill: true, accountId: '1' })].map(
        (activity) => ({ activity }),
      ),
    );
    expect(
      groups.map((group) => new Set(group.map(({ activity }) => activity.isDrill)).size),
    ).toEqual([1, 1]);
  });
});

test('whatever comes, everything is in exactly one of at most ten groups, drills by themselves', () => {
  const activity = fc
    .record({
      isDrill: fc.boolean(),
      accountId: fc.option(fc.constantFrom('1', '2', '3'), { nil: undefined }),
      sourceIp: fc.option(fc.ipV4(), { nil: undefined }),
      occurredAt: fc.option(fc.date({ noInvalidDate: true }), { nil: undefined }),
      accessKeyId: fc.constantFrom('A', 'B', undefined),
      isReadable: fc.boolean(),
    })
    .map(
      ({ accessKeyId, isReadable, ...rest }): RootActivity =>
        isReadable ? rootUse({ ...rest, ...by(accessKeyId) }) : { ...whollyUnreadable, ...rest },
    );
  fc.assert(
    fc.property(fc.array(activity, { maxLength: 60 }), (activities) => {
      const items = activities.map((it, index) => ({ activity: it, index }));
      const groups = groupForDigests(items);
      expect(groups.length).toBeLessThanOrEqual(10);
      expect(groups.flat().sort((a, b) => a.index - b.index)).toEqual(items);
      for (const group of groups) {
        expect(new Set(group.map((it) => it.activity.isDrill)).size).toBe(1);
      }
    }),
  );
});
