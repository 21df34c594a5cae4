import { expect } from 'vitest';
import type { DiscordPayload } from '../../../lib/rooms/discord/discord-payload.ts';
import type { DoorayPayload } from '../../../lib/rooms/dooray/dooray-payload.ts';
import type { GoogleChatPayload } from '../../../lib/rooms/google-chat/google-chat-payload.ts';
import type { JsmAlert } from '../../../lib/rooms/jsm/jsm-payload.ts';
import type { MattermostPayload } from '../../../lib/rooms/mattermost/mattermost-payload.ts';
import type { PagerDutyTrigger } from '../../../lib/rooms/pager-duty/pager-duty-payload.ts';
import type { RoomKind } from '../../../lib/rooms/room-kinds.ts';
import { slackAsShown } from '../../../lib/rooms/slack/slack-as-shown.ts';
import type { RichElement, SlackBlock } from '../../../lib/rooms/slack/slack-blocks.ts';
import type { SlackPayload } from '../../../lib/rooms/slack/slack-payload.ts';
import type { TeamsPayload } from '../../../lib/rooms/teams/teams-payload.ts';
import type { TelegramPayload } from '../../../lib/rooms/telegram/telegram-payload.ts';

type Check = (payload: unknown) => void;

/** Any of these: a domain or scheme that a client makes a link of, a control character, a mark that nobody sees. */
const linkOrInvisible =
  /:\/\/|(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?<![\p{L}\p{N}])(?:https?|javascript|mailto|data|tel):(?=\S)/iu;
