import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roomKinds } from '../../../lib/rooms/room-kinds.ts';
import { rulesByKind } from '../../../lib/rooms/rules-by-kind.ts';
import { webhookRemarks } from '../../../lib/rooms/webhook-remarks.ts';
import { readWebhookRooms } from '../../../lib/rooms/webhook-rooms.ts';
import { sampleDestination } from '../room-payload.ts';

const dooray = 'https://hook.dooray.com/services/100/200/token';
const slack = (token: string) => `https://hooks.slack.com/services/T0/B0/${token}`;
const routingKey = 'R0sampleR0sampleR0sampleR0sample';

const read = (rooms: unknown, others: object = {}) =>
  readWebhookRooms(JSON.stringify({ ...others, rooms }), []);
/** The faults and remarks about one entry, without what stands before its place. */
const wrongWith = (entry: unknown) => {
  const { faults, remarks = [] } = read([entry], { dooray });
  return [...faults, ...remarks].map((it) => it.replace('webhook secret, ', ''));
};

describe('an entry of the list', () => {
  test('may ask for buttons where the kind has some, and only by true', () => {
    const entry = (more: object) => ({ kind: 'slack', url: slack('a'), ...more });
    expect(read([entry({ buttons: true })]).rooms[0]?.hasButtons).toBe(true);
    expect(read([entry({ buttons: false })]).rooms[0]).not.toHaveProperty('hasButtons');
    expect(read([entry({ buttons: 'yes' })]).rooms[0]).not.toHaveProperty('hasButtons');
    expect(wrongWith(entry({ buttons: 'yes' }))).toEqual([
      'rooms[0].buttons: expected true or false.',
    ]);
    expect(wrongWith({ kind: 'dooray', url: `${dooray}2`, buttons: true })).toEqual([
      'rooms[0].buttons: root-alert has no buttons in dooray.',
    ]);
  });

  test.each(roomKinds)('names a %s room', (kind) => {
    const { url, ...others } = sampleDestination(kind);
    const { rooms, faults, remarks } = read([{ kind, url: url.href, ...others }]);
    expect([faults, remarks]).toEqual([[], undefined]);
    expect(rooms).toEqual([
      {
        kind,
        name: kind,
        url,
        ...others,
        route: {},
        isKnownHost: kind !== 'webhook',
        ledgerKey: expect.stringMatching(new RegExp(`^${kind}#[\\w-]{12}$`)),
      },
    ]);
  });

  test.each(roomKinds)('names a %s room on this machine, to try things out', (kind) => {
    const { url: _, ...others } = sampleDestination(kind);
    const { rooms, faults } = read([{ kind, url: 'http://127.0.0.1:8080/hook', ...others }]);
    expect(faults).toEqual([]);
    expect(rooms[0]?.isKnownHost).toBe(false);
  });

  test.each(roomKinds)('may lead a %s room to a host that webhookExtraHosts names', (kind) => {
    const { url: _, ...others } = sampleDestination(kind);
    const secret = JSON.stringify({ rooms: [{ kind, url: 'https://chat.example/x', ...others }] });
    expect(readWebhookRooms(secret, ['chat.example']).faults).toEqual([]);
    expect(readWebhookRooms(secret, []).rooms).toEqual([]);
  });

  test.each(roomKinds.filter((kind) => rulesByKind[kind].defaultUrl))(
    'needs no URL for %s',
    (kind) => {
      const { url: _, ...others } = sampleDestination(kind);
      expect(read([{ kind, ...others }]).rooms[0]?.url.href).toBe(rulesByKind[kind].defaultUrl);
    },
  );

  test('has what its fields say', () => {
    const { rooms, faults, remarks } = read([
      {
        kind: 'slack',
        url: slack('a'),
        name: '보안팀',
        severities: ['critical', 'high'],
        accounts: ['012345678901'],
        clouds: ['aws'],
        drills: false,
        locale: 'en',
        mention: 'channel',
      },
      { kind: 'slack', url: slack('b') },
    ]);
    expect([faults, remarks]).toEqual([[], undefined]);
    expect(rooms[0]).toMatchObject({
      name: '보안팀',
      ledgerKey: 'slack:보안팀',
      locale: 'en',
      mention: 'channel',
      route: {
        severities: ['critical', 'high'],
        accounts: ['012345678901'],
        clouds: ['aws'],
        drills: false,
      },
    });
  });
});

