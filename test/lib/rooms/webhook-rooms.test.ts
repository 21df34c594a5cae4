import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readWebhookRooms } from '../../../lib/rooms/webhook-rooms.ts';

const dooray = 'https://hook.dooray.com/services/100/200/token';
const slack = 'https://hooks.slack.com/services/T0/B0/token';
const loopback = 'http://127.0.0.1:8080/hook';
const extra = 'https://chat.example/hook';

/** The rooms as `name kind url`, and how many faults there are. */
function read(secret: unknown, extraHosts: readonly string[] = []) {
  const text = typeof secret === 'string' ? secret : JSON.stringify(secret);
  const { rooms, faults } = readWebhookRooms(text, extraHosts);
  return {
    rooms: rooms.map(({ name, kind, url }) => `${name} ${kind} ${url.href}`),
    faults,
  };
}

describe('a bare URL', () => {
  test.each([
    [dooray, `dooray dooray ${dooray}`],
    [slack, `slack slack ${slack}`],
    [loopback, `dooray dooray ${loopback}`],
    [extra, `dooray dooray ${extra}`],
  ])('%s names one room, whose kind its host tells', (secret, room) => {
    expect(read(secret, ['chat.example'])).toEqual({ rooms: [room], faults: [] });
  });

  test('may have blanks or a line end around it, or quotes, as pasted secrets do', () => {
    const expected = { rooms: [`dooray dooray ${dooray}`], faults: [] };
    expect(read(`  ${dooray}\n`)).toEqual(expected);
    expect(read(`"${dooray}"`)).toEqual(expected);
    expect(read(`" ${dooray} "`)).toEqual(expected);
  });

  test.each([
    'https://example.com/services/1',
    'https://hooks.slack.com/workflows/T0/A0/1/token',
    'http://hook.dooray.com/services/1/2/3',
    'not a URL',
  ])('%s is refused, for alerts must not be sent there', (secret) => {
    const { rooms, faults } = read(secret);
    expect(rooms).toEqual([]);
    expect(faults).toEqual([expect.stringMatching(/^webhook secret: expected the URL of a web/)]);
  });
});

describe('JSON', () => {
  test('names a room for each key', () => {
    expect(read({ slack, dooray })).toEqual({
      rooms: [`dooray dooray ${dooray}`, `slack slack ${slack}`],
      faults: [],
    });
  });

  test('names a room for each URL of a list, numbered from the second', () => {
    const urls = ['a', 'b', 'c'].map((token) => `https://hook.dooray.com/services/1/2/${token}`);
    expect(read({ dooray: urls })).toEqual({
      rooms: [
        `dooray dooray ${urls[0]}`,
        `dooray-2 dooray ${urls[1]}`,
        `dooray-3 dooray ${urls[2]}`,
      ],
      faults: [],
    });
  });

  test('decides the kind where the host says nothing of it', () => {
    expect(read({ slack: [loopback, extra] }, ['chat.example'])).toEqual({
      rooms: [`slack slack ${loopback}`, `slack-2 slack ${extra}`],
      faults: [],
    });
  });

  test('does not overrule a host that says it: each takes another payload', () => {
    expect(read({ slack: dooray, dooray: slack })).toEqual({
      rooms: [],
      faults: [
        expect.stringMatching(/^webhook secret, key dooray: expected the https URL of a Dooray/),
        expect.stringMatching(/^webhook secret, key slack: expected the https URL of a Slack/),
      ],
    });
  });

  test('with a bad URL still names the other rooms, under their own numbers', () => {
    const { rooms, faults } = read({ dooray: ['nonsense', dooray], slack });
    expect(rooms).toEqual([`dooray-2 dooray ${dooray}`, `slack slack ${slack}`]);
    expect(faults).toEqual([expect.stringMatching(/^webhook secret, key dooray: /)]);
  });

  test.each([
    [{ dooray: '' }],
    [{ dooray: null }],
    [{ dooray: 7 }],
    [{ dooray: {} }],
    [{ dooray: [] }],
    [{ dooray: [[dooray]] }],
  ])('%j names no room and has a fault', (secret) => {
    const { rooms, faults } = read(secret);
    expect(rooms).toEqual([]);
    expect(faults).toEqual([expect.stringMatching(/^webhook secret, key dooray: expected /)]);
  });

  test('with another key has a fault, and names the rooms it knows', () => {
    const { rooms, faults } = read({ dooray, teams: 'https://teams.example/token' });
    expect(rooms).toEqual([`dooray dooray ${dooray}`]);
    expect(faults).toEqual(['webhook secret: expected no other keys than dooray and slack.']);
  });
});

test.each(['', ' ', 'null', '7', 'true', '""', '{}', '[]', `["${dooray}"]`, '{"dooray":'])(
  '%j is no webhook secret',
  (secret) => {
    const { rooms, faults } = read(secret);
    expect(rooms).toEqual([]);
    expect(faults).toEqual([expect.stringMatching(/^webhook secret: expected the URL of a web/)]);
  },
);

test('no secret is so odd that reading it throws, and none names neither a room nor a fault', () => {
  const someJson = fc.jsonValue({ maxDepth: 2 });
  const secret = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json({ maxDepth: 2 }),
    fc
      .record(
        { dooray: someJson, slack: someJson, other: someJson },
        {
          requiredKeys: [],
        },
      )
      .map((value) => JSON.stringify(value)),
  );
  fc.assert(
    fc.property(secret, (text) => {
      const { rooms, faults } = readWebhookRooms(text, []);
      expect(rooms.length + faults.length).toBeGreaterThan(0);
    }),
  );
});

test('a fault never holds what is in the secret', () => {
  const token = 'Sup3r-s3cret';
  const secrets = [
    `https://example.com/${token}`,
    JSON.stringify({ dooray: `https://example.com/${token}`, slack: [token], [token]: token }),
  ];
  for (const secret of secrets) {
    expect(readWebhookRooms(secret, []).faults.join()).not.toContain(token);
  }
});