const domain = /[^\s.]\.(?=\p{L})/u;
/** Only AWS owns it, and what is behind it is no path. */
const awsService = /(?<![\p{L}\p{N}.-])[a-z0-9-]+\.amazonaws\.com(?=$|[\s,;)）])/gu;
/** Advice sends people there. */
const ownPage = /docs\/coverage(?:\.ko)?\.md/g;
/** An underscore within a word is none. */
const emphasis = /[*~`]|(?<![\p{L}\p{N}_])_|_(?![\p{L}\p{N}_])/u;

/** `expect` takes longer than the search, so it is asked only to say what was found. */
function expectNone(text: string, pattern: RegExp): void {
  if (pattern.test(text)) expect(text).not.toMatch(pattern);
}

function expectInert(text: string): void {
  expectNone(text, linkOrInvisible);
  expectNone(text.replaceAll(awsService, '').replaceAll(ownPage, ''), domain);
  expectNone(text, emphasis);
}

/** In the order of UTF-16 units, which is the strictest in which a room could count. */
const lengthOf = (payload: unknown): number => textsIn(payload).join('').length;

/** What a room must never show of text from outside. A new kind of room says here what it would obey. */
export const expectNoMarkup: Readonly<Record<RoomKind, Check>> = {
  dooray(payload) {
    const { text, attachments } = payload as DoorayPayload;
    // The tag of a message is ours.
    const texts = [
      text.replaceAll(/\[(?:긴급|경고|주의|참고|CRITICAL|HIGH|MEDIUM|LOW|훈련|DRILL)\]/g, ''),
    ];
    const titles = attachments.flatMap(({ title }) => title ?? []);
    for (const shown of [...texts, ...titles, ...attachments.map(({ text: body }) => body)]) {
      expectInert(shown);
      expectNone(shown, /[<>]/);
      // A link, a reference, an image or a footnote: brackets by themselves are none.
      expectNone(shown, /\][^\S\n]*[[(:]|\[\^/);
      expectNone(shown, /^[#>|+=-]/m);
    }
  },

  slack(payload) {
    const { text, blocks, attachments, ...flags } = payload as SlackPayload;
    expect(flags).toEqual({ unfurl_links: false, unfurl_media: false });
    for (const fallback of [text, ...attachments.map((attachment) => attachment.fallback)]) {
      expectInert(fallback);
      expectNone(fallback, /[<>&]/);
    }
    for (const block of [...blocks, ...attachments.flatMap((attachment) => attachment.blocks)]) {
      expectLiteral(block);
    }
  },
  webhook: expectPlain,
  googleChat: expectPlain,
  teams: expectPlain,
  mattermost: expectPlain,
  discord(payload) {
    expectPlain(payload);
    expect((payload as DiscordPayload).allowed_mentions).toEqual({ parse: [] });
  },
  telegram(payload) {
    expectPlain(payload);
    expect(payload).not.toHaveProperty('parse_mode');
    expect(payload).not.toHaveProperty('entities');
  },
  jandi: expectPlain,
  naverWorks: expectPlain,
  kakaoWork: expectPlain,
  pagerDuty: expectPlain,
  jsm: expectPlain,
  doorayDirect: expectPlain,
  slackBot(payload) {
    const { channel, ...message } = payload as SlackPayload & { readonly channel: string };
    expect(channel).toBe('C0123ABCDEF');
    expectNoMarkup.slack(message);
  },
};

/** Fields of a payload that only we write. */
const ownFields = new Set(
  '$schema contentType type color connectColor url href routing_key chat_id organizationMemberId'.split(
    ' ',
  ),
);

/** Each text of a payload. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, it]) => (ownFields.has(field) ? [] : textsIn(it)));
}

/** The links of the tests' messages. */
const ownUrl =
  /https:\/\/(?:wiki\.example\.com|[a-z0-9-]+\.console\.(?:aws\.amazon\.com|amazonaws-us-gov\.com|amazonaws\.cn))\/[^\s)]*/g;
/** With what makes a link of one. */
const ownLink = new RegExp(`\\[{1,2}[^[\\]\\n]{1,60}\\]{1,2}\\(${ownUrl.source}\\)`, 'g');

/** Nothing in a payload is a link, a mention or markup, but for our own links, bold headlines and tags. */
function expectPlain(payload: unknown): void {
  for (const text of textsIn(payload)) {
    const rest = text
      .replaceAll(ownLink, '')
      .replaceAll(ownUrl, '')
      .replaceAll(/\[(?:긴급|경고|주의|참고|CRITICAL|HIGH|MEDIUM|LOW|훈련|DRILL)\]/g, '')
      .replaceAll(/^(\*{1,2})(.*)\1$/gm, '$2');
    expectInert(rest);
    expectNone(rest, /[<>[\]{}@|\\$^]/);
    expectNone(rest, /&#?\w/);
    expectNone(rest, /^[#>|+=-]/m);
  }
}

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
  if (block.type === 'actions') {
    for (const { text } of block.elements) expectInert(text.text);
    return;
  }
  const elements = block.elements.flatMap((section) => [...section.elements]);
  expect(elements.filter((element) => !isLiteral(element))).toEqual([]);
}

/** Whether an element of rich text is one of ours: text, or a link that is a URL of the web. */
function isLiteral(element: RichElement): boolean {
  if ('user_id' in element || element.text === '') return false;
  if (element.text !== '\n' && /\p{Cc}/u.test(element.text)) return false;
  return element.type === 'link'
    ? /^https:\/\/[^\s<>|]+$/.test(element.url)
    : element.type === 'text';
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

  webhook(payload) {
    expect(JSON.stringify(payload).length).toBeLessThanOrEqual(64_000);
  },

  // spaces.messages: 32,000 bytes; beyond 100 widgets nothing is shown; a card needs a section, a section a widget.
  googleChat(payload) {
    expect(Buffer.byteLength(JSON.stringify(payload))).toBeLessThanOrEqual(32_000);
    const { text, cardsV2 } = payload as GoogleChatPayload;
    expect(text).not.toBe('');
    for (const { card } of cardsV2) {
      expect(card.sections.length).toBeGreaterThan(0);
      expect(card.sections.flatMap(({ widgets }) => widgets).length).toBeLessThanOrEqual(100);
      for (const { widgets } of card.sections) expect(widgets.length).toBeGreaterThan(0);
    }
  },

  // 28 kB, of which 21 were measured to pass.
  teams(payload) {
    expect(Buffer.byteLength(JSON.stringify(payload))).toBeLessThanOrEqual(20_000);
    const [{ content }] = (payload as TeamsPayload).attachments;
    expect(content.body.length).toBeGreaterThan(0);
    for (const element of content.body) {
      if (element.type === 'TextBlock') expect(element.text).not.toBe('');
      else expect(element.facts.length).toBeGreaterThan(0);
    }
  },

  mattermost(payload) {
    expect(lengthOf(payload)).toBeLessThanOrEqual(16_383);
    const { text, attachments } = payload as MattermostPayload;
    for (const part of [text, ...attachments.map((it) => it.text)]) {
      expect(part).not.toBe('');
      expect(part.length).toBeLessThanOrEqual(4_000);
    }
  },

  // Content 2,000 characters, a description 4,096, a footer 2,048, embeds 6,000 together.
  discord(payload) {
    const { content, embeds } = payload as DiscordPayload;
    expect(content).not.toBe('');
    expect(content.length).toBeLessThanOrEqual(2_000);
    for (const { description, footer } of embeds) {
      expect(description).not.toBe('');
      expect(description.length).toBeLessThanOrEqual(4_096);
      expect(footer?.text.length ?? 0).toBeLessThanOrEqual(2_048);
      expect(description.length + (footer?.text.length ?? 0)).toBeLessThanOrEqual(6_000);
    }
  },

  telegram(payload) {
    const { text } = payload as TelegramPayload;
    expect(text).not.toBe('');
    expect(text.length).toBeLessThanOrEqual(4_096);
  },

  jandi(payload) {
    expect(lengthOf(payload)).toBeLessThanOrEqual(8_000);
  },

  naverWorks(payload) {
    const { title, body } = payload as { title: string; body: { text: string } };
    expect(title).not.toBe('');
    expect(title.length).toBeLessThanOrEqual(200);
    expect(body.text).not.toBe('');
    expect(body.text.length).toBeLessThanOrEqual(2_000);
  },

  kakaoWork(payload) {
    const { text } = payload as { text: string };
    expect(text).not.toBe('');
    expect(text.length).toBeLessThanOrEqual(2_000);
  },

  // 1,024 characters, 512 kB.
  pagerDuty(payload) {
    const event = payload as PagerDutyTrigger;
    expect(event.payload.summary).not.toBe('');
    expect(event.payload.summary.length).toBeLessThanOrEqual(1_024);
    expect(JSON.stringify(payload).length).toBeLessThanOrEqual(64_000);
  },

  // Message 130 characters, description 15,000.
  jsm(payload) {
    const { message, description } = payload as JsmAlert;
    expect(message).not.toBe('');
    expect(message.length).toBeLessThanOrEqual(130);
    expect(description.length).toBeLessThanOrEqual(15_000);
  },

  slackBot: (payload) => expectWithinLimits.slack(payload),

  doorayDirect(payload) {
    const { text } = payload as { text: string };
    expect(text).not.toBe('');
    expect(text.length).toBeLessThanOrEqual(3_000);
  },
};
