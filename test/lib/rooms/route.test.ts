import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { severities } from '../../../lib/classify/classes.ts';
import {
  clouds,
  escalationRooms,
  gapIn,
  type Route,
  type RoutedUse,
  roomsFor,
  usualRooms,
} from '../../../lib/rooms/route.ts';

const accounts = ['111122223333', '444455556666', 'payments'];

const use = (changes: Partial<RoutedUse> = {}): RoutedUse => ({
  severity: 'high',
  accounts: ['111122223333'],
  cloud: 'aws',
  isDrill: false,
  ...changes,
});

const rooms = (...routes: readonly Route[]) => routes.map((route, index) => ({ index, route }));
const chosen = (uses: readonly RoutedUse[], ...routes: readonly Route[]) =>
  roomsFor(uses, rooms(...routes)).map(({ index }) => index);

describe('a room for escalation', () => {
  const routes: Route[] = [{}, { escalation: true }, { severities: ['low'], escalation: true }];
  const indices = (some: readonly { readonly index: number }[]) => some.map(({ index }) => index);

  test('is none of those that are told as ever', () => {
    expect(indices(usualRooms(rooms(...routes)))).toEqual([0]);
    expect(indices(escalationRooms(rooms(...routes)))).toEqual([1, 2]);
  });

  test('is told as ever where there is no other, so that nothing is lost', () => {
    expect(indices(usualRooms(rooms({ escalation: true })))).toEqual([0]);
  });

  test('fills no gap, and makes none', () => {
    expect(gapIn([{ severities: ['critical'] }, { escalation: true }])).toContain('high');
    expect(gapIn([{}, { severities: ['critical'], escalation: true }])).toBeUndefined();
  });
});

describe('a use goes', () => {
  test('to every room without conditions, and to those whose conditions it meets', () => {
    const routes: Route[] = [
      {},
      { severities: ['high'] },
      { severities: ['low'] },
      { accounts: ['111122223333'] },
      { accounts: ['444455556666'] },
      { clouds: ['aws'], severities: ['critical', 'high'] },
      { clouds: ['ncloud'] },
    ];
    expect(chosen([use()], ...routes)).toEqual([0, 1, 3, 5]);
  });

  test('to the room of the account whose root was asked for, too', () => {
    const asked = use({ accounts: ['999999999999', '444455556666'] });
    expect(chosen([asked], {}, { accounts: ['444455556666'] })).toEqual([0, 1]);
  });

  test('to every room where none is told of it', () => {
    expect(chosen([use()], { severities: ['low'] }, { accounts: ['444455556666'] })).toEqual([
      0, 1,
    ]);
  });

  test('as a drill, to no room that takes none, unless no other is left', () => {
    const drill = use({ isDrill: true });
    expect(chosen([drill], {}, { drills: false })).toEqual([0]);
    expect(chosen([use()], {}, { drills: false })).toEqual([0, 1]);
    expect(chosen([drill], { drills: false }, { drills: false })).toEqual([0, 1]);
  });

  test('in a digest, to each room that is told of one of them', () => {
    const uses = [use({ severity: 'low' }), use({ severity: 'critical' })];
    const routes: Route[] = [
      { severities: ['critical'] },
      { severities: ['low'] },
      { severities: ['medium'] },
    ];
    expect(chosen(uses, ...routes)).toEqual([0, 1]);
  });

  test('of an unknown account or cloud, past the rooms of others, but never nowhere', () => {
    const unknown = use({ accounts: [], cloud: undefined });
    expect(chosen([unknown], {}, { accounts: ['111122223333'] }, { clouds: ['aws'] })).toEqual([0]);
    expect(chosen([unknown], { accounts: ['111122223333'] }, { clouds: ['aws'] })).toEqual([0, 1]);
  });
});

test('what is about no use goes to the rooms without conditions, or to all', () => {
  expect(chosen([], {}, { severities: ['critical'] })).toEqual([0]);
  expect(chosen([], { severities: ['low'] }, { severities: ['critical'] })).toEqual([0, 1]);
});

const someOf = <T>(values: readonly T[]) =>
  fc.option(fc.subarray([...values], { minLength: 1 }), { nil: undefined });
const route: fc.Arbitrary<Route> = fc
  .record({
    severities: someOf(severities),
    accounts: someOf(accounts),
    clouds: someOf(clouds),
    isWithoutDrills: fc.boolean(),
  })
  .map(({ severities, accounts, clouds, isWithoutDrills }) => ({
    ...(severities && { severities }),
    ...(accounts && { accounts }),
    ...(clouds && { clouds }),
    ...(isWithoutDrills && { drills: false }),
  }));
const anyUse: fc.Arbitrary<RoutedUse> = fc.record({
  severity: fc.constantFrom(...severities),
  accounts: fc.subarray([...accounts, '999999999999']),
  cloud: fc.constantFrom(...clouds, undefined),
  isDrill: fc.boolean(),
});
const routes = fc.array(route, { minLength: 1, maxLength: 5 });

test('whatever the routes, no use is told nowhere, and none of a digest is', () => {
  fc.assert(
    fc.property(routes, fc.array(anyUse, { maxLength: 4 }), (some, uses) => {
      expect(chosen(uses, ...some).length).toBeGreaterThan(0);
      const told = new Set(chosen(uses, ...some));
      for (const one of uses) expect(chosen([one], ...some).some((it) => told.has(it))).toBe(true);
    }),
  );
});

describe('a gap', () => {
  test.each<[string, readonly Route[]]>([
    ['severity low, cloud aws', [{ severities: ['critical', 'high', 'medium'] }]],
    [
      'severity critical, cloud aws in an account that none names',
      [{ accounts: ['111122223333'] }],
    ],
    ['severity critical, cloud ncloud', [{ clouds: ['aws'] }]],
    ['severity critical, cloud aws, as a drill', [{ drills: false }]],
    [
      'severity high, cloud aws in an account that none names',
      [
        { accounts: ['111122223333'], severities: ['critical'] },
        { clouds: ['ncloud'] },
        { severities: ['critical'] },
        { accounts: ['444455556666'] },
      ],
    ],
  ])('is named: %s', (gap, some) => {
    expect(gapIn(some)).toBe(gap);
  });

  test.each<[readonly Route[]]>([
    [[]],
    [[{}]],
    [[{ severities: ['critical'] }, {}]],
    [[{ severities: ['critical', 'high'] }, { severities: ['medium', 'low'] }]],
    [[{ clouds: ['aws'] }, { clouds: ['ncloud'] }]],
    [[{ drills: false }, { severities: [...severities] }]],
  ])('is not there in %j', (some) => {
    expect(gapIn(some)).toBeUndefined();
  });

  test('is named where some use of a known cloud would go to every room for want of one', () => {
    const oneAccount = anyUse.filter(
      ({ cloud, accounts: of }) => cloud !== undefined && of.length < 2,
    );
    fc.assert(
      fc.property(routes, oneAccount, (some, one) => {
        // It is told of nothing, but where all are.
        const deaf: Route = { severities: [] };
        const isFallen = chosen([one], ...some, deaf).includes(some.length);
        if (isFallen) expect(gapIn(some)).toBeDefined();
      }),
    );
  });
});