describe('what keeps a room from being told is a fault, by its place', () => {
  test.each<[unknown, string]>([
    ['https://hook.dooray.com/services/1/2/3', 'rooms[0]: expected an object such as'],
    [{ url: dooray }, 'rooms[0].kind: expected one of dooray, slack, '],
    [{ kind: 'Teams', url: dooray }, 'rooms[0].kind: expected one of dooray, slack, '],
    [{ kind: 'teams' }, 'rooms[0].url: expected the https URL of a Teams workflow'],
    [{ kind: 'teams', url: dooray }, 'rooms[0].url: expected the https URL of a Teams workflow'],
    [{ kind: 'discord', url: 'https://evil.example/api/webhooks/1/2' }, 'rooms[0].url: expected'],
    [{ kind: 'pagerDuty' }, 'rooms[0].key: expected the integration key'],
    [{ kind: 'pagerDuty', key: 'short' }, 'rooms[0].key: expected the integration key'],
    [{ kind: 'slack', url: slack('a'), key: routingKey }, 'rooms[0].key: slack takes none'],
    [
      { kind: 'telegram', key: '1234567890:AAsampleSampleSampleSampleSampleSample' },
      'rooms[0].chatId: expected the number',
    ],
  ])('%j', (entry, fault) => {
    const { rooms, faults } = read([entry], { dooray });
    expect(rooms.map(({ kind }) => kind)).toEqual(['dooray']);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^webhook secret, .*\.$/);
    expect(faults[0]).toContain(fault);
  });

  test.each<[unknown]>([[{}], ['x'], [null], [[]], [7]])('a list that is %j', (list) => {
    const { rooms, faults } = read(list, { dooray });
    expect(rooms).toHaveLength(1);
    expect(faults).toEqual([expect.stringMatching(/^webhook secret, key rooms: expected a list/)]);
  });
});

