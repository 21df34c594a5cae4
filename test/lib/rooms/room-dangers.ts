import { expect } from 'vitest';
import type { DoorayPayload } from '../../../lib/rooms/dooray/dooray-payload.ts';
import type { RoomKind } from '../../../lib/rooms/room-types.ts';
import { slackAsShown } from '../../../lib/rooms/slack/slack-as-shown.ts';
import type { SlackBlock } from '../../../lib/rooms/slack/slack-blocks.ts';
import type { SlackPayload } from '../../../lib/rooms/slack/slack-payload.ts';

type Check = (payload: unknown) => void;

/** Any of these: a domain or scheme that a client makes a link of, a control character, a mark that nobody sees. */
const linkOrInvisible =
  /:\/\/|(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?<![\p{L}\p{N}.-])(?:https?|javascript|mailto|data|tel):(?=\S)/iu;
const domain = /[^\s.]\.(?=\p{L})/u;
/** Only AWS owns it, and what is behind it is no path. */
const awsService = /(?<![\p{L}\p{N}.-])[a-z0-9-]+\.amazonaws\.com(?=$|[\s,;)）])/gu;
/** Advice sends people there. */
const ownPage = /docs\/coverage(?:\.ko)?\.md/g;
/** An underscore within a word is none. */
const emphasis = /[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/u;

function expectInert(text: string): void {
  expect(text).not.toMatch(linkOrInvisible);
  expect(text.replaceAll(awsService, '').replaceAll(ownPage, '')).not.toMatch(domain);
  expect(text).not.toMatch(emphasis);
}

/** What a room must never show of text from outside. A new kind of room says here what it would obey. */
export const expectNoMarkup: Readonly<Record<RoomKind, Check>> = {
  dooray(payload) {
    const { text, attachments } = payload as DoorayPayload;
    // The tag of a message is ours.
    const texts = [text.replaceAll(/\[(?:긴급|경고|주의|참고|CRITICAL|HIGH|MEDIUM|LOW)\]/g, '')];
    for (const shown of [...texts, ...attachments.map((attachment) => attachment.text)]) {
      expectInert(shown);
      expect(shown).not.toMatch(/[<>[\]]/);
      expect(shown).not.toMatch(/^[#>|+=-]/m);
    }
  },

  slack(payload) {
    const { text, blocks, attachments, ...flags } = payload as SlackPayload;
    expect(flags).toEqual({ unfurl_links: false, unfurl_media: false });
    for (const fallback of [text, ...attachments.map((attachment) => attachment.fallback)]) {
      expectInert(fallback);
      expect(fallback).not.toMatch(/[<>&]/);
    }
    for (const block of [...blocks, ...attachments.flatMap((attachment) => attachment.blocks)]) {
      expectLiteral(block);
    }
  },
};

/** In rich text only a link element is a link, and there is no other element that does anything. */
function expectLiteral(block: SlackBlock): void {
  if (block.type === 'section') {
    expect(block.text).toEqual({ type: 'mrkdwn', text: '<!here>' });
    return;
  }
  if (block.type === 'context') {
    for (const element of block.elements) {
      expect(element).toEqual({ type: 'plain_text', text: expect.any(String), emoji: false });
      expectInert(element.text);
    }
    return;
  }
  for (const element of block.elements.flatMap((section) => [...section.elements])) {
    expect(Object.keys(element)).not.toContain('user_id');
    if (element.type === 'link') expect(element.url).toMatch(/^https:\/\/[^\s<>|]+$/);
    else expect(element.type).toBe('text');
    expect(element.text).not.toBe('');
    if (element.text !== '\n') expect(element.text).not.toMatch(/\p{Cc}/u);
  }
}

/** What a room refuses, or cuts off. */
export const expectWithinLimits: Readonly<Record<RoomKind, Check>> = {
  dooray(payload) {
    const { text, attachments } = payload as DoorayPayload;
    expect(text.length).toBeLessThanOrEqual(3_000);
    for (const attachment of attachments) {
      expect(attachment.text).not.toBe('');
      expect(attachment.text.length).toBeLessThanOrEqual(3_000);
    }
  },

  // docs.slack.dev, Block Kit; the sum was found by trying (slackapi/bolt-js#2509).
  slack(payload) {
    const { text, blocks, attachments } = payload as SlackPayload;
    expect(text).not.toBe('');
    expect(text.length).toBeLessThanOrEqual(4_000);
    const all = [...blocks, ...attachments.flatMap((attachment) => attachment.blocks)];
    expect(all.length).toBeLessThanOrEqual(50);
    for (const block of all) {
      if (block.type === 'section') continue;
      expect(block.elements.length).toBeGreaterThan(0);
      if (block.type !== 'context') continue;
      for (const element of block.elements) expect(element.text.length).toBeLessThanOrEqual(2_000);
    }
    expect(slackAsShown(payload as SlackPayload).length).toBeLessThanOrEqual(13_200);
  },
};
