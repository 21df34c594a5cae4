import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readWebhookRooms } from '../../../lib/rooms/webhook-rooms.ts';
import { anyCharacter } from '../hostile-text.ts';

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
    expect(faults).toEqual([
      'webhook secret: expected no other keys than dooray and slack, rooms for a list of rooms of any kind, and heartbeat for a monitor, not teams.',
    ]);
  });
});

/** Values that people paste, with what the one sentence about them says. `%` stands for the URL of a webhook. */
const pasted = [
  ['%,%', 'not several URLs in one text'],
  ['%, %', 'not several URLs in one text'],
  ['% %', 'not several URLs in one text'],
  ['%\n%', 'not several URLs in one text'],
  ['%\t%', 'not several URLs in one text'],
  ['%;%', 'not several URLs in one text'],
  ['%%', 'not several URLs in one text'],
  ['“%”', 'without quotation marks around it'],
  ["'%'", 'without quotation marks around it'],
  ['%x', undefined],
  ['%/', undefined],
  [' %\n', undefined],
  ['% and more', 'without white space in it'],
  ['https://hook.dooray.com/services/…', 'not the example of the documentation'],
  ['https://…', 'not the example of the documentation'],
  ['<webhook URL>', 'not the example of the documentation'],
  ['https://hook.dooray.com/services/...', 'not the example of the documentation'],
  ['%,', 'with the path /services/ and three parts behind it'],
  ['%/more', 'with the path /services/ and three parts behind it'],
  ['https://hook.dooray.com/services/1/2', 'with the path /services/ and three parts behind it'],
  ['https://hook.dooray.com/', 'with the path /services/ and three parts behind it'],
  ['http://hook.dooray.com/services/1/2/3', 'not one with http'],
  ['https://hook.dooray.com:8443/services/1/2/3', 'without a port'],
  ['https://me@hook.dooray.com/services/1/2/3', 'without a user name and a password'],
  [
    'https://example.com/services/1/2/3',
    'not one of another host, unless webhookExtraHosts names it',
  ],
  ['hook.dooray.com/services/1/2/3', 'not a text that is no URL'],
  ['ftp://hook.dooray.com/services/1/2/3', 'not one of another protocol'],
] as const;

describe('a pasted value', () => {
  test.each(pasted)(
    '%j is taken, or refused in one sentence by key and by itself',
    (value, problem) => {
      const text = value.replaceAll('%', dooray);
      const expected =
        'expected the https URL of a Dooray incoming webhook, as its settings show it';
      expect(read({ dooray: text }).faults).toEqual(
        problem === undefined
          ? []
          : [`webhook secret, key dooray: ${expected}, ${problem}; no room is left.`],
      );
      expect(read(text).faults).toEqual(
        problem === undefined
          ? []
          : [
              expect.stringMatching(
                new RegExp(`^webhook secret: expected .*, ${problem}; no room is left\\.$`),
              ),
            ],
      );
    },
  );

  test.each([
    [{ dooray: [] }, 'not an empty list'],
    [{ dooray: null }, 'not null'],
    [{ dooray: 7 }, 'not a JSON number'],
    [{ dooray: { url: dooray } }, 'not a JSON object'],
    [{ dooray: [[dooray]] }, 'not a list within a list'],
    [{ dooray: '' }, 'not an empty text'],
    [{ dooray: slack }, 'not the URL of another room, which belongs under slack'],
  ])('%j is refused by its key', (secret, problem) => {
    expect(read(secret).faults).toEqual([
      expect.stringMatching(
        new RegExp(`^webhook secret, key dooray: expected .*, ${problem}; no room is left\\.$`),
      ),
    ]);
  });

  test('on a host of my own may have the URL of another in its path or query, as a proxy wants it', () => {
    for (const url of [`${extra}?to=${dooray}`, `https://chat.example/${dooray}`]) {
      expect(read(url, ['chat.example']).faults).toEqual([]);
    }
    expect(read(`${extra}${extra}`, ['chat.example']).faults).not.toEqual([]);
  });
});

describe('a key that is written otherwise', () => {
  test.each([
    ['Dooray', ', key Dooray: expected the key to be written dooray'],
    ['SLACK', ', key SLACK: expected the key to be written slack'],
    [' dooray ', ', key dooray: expected the key to be written dooray'],
    ['HeartBeat', ', key HeartBeat: expected the key to be written heartbeat'],
    [
      'webhook',
      ': expected no other keys than dooray and slack, rooms for a list of rooms of any kind, and heartbeat for a monitor, not webhook',
    ],
    [
      'dooray_url',
      ': expected no other keys than dooray and slack, rooms for a list of rooms of any kind, and heartbeat for a monitor, not dooray_url',
    ],
  ])('%s is refused by its name', (key, problem) => {
    expect(read({ [key]: dooray })).toEqual({
      rooms: [],
      faults: [`webhook secret${problem}; no room is left.`],
    });
    expect(read({ [key]: dooray, slack }).faults).toEqual([`webhook secret${problem}.`]);
  });

  test('is not named where it may be a secret itself', () => {
    for (const key of [dooray, 'Sup3rS3cret', 'x'.repeat(21)]) {
      expect(read({ [key]: '' }).faults).toEqual([
        'webhook secret: expected no other keys than dooray and slack, rooms for a list of rooms of any kind, and heartbeat for a monitor; no room is left.',
      ]);
    }
  });
});

describe('the key heartbeat', () => {
  test.each([
    'https://hc-ping.com/0f1e2d3c',
    'https://status.example.com:3001/api/push/abc?status=up&msg=OK&ping=',
    loopback,
  ])('names a monitor, and is no room: %s', (heartbeat) => {
    const { rooms, faults, monitor, monitorFault } = readWebhookRooms(
      JSON.stringify({ dooray, heartbeat }),
      [],
    );
    expect(rooms).toHaveLength(1);
    expect([faults, monitor?.href, monitorFault]).toEqual([[], heartbeat, undefined]);
  });

  test.each([
    ['http://hc-ping.com/0f1e2d3c', 'not one with http'],
    ['https://me:pass@hc-ping.com/0f1e2d3c', 'without a user name and a password'],
    ['https://hc-ping.com/a,https://hc-ping.com/b', 'not several URLs in one text'],
    ['file:///etc/passwd', 'not one of another protocol'],
    ['', 'not an empty text'],
    [['https://hc-ping.com/0f1e2d3c'], 'not a list'],
    [7, 'not a JSON number'],
  ])('with %j has a fault of its own, for which no alert fails', (heartbeat, problem) => {
    const { rooms, faults, monitor, monitorFault } = readWebhookRooms(
      JSON.stringify({ dooray, heartbeat }),
      [],
    );
    expect([rooms.length, faults, monitor]).toEqual([1, [], undefined]);
    expect(monitorFault).toBe(
      `webhook secret, key heartbeat: expected one https URL that a monitor wants to be called at, ${problem}.`,
    );
  });

  test('by itself leaves no room', () => {
    expect(read({ heartbeat: 'https://hc-ping.com/0f1e2d3c' })).toEqual({
      rooms: [],
      faults: [expect.stringMatching(/^webhook secret: expected the URL .*; no room is left\.$/)],
    });
  });
});

test('a room on a host of its own is told from one that may answer as it likes', () => {
  const { rooms } = readWebhookRooms(JSON.stringify({ dooray: [dooray, loopback, extra], slack }), [
    'chat.example',
  ]);
  expect(rooms.map(({ isKnownHost }) => isKnownHost)).toEqual([true, false, false, true]);
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
    fc.string({ unit: anyCharacter }),
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
