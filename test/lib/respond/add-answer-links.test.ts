import { describe, expect, test } from 'vitest';
import type { Locale } from '../../../lib/config.ts';
import { plainText } from '../../../lib/messages/plain-text.ts';
import { addAnswerLinks } from '../../../lib/respond/add-answer-links.ts';
import { readToken, roomRefOf, tokenLifetimeMs } from '../../../lib/respond/answer-token.ts';
import { roomKinds } from '../../../lib/rooms/room-kinds.ts';
import { message } from '../plain-message.ts';
import { loadedRoomTypes, payloadFor, sampleEnvelope } from '../room-payload.ts';
import { expectWithinLimits } from '../rooms/room-dangers.ts';

const key = 'k'.repeat(64);
const secret = JSON.stringify({ linkKey: key });
const nowMs = Date.parse('2026-11-21T18:12:50Z');
const place = (locale: Locale = 'ko', hasButtons = false) => ({
  incidentId: '7F3K2M9QXA',
  ledgerKey: 'dooray',
  hasButtons,
  locale,
  url: new URL('https://abc123.execute-api.ap-northeast-2.amazonaws.com'),
  nowMs,
});
const sender = { botName: 'root-alert', botIcon: undefined };
const text = (length: number) => plainText('가나 다라 '.repeat(length));

/** The longest message that there can be. */
const long = {
  ...message,
  headline: text(2_000),
  summary: [text(2_000), text(2_000)],
  advice: { label: '지금 할 일', steps: [text(2_000), text(2_000)] },
  links: [
    {
      opens: 'runbook' as const,
      title: '런북',
      url: `https://wiki.example.com/${'x'.repeat(470)}#sign-in`,
    },
    ...message.links,
  ],
  facts: Array.from({ length: 12 }, () => ({ label: '대상', value: text(2_000) })),
  details: Array.from({ length: 12 }, () => ({ label: '이벤트', value: text(2_000) })),
};

const linksOf = (payload: object): string[] =>
  [...JSON.stringify(payload).matchAll(/https:\/\/abc123[^"\\)\]>|]+\?answer=\w+/g)].map(
    ([url]) => url,
  );

describe.each(roomKinds)('a message for %s', (kind) => {
  test.each<[string, typeof message]>([
    ['short', message],
    ['as long as it can be', long],
  ])('that is %s has both links, whole, and stays within the limits of the room', (_, whole) => {
    const payload = payloadFor(kind, addAnswerLinks(whole, place(), secret), sender);
    const links = [...new Set(linksOf(payload))];
    expect(links.map((url) => new URL(url).search)).toEqual(['?answer=planned', '?answer=notUs']);
    expectWithinLimits[kind](payload);
  });

  test('has nothing to press with where the room has no buttons', () => {
    const linked = addAnswerLinks(message, place(), secret);
    expect(linked.links.map(({ answer }) => answer?.token)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

test('a link is for this room, this incident, and 72 hours', async () => {
  const [, planned, notUs] = addAnswerLinks(message, place(), secret).links;
  const token = new URL(planned?.url ?? '').pathname.slice('/i/'.length);
  expect(await readToken(token, 'link', nowMs, async () => key)).toEqual({
    incidentId: '7F3K2M9QXA',
    roomRef: roomRefOf('dooray'),
    expiresAtMs: nowMs + tokenLifetimeMs,
  });
  expect(new URL(notUs?.url ?? '').pathname).toBe(`/i/${token}`);
});

test('the links come after those that were there, in the language of the room', () => {
  const titles = (locale: Locale) =>
    addAnswerLinks(message, place(locale), secret).links.map(({ title }) => title);
  expect(titles('ko')).toEqual(['Open', '계획된 작업입니다', '우리가 아닙니다']);
  expect(titles('en')).toEqual(['Open', 'This was planned', 'This was not us']);
});

test('without a key in the secret, the message stays as it is', () => {
  expect(addAnswerLinks(message, place(), '{}')).toBe(message);
});

test.each(['slack', 'mattermost'] as const)(
  'a room with buttons in %s has two, whose token is no link’s, and which no link shows',
  async (kind) => {
    const linked = addAnswerLinks(message, place('en', true), secret);
    const payload = loadedRoomTypes[kind].requestsFor(linked, sampleEnvelope(kind, sender))[0]
      ?.payload;
    const token = linked.links[1]?.answer?.token ?? '';
    expect(await readToken(token, 'button', nowMs, async () => key)).toBeDefined();
    expect(await readToken(token, 'link', nowMs, async () => key)).toBeUndefined();
    expect(JSON.stringify(payload).split(token)).toHaveLength(3);
    expect(linksOf(payload ?? {}).join()).not.toContain(token);
    expectWithinLimits[kind](payload ?? {});
  },
);
