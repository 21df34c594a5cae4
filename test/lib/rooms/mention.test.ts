import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainText } from '../../../lib/messages/plain-text.ts';
import { type RoomKind, roomKinds } from '../../../lib/rooms/room-kinds.ts';
import { rulesByKind } from '../../../lib/rooms/rules-by-kind.ts';
import { hostileText } from '../hostile-text.ts';
import { message as plainMessage } from '../plain-message.ts';
import { loadedRoomTypes, sampleEnvelope } from '../room-payload.ts';

/** Whom each kind may call, and what it is posted then. Undefined: it has no way to. */
const calls: Readonly<Record<RoomKind, Readonly<Record<string, string>> | undefined>> = {
  dooray: undefined,
  slack: { channel: '"broadcast","range":"channel"', U0123456: 'U0123456', S0123456: 'S0123456' },
  slackBot: {
    channel: '"broadcast","range":"channel"',
    U0123456: 'U0123456',
    S0123456: 'S0123456',
  },
  webhook: undefined,
  googleChat: { all: '<users/all>', '1234567890': '<users/1234567890>' },
  teams: { 'name@example.com': '<at>name@example.com</at>' },
  mattermost: { channel: '@channel', 'some.body': '@some.body' },
  discord: {
    everyone: '@everyone',
    '123456789012345678': '<@123456789012345678>',
    '&123456789012345678': '<@&123456789012345678>',
  },
  telegram: { '@somebody': '@somebody' },
  jandi: undefined,
  naverWorks: undefined,
  kakaoWork: undefined,
  pagerDuty: undefined,
  jsm: undefined,
  doorayDirect: undefined,
};

const sender = {
  botName: 'root-alert',
  botIcon: undefined,
  mention: { when: 'all', whom: 'here' },
} as const;

const posted = (kind: RoomKind, message: typeof plainMessage, mention?: string): string => {
  const envelope = sampleEnvelope(kind, sender);
  const to = { ...envelope.to, ...(mention !== undefined && { mention }) };
  const requests = loadedRoomTypes[kind].requestsFor(message, { ...envelope, to });
  return JSON.stringify(requests.map(({ payload }) => payload));
};

describe.each(roomKinds)('%s', (kind) => {
  const whom = Object.entries(calls[kind] ?? {});

  test('has a rule for whom it may call if it can call anybody', () => {
    const { mention } = rulesByKind[kind];
    expect(mention !== undefined).toBe(calls[kind] !== undefined);
    for (const [name] of whom) expect(mention?.isValid(name)).toBe(true);
    for (const wrong of ['', '<!channel>', '@here @all', 'a b', '"', 'x\ny', '*']) {
      expect(mention?.isValid(wrong) ?? false).toBe(false);
    }
  });

  test('calls whom the secret names for what is grave', () => {
    for (const [name, call] of whom) {
      for (const severity of ['critical', 'high'] as const) {
        expect(posted(kind, { ...plainMessage, severity }, name)).toContain(call);
      }
    }
  });

  test('calls nobody for what is not grave, in a drill, and in what is only looked up', () => {
    for (const [name, text] of whom) {
      for (const changes of [
        { severity: 'medium' },
        { severity: 'low' },
        { isDrill: true },
        { isQuiet: true },
      ] as const) {
        const message = { ...plainMessage, severity: 'critical' as const, ...changes };
        expect(posted(kind, message, name)).not.toContain(text);
      }
    }
  });

  test('calls whom the secret names instead of MENTION, and nobody besides', () => {
    for (const [name, text] of whom) {
      const message = { ...plainMessage, severity: 'critical' as const };
      const once = posted(kind, message, name);
      expect(once.split(text)).toHaveLength(kind === 'teams' ? 3 : 2);
      expect(once).not.toContain('here');
    }
  });

  test('whatever a record says, is asked to call the same and nobody else', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const hostile = {
          ...plainMessage,
          severity: 'critical' as const,
          headline: plainText(`x ${text}`),
          facts: [{ label: 'Fact', value: plainText(text) }],
        };
        for (const [name] of whom) {
          expect(callsIn(kind, posted(kind, hostile, name))).toEqual(
            callsIn(kind, posted(kind, { ...plainMessage, severity: 'critical' }, name)),
          );
        }
      }),
    );
  });
});

/** Everything in a payload that a client could take for calling somebody. */
function callsIn(kind: RoomKind, json: string): unknown {
  // In Slack's rich text only an element calls somebody.
  const pattern =
    kind === 'slack' || kind === 'slackBot'
      ? /"type":"(?:broadcast|user|usergroup|channel)"/g
      : /@[\w&.:-]+|<users\/[^>]*>|<at>[^<]*<\/at>/g;
  const marks = json.match(pattern);
  const [payload] = JSON.parse(json);
  return kind === 'discord' ? [marks, payload.allowed_mentions] : marks;
}
