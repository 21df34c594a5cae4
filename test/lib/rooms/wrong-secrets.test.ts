import { describe, expect, test } from 'vitest';
import { webhookRemarks } from '../../../lib/rooms/webhook-remarks.ts';
import { readWebhookRooms } from '../../../lib/rooms/webhook-rooms.ts';
import { sampleKeys, sampleUrls } from '../room-payload.ts';

/** In every value that no sentence may repeat. */
const hidden = 'Zq7hidden';
const dooray = `https://hook.dooray.com/services/1/2/${hidden}`;
const slack = `https://hooks.slack.com/services/T0/B0/${hidden}`;
const listed = { kind: 'slack', url: `${slack}1` };
const nested = (depth: number): unknown => (depth === 0 ? hidden : [nested(depth - 1)]);

/** The whole of what is said: each sentence by its place. */
function sentencesOn(secret: unknown): readonly string[] {
  const text = typeof secret === 'string' ? secret : JSON.stringify(secret);
  const setting = readWebhookRooms(text, ['chat.example']);
  return [...setting.faults, ...webhookRemarks(setting)];
}

/** A secret with one thing wrong in it, and how its one sentence begins and what else it says. */
const wholes: readonly (readonly [unknown, string, string])[] = [
  ['', 'webhook secret: ', 'expected the URL of a webhook, or JSON'],
  ['null', 'webhook secret: ', 'expected the URL of a webhook, or JSON'],
  ['7', 'webhook secret: ', 'expected the URL of a webhook, or JSON'],
  ['[]', 'webhook secret: ', 'expected the URL of a webhook, or JSON'],
  [[listed], 'webhook secret: ', 'expected the URL of a webhook, or JSON'],
  ['{}', 'webhook secret: ', 'expected the URL of a webhook, or JSON'],
  [hidden, 'webhook secret: ', 'not a text that is no URL'],
  [`{"dooray": "${dooray}"`, 'webhook secret: ', 'not JSON that cannot be read'],
  [`${dooray}${slack}`, 'webhook secret: ', 'not several URLs in one text'],
  [`${dooray},${slack}`, 'webhook secret: ', 'not several URLs in one text'],
  [sampleUrls.pagerDuty, 'webhook secret: ', 'not that of pagerDuty without its key'],
  [{ dooray, teams: slack }, 'webhook secret: ', 'not teams'],
  [{ dooray, [hidden]: slack }, 'webhook secret: ', 'expected no other keys than'],
  [
    `{"dooray": "${dooray}", "dooray": "${dooray}2"}`,
    'webhook secret, key dooray: ',
    'expected the key once, with a list of rooms',
  ],
  [
    `{"rooms": [${JSON.stringify(listed)}], "rooms": [${JSON.stringify(listed)}]}`,
    'webhook secret, key rooms: ',
    'expected the key once',
  ],
  [{ dooray, heartbeat: 7 }, 'webhook secret, key heartbeat: ', 'expected'],
  [{ dooray: [dooray, null] }, 'webhook secret, key dooray-2: ', 'not null'],
  [{ dooray, rooms: {} }, 'webhook secret, key rooms: ', 'expected a list of rooms'],
  [{ dooray, rooms: [] }, 'webhook secret, key rooms: ', 'expected a list of rooms'],
  [{ dooray, rooms: hidden }, 'webhook secret, key rooms: ', 'expected a list of rooms'],
  [{ dooray, rooms: null }, 'webhook secret, key rooms: ', 'expected a list of rooms'],
];

