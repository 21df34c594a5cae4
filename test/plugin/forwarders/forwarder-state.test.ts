import type {
  StackInstanceDetailedStatus,
  StackInstanceStatus,
} from '@aws-sdk/client-cloudformation';
import { describe, expect, test } from 'vitest';
import { describeForwarders } from '../../../plugin/forwarders/forwarder-state.ts';

const home = '111122223333';

const instance = (
  Region: string,
  Status: StackInstanceStatus = 'CURRENT',
  DetailedStatus: StackInstanceDetailedStatus = 'SUCCEEDED',
  more: { Account?: string; StatusReason?: string } = {},
) => ({ Account: home, Region, Status, StackInstanceStatus: { DetailedStatus }, ...more });

describe('forwarders that are in place', () => {
  test('give no line', () => {
    const instances = [instance('us-east-1'), instance('us-west-2')];
    expect(describeForwarders(instances, ['us-east-1', 'us-west-2'])).toEqual([]);
  });

  test('are those without a detailed status too', () => {
    const instances = [{ Account: home, Region: 'us-east-1', Status: 'CURRENT' as const }];
    expect(describeForwarders(instances, ['us-east-1'])).toEqual([]);
  });

  test('may be more than were asked for', () => {
    expect(
      describeForwarders([instance('us-east-1'), instance('us-west-2')], ['us-east-1']),
    ).toEqual([]);
  });
});

describe('a forwarder that is not in place', () => {
  test.each<[StackInstanceStatus, StackInstanceDetailedStatus, string]>([
    ['OUTDATED', 'FAILED', 'OUTDATED, FAILED'],
    ['OUTDATED', 'CANCELLED', 'OUTDATED, CANCELLED'],
    ['OUTDATED', 'SUCCEEDED', 'OUTDATED, SUCCEEDED'],
    ['OUTDATED', 'SKIPPED_SUSPENDED_ACCOUNT', 'OUTDATED, SKIPPED_SUSPENDED_ACCOUNT'],
    ['CURRENT', 'FAILED', 'CURRENT, FAILED'],
    ['INOPERABLE', 'INOPERABLE', 'INOPERABLE'],
    ['INOPERABLE', 'PENDING', 'INOPERABLE, PENDING'],
  ])('is told with its state: %s %s', (status, detailed, state) => {
    expect(describeForwarders([instance('us-east-1', status, detailed)], ['us-east-1'])).toEqual([
      `us-east-1 (${home}): ${state}`,
    ]);
  });

  test('is told even when nothing is known of its state', () => {
    expect(describeForwarders([{ Account: home, Region: 'us-east-1' }], ['us-east-1'])).toEqual([
      `us-east-1 (${home}): unknown state`,
    ]);
  });

  test('is told with why', () => {
    const StatusReason = 'User: x is not authorized to perform: events:PutRule';
    const instances = [instance('us-east-1', 'OUTDATED', 'FAILED', { StatusReason })];
    expect(describeForwarders(instances, [])).toEqual([
      `us-east-1 (${home}): OUTDATED, FAILED: ${StatusReason}`,
    ]);
  });

  test('has a reason that cannot steer the terminal', () => {
    const StatusReason = ' a\r\n\u001b[31mb\u0007\u009bc\u202ed\u2028\t ';
    const instances = [instance('us-east-1', 'OUTDATED', 'FAILED', { StatusReason })];
    expect(describeForwarders(instances, [])).toEqual([
      `us-east-1 (${home}): OUTDATED, FAILED: a [31mb c d`,
    ]);
  });

  test('has a reason of 200 characters whole, and no more of a longer one', () => {
    const told = (StatusReason: string) =>
      describeForwarders([instance('us-east-1', 'OUTDATED', 'FAILED', { StatusReason })], []);
    expect(told('😀'.repeat(200))).toEqual([expect.stringMatching(/: (😀){200}$/u)]);
    expect(told('😀'.repeat(201))).toEqual([expect.stringMatching(/: (😀){200}…$/u)]);
  });
});

describe('what was asked for and is not there', () => {
  test('is told in one line for all regions', () => {
    expect(
      describeForwarders([instance('us-east-1')], ['us-east-1', 'us-west-1', 'us-west-2']),
    ).toEqual([`us-west-1, us-west-2 (${home}): no forwarder`]);
  });

  test('is told when there is nothing at all', () => {
    expect(describeForwarders([], ['us-east-1', 'us-west-2'])).toEqual([
      'us-east-1, us-west-2: no forwarder',
    ]);
  });

  test('is told of the account that lacks it, though others have it', () => {
    const other = { Account: '444455556666' };
    const instances = [
      instance('us-east-1'),
      instance('us-west-2'),
      instance('us-east-1', 'CURRENT', 'SUCCEEDED', other),
    ];
    expect(describeForwarders(instances, ['us-east-1', 'us-west-2'])).toEqual([
      'us-west-2 (444455556666): no forwarder',
    ]);
  });
});

describe('many accounts', () => {
  const failing = (count: number, reasonOf: (account: string) => string = () => 'denied') =>
    Array.from({ length: count }, (_, index) => {
      const Account = String(100000000000 + index);
      const StatusReason = reasonOf(Account);
      return instance('us-east-1', 'OUTDATED', 'FAILED', { Account, StatusReason });
    });
  const named = failing(10)
    .map(({ Account }) => Account)
    .join(', ');

  test('are named up to ten', () => {
    expect(describeForwarders(failing(10), [])).toEqual([
      `us-east-1 (${named}): OUTDATED, FAILED: denied`,
    ]);
  });

  test('beyond ten are counted', () => {
    expect(describeForwarders(failing(5_000), [])).toEqual([
      `us-east-1 (${named} and 4990 more): OUTDATED, FAILED: denied`,
    ]);
  });

  test('with a reason each have the first one as an example', () => {
    expect(
      describeForwarders(
        failing(2, (account) => `no role in ${account}`),
        [],
      ),
    ).toEqual([
      'us-east-1 (100000000000, 100000000001): OUTDATED, FAILED, for example: no role in 100000000000',
    ]);
  });
});

describe('an operation in progress', () => {
  test('is told in one line, not as a fault', () => {
    const instances = [
      instance('us-east-1', 'OUTDATED', 'RUNNING'),
      instance('us-west-1', 'OUTDATED', 'PENDING'),
      instance('us-west-2'),
    ];
    expect(describeForwarders(instances, ['us-east-1', 'us-west-1', 'us-west-2'])).toEqual([
      '2 still being put in place: look again in some minutes',
    ]);
  });

  test('does not hide what has failed already', () => {
    const instances = [
      instance('us-east-1', 'OUTDATED', 'RUNNING'),
      instance('us-west-2', 'OUTDATED', 'FAILED'),
    ];
    expect(describeForwarders(instances, [])).toEqual([
      `us-west-2 (${home}): OUTDATED, FAILED`,
      '1 still being put in place: look again in some minutes',
    ]);
  });
});
