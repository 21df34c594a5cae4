import { describe, expect, test } from 'vitest';
import {
  alarmFindings,
  mappingFindings,
  subscriptionFindings,
} from '../../../lib/reconcile/deployment-findings.ts';

const own = { functionArn: 'arn:outbox', state: 'Enabled', isFiltered: false };
const mappings = (...list: readonly Partial<typeof own>[]) =>
  mappingFindings(
    list.map((it) => ({ ...own, ...it })),
    'arn:outbox',
    'outbox',
    'queue',
  ).map(({ kind, place, detail }) => `${kind} ${place} ${detail}`);

describe('what takes the messages of the outbox', () => {
  test.each(['Enabled', 'Enabling', 'Updating', 'Creating'])('is well while it is %s', (state) => {
    expect(mappings({ state })).toEqual([]);
  });

  test.each<[string, string[], Partial<typeof own>[]]>([
    ['gone', ['mappingOff outbox gone'], []],
    ['switched off', ['mappingOff outbox Disabled'], [{ state: 'Disabled' }]],
    ['filtered', ['mappingOff outbox filter'], [{ isFiltered: true }]],
    ['shared', ['mappingForeign queue arn:theirs'], [{}, { functionArn: 'arn:theirs' }]],
    [
      'replaced',
      ['mappingOff outbox gone', 'mappingForeign queue arn:theirs'],
      [{ functionArn: 'arn:theirs' }],
    ],
  ])('is found when it is %s', (_, expected, list) => {
    expect(mappings(...list)).toEqual(expected);
  });
});

describe('an alarm', () => {
  const alarm = { name: 'alive', isSwitchedOn: true, actions: ['arn:topic'] };
  const found = (...alarms: readonly (typeof alarm)[]) =>
    alarmFindings(['alive'], alarms, (arn) => arn === 'arn:topic').map(({ kind }) => kind);

  test('that leads to a topic of ours is well', () => {
    expect(found(alarm)).toEqual([]);
  });

  test.each<[string, string[], (typeof alarm)[]]>([
    ['gone', ['alarmGone'], []],
    ['switched off', ['alarmSilent'], [{ ...alarm, isSwitchedOn: false }]],
    ['without actions', ['alarmSilent'], [{ ...alarm, actions: [] }]],
    ["with somebody else's action only", ['alarmSilent'], [{ ...alarm, actions: ['arn:theirs'] }]],
  ])('that is %s is found', (_, expected, alarms) => {
    expect(found(...alarms)).toEqual(expected);
  });
});

describe('the ops e-mail', () => {
  const ours = { endpoint: 'Ops@example.com', isConfirmed: true };
  const theirs = { endpoint: 'x@example.net', isConfirmed: true };
  const kinds = (list: readonly (typeof ours)[] | undefined, opsEmail?: string) =>
    subscriptionFindings('arn:topic', list, opsEmail).map(({ kind }) => kind);

  test.each<[string, string[], (typeof ours)[] | undefined, string | undefined]>([
    ['confirmed', [], [ours], 'ops@example.com'],
    [
      'not confirmed',
      ['opsEmailUnconfirmed'],
      [{ ...ours, isConfirmed: false }],
      'ops@example.com',
    ],
    ['unsubscribed', ['opsEmailGone'], [], 'ops@example.com'],
    ["unsubscribed, with somebody else's there", ['opsEmailGone'], [theirs], 'ops@example.com'],
    ['never given, and nobody there', ['opsEmailNone'], [], undefined],
    ['never given, and somebody there', [], [theirs], undefined],
    ['without a topic', ['topicGone'], undefined, 'ops@example.com'],
  ])('%s: %j', (_, expected, list, opsEmail) => {
    expect(kinds(list, opsEmail)).toEqual(expected);
  });

  test('is named with the topic, for the command that subscribes it again', () => {
    expect(subscriptionFindings('arn:topic', [], 'ops@example.com')).toEqual([
      { kind: 'opsEmailGone', place: 'arn:topic', detail: 'ops@example.com' },
    ]);
  });
});