/** One entry of the list, wrong in one field. */
const entries: readonly (readonly [unknown, string, string])[] = [
  [hidden, '', 'expected an object'],
  [null, '', 'expected an object'],
  [7, '', 'expected an object'],
  [[listed], '', 'expected an object'],
  [nested(500), '', 'expected an object'],
  [{}, '.kind', 'expected one of dooray, slack'],
  [{ kind: null }, '.kind', 'expected one of'],
  [{ kind: 'Slack', url: slack }, '.kind', 'expected one of'],
  [{ kind: hidden, url: slack }, '.kind', 'expected one of'],
  [{ kind: ['slack'], url: slack }, '.kind', 'expected one of'],
  [{ kind: '__proto__', url: slack }, '.kind', 'expected one of'],
  [{ kind: 'slack' }, '.url', 'not an entry without one'],
  [{ kind: 'slack', url: null }, '.url', 'not null'],
  [{ kind: 'slack', url: 7 }, '.url', 'not a JSON number'],
  [{ kind: 'slack', url: {} }, '.url', 'not a JSON object'],
  [{ kind: 'slack', url: [slack] }, '.url', 'not a list within a list'],
  [{ kind: 'slack', url: '' }, '.url', 'not an empty text'],
  [{ kind: 'slack', url: `${slack}${slack}` }, '.url', 'not several URLs in one text'],
  [{ kind: 'slack', url: `${slack} ${slack}` }, '.url', 'not several URLs in one text'],
  [{ kind: 'slack', url: 'https://hooks.slack.com/…' }, '.url', 'not the example'],
  [{ kind: 'slack', url: slack.replace('https', 'http') }, '.url', 'not one with http'],
  [{ kind: 'slack', url: slack.replace('.com', '.com:8443') }, '.url', 'without a port'],
  [{ kind: 'slack', url: slack.replace('//', `//me:${hidden}@`) }, '.url', 'without a user name'],
  [{ kind: 'slack', url: `ftp://x/${hidden}` }, '.url', 'not one of another protocol'],
  [{ kind: 'slack', url: `https://evil.example/${hidden}` }, '.url', 'not one of another host'],
  [{ kind: 'slack', url: `${slack}/more` }, '.url', 'three parts behind it'],
  [{ kind: 'slack', url: dooray }, '.url', 'which belongs under dooray'],
  [{ kind: 'teams', url: slack }, '.url', 'which belongs under slack'],
  [
    { kind: 'discord', url: `https://discord.com/api/webhook/1/${hidden}` },
    '.url',
    'not one of another host or form',
  ],
  [
    { kind: 'webhook', url: `https://a.example/${hidden}`, key: sampleKeys.webhook },
    '.url',
    'host',
  ],
  [{ ...listed, key: hidden }, '.key', 'slack takes none'],
  [{ ...listed, chatId: hidden }, '.chatId', 'slack takes none'],
  [{ kind: 'pagerDuty' }, '.key', 'expected the integration key'],
  [{ kind: 'pagerDuty', key: null }, '.key', 'expected the integration key'],
  [{ kind: 'pagerDuty', key: hidden }, '.key', 'expected the integration key'],
  [{ kind: 'webhook', url: 'https://chat.example/x', key: hidden }, '.key', 'whsec_'],
  [{ kind: 'jsm', key: [sampleKeys.jsm] }, '.key', 'expected the API key'],
  [{ kind: 'telegram', key: sampleKeys.telegram }, '.chatId', 'expected the number of a chat'],
  [
    { kind: 'telegram', key: sampleKeys.telegram, chatId: hidden },
    '.chatId',
    'expected the number',
  ],
  [{ ...listed, name: '' }, '.name', 'expected a short name'],
  [{ ...listed, name: 7 }, '.name', 'expected a short name'],
  [{ ...listed, name: 'a\nb' }, '.name', 'expected a short name'],
  [{ ...listed, name: 'x'.repeat(31) }, '.name', 'expected a short name'],
  [{ ...listed, name: hidden }, '.name', 'no part of a secret'],
  [{ ...listed, name: 'dooray' }, '.name', 'expected a name that no other room has'],
  [{ ...listed, severities: ['grave'] }, '.severities', 'expected a list of critical, high'],
  [{ ...listed, severities: ['high', hidden] }, '.severities', 'expected a list of critical'],
  [{ ...listed, severities: 'high' }, '.severities', 'expected a list of critical, high'],
  [{ ...listed, severities: [] }, '.severities', 'expected a list of critical, high'],
  [{ ...listed, severities: null }, '.severities', 'expected a list of critical, high'],
  [{ ...listed, severities: [['high']] }, '.severities', 'expected a list of critical, high'],
  [{ ...listed, accounts: [111122223333] }, '.accounts', 'as texts'],
  [{ ...listed, accounts: ['1111'] }, '.accounts', 'of 12 digits'],
  [{ ...listed, accounts: '111122223333' }, '.accounts', 'expected a list of account numbers'],
  [{ ...listed, accounts: { [hidden]: 1 } }, '.accounts', 'expected a list of account numbers'],
  [{ ...listed, clouds: ['gcp'] }, '.clouds', 'expected a list of aws, ncloud'],
  [{ ...listed, clouds: 'aws' }, '.clouds', 'expected a list of aws, ncloud'],
  [{ ...listed, drills: 'false' }, '.drills', 'expected true or false'],
  [{ ...listed, drills: 0 }, '.drills', 'expected true or false'],
  [{ ...listed, locale: 'fr' }, '.locale', 'expected ko or en'],
  [{ ...listed, locale: ['ko'] }, '.locale', 'expected ko or en'],
  [{ ...listed, mention: `<!${hidden}>` }, '.mention', 'expected channel, here'],
  [{ ...listed, mention: true }, '.mention', 'expected channel, here'],
  [{ kind: 'dooray', url: `${dooray}1`, mention: 'all' }, '.mention', 'can call nobody in dooray'],
  [{ ...listed, severity: ['high'] }, '', 'not severity'],
  [{ ...listed, [hidden]: 1 }, '', 'expected no other fields than'],
];