describe('what keeps no room from being told is said all the same, and left out', () => {
  const entry = { kind: 'slack', url: slack('a') };
  test.each<[object, string]>([
    [{ locale: 'fr' }, 'rooms[0].locale: expected ko or en'],
    [{ mention: '<!channel>' }, 'rooms[0].mention: expected channel, here, or the id'],
    [{ severities: ['grave'] }, 'rooms[0].severities: expected a list of critical, high'],
    [{ severities: [] }, 'rooms[0].severities: expected a list of critical, high'],
    [{ severities: 'high' }, 'rooms[0].severities: expected a list of critical, high'],
    [{ accounts: [111122223333] }, 'rooms[0].accounts: expected a list of account numbers'],
    [{ accounts: ['1111-2222-3333'] }, 'rooms[0].accounts: expected a list of account numbers'],
    [{ clouds: ['gcp'] }, 'rooms[0].clouds: expected a list of aws, ncloud'],
    [{ drills: 'no' }, 'rooms[0].drills: expected true or false'],
    [{ name: slack('a') }, 'rooms[0].name: expected a short name'],
    [{ severity: ['high'] }, 'rooms[0]: expected no other fields than kind, url'],
  ])('%j', (field, remark) => {
    const { rooms, faults, remarks } = read([{ ...entry, ...field }]);
    expect([rooms.length, faults]).toEqual([1, []]);
    expect(rooms[0]?.route).toEqual({});
    expect(remarks).toEqual([expect.stringContaining(remark)]);
  });

  test('nobody is called by name in a kind that has no way to', () => {
    const remarks = wrongWith({ kind: 'dooray', url: `${dooray}2`, mention: 'all' });
    expect(remarks).toEqual(['rooms[0].mention: root-alert can call nobody in dooray.']);
  });

  test('two rooms of one name: the second has that of its kind', () => {
    const { rooms, remarks } = read([
      { ...entry, name: 'a' },
      { kind: 'slack', url: slack('b'), name: 'a' },
    ]);
    expect(rooms.map(({ name }) => name)).toEqual(['a', 'slack']);
    expect(remarks).toEqual([
      'webhook secret, rooms[1].name: expected a name that no other room has.',
    ]);
  });

  test('a name that looks like a number is the one that its room was given', () => {
    const teams = { kind: 'teams', url: sampleDestination('teams').url.href };
    const { rooms, remarks } = read([
      teams,
      { ...teams, url: `${teams.url}2` },
      { ...entry, name: 'teams-2' },
    ]);
    expect(rooms.map(({ name }) => name)).toEqual(['teams', 'teams-3', 'teams-2']);
    expect([rooms[2]?.ledgerKey, remarks]).toEqual(['slack:teams-2', undefined]);
  });

  test('routes that leave something without a room, which then goes to every room', () => {
    const setting = read([{ ...entry, severities: ['critical', 'high'] }]);
    expect([setting.rooms.length, setting.faults]).toEqual([1, []]);
    expect(webhookRemarks(setting)).toEqual([
      'webhook secret, rooms: expected a room for every use, but none is told of severity medium, cloud aws; such a use goes to every room.',
    ]);
    expect(webhookRemarks(read([{ ...entry, severities: ['critical'] }], { dooray }))).toEqual([]);
  });
});

describe('the name in the ledger', () => {
  const entries = [
    { kind: 'slack', url: slack('a') },
    { kind: 'slack', url: slack('b') },
    { kind: 'pagerDuty', key: routingKey },
    { kind: 'pagerDuty', key: routingKey.replace('R', 'S') },
  ];
  const keysOf = (list: readonly object[], others?: object) =>
    read(list, others).rooms.map(({ ledgerKey }) => ledgerKey);

  test('is the same wherever a room stands in the list', () => {
    expect(keysOf(entries.toReversed())).toEqual(keysOf(entries).toReversed());
    expect(new Set(keysOf(entries)).size).toBe(4);
  });

  test('is that of no other room, and the keys of the kinds keep theirs', () => {
    const keys = keysOf(entries, { dooray, slack: slack('c') });
    expect(keys.slice(0, 2)).toEqual(['dooray', 'slack']);
    expect(keys.slice(2)).toEqual(keysOf(entries));
  });

  test('of a room with a name stays when its URL is rotated', () => {
    const named = (token: string) => keysOf([{ kind: 'slack', url: slack(token), name: 'ops' }]);
    expect(named('a')).toEqual(named('b'));
  });
});

test('no fault and no remark ever holds what is in the secret', () => {
  const secret = 'Sup3rS3cretSup3rS3cret';
  const fields = [
    'kind',
    'url',
    'key',
    'chatId',
    'name',
    'severities',
    'accounts',
    'locale',
    'mention',
    secret,
  ];
  const values = [
    secret,
    [secret],
    `https://evil.example/${secret}`,
    `https://chat.googleapis.com/v1/spaces/${secret}`,
  ];
  const entry = fc.dictionary(fc.constantFrom(...fields), fc.constantFrom(...values, ...roomKinds));
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 3 }), (list) => {
      const { faults, remarks = [] } = read(list);
      expect([...faults, ...remarks].join()).not.toContain(secret);
    }),
  );
});

test('no list is so odd that reading it throws, and none names neither a room nor a fault', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), (list) => {
      const { rooms, faults } = read(list);
      expect(rooms.length + faults.length).toBeGreaterThan(0);
    }),
  );
});