describe('one sentence says what is wrong, where, and never the value', () => {
  test.each(wholes)('%j', (secret, place, said) => expectOne(secret, place, said));

  test.each(entries)('rooms[1] %#: %j', (entry, field, said) => {
    const secret = { dooray, rooms: [{ ...listed, url: slack }, entry] };
    expectOne(secret, `webhook secret, rooms[1]${field}: `, said);
  });
});

function expectOne(secret: unknown, place: string, said: string): void {
  const sentences = sentencesOn(secret);
  expect(sentences).toHaveLength(1);
  const [sentence = ''] = sentences;
  expect(sentence.startsWith(place), sentence).toBe(true);
  expect(sentence).toContain(said);
  expect(sentence).toMatch(/[^.]\.$/);
  expect(sentence).not.toContain(hidden);
  expect(sentence.length).toBeLessThan(400);
}

test('a huge list in which all is wrong is said in a few sentences, and at once', () => {
  const rooms = Array.from({ length: 5_000 }, () => ({ kind: 'slack', url: hidden }));
  const sentences = sentencesOn({ dooray, rooms });
  expect(sentences).toHaveLength(11);
  expect(sentences.at(-1)).toBe('webhook secret: 4990 more of the kind.');
});

test('a huge list in which all is right names every room, each once', () => {
  const rooms = Array.from({ length: 600 }, (_, index) => ({ kind: 'slack', url: slack + index }));
  const setting = readWebhookRooms(JSON.stringify({ dooray, rooms }), []);
  expect([setting.rooms.length, setting.faults]).toEqual([601, []]);
  for (const field of ['name', 'ledgerKey'] as const) {
    expect(new Set(setting.rooms.map((room) => room[field])).size).toBe(601);
  }
});

test('thousands of accounts in the conditions of many rooms are looked through at once', () => {
  const account = (index: number) => String(100_000_000_000 + index);
  const accounts = Array.from({ length: 4_000 }, (_, index) => account(index));
  const rooms = Array.from({ length: 30 }, (_, index) => ({
    kind: 'slack',
    url: slack + index,
    accounts,
  }));
  const startedAtMs = performance.now();
  expect(sentencesOn({ rooms })).toEqual([
    expect.stringContaining('none is told of severity critical, cloud aws in an account that none'),
  ]);
  expect(performance.now() - startedAtMs).toBeLessThan(5_000);
});
