import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type RoomKind, roomKinds } from '../../../lib/rooms/room-kinds.ts';
import { drawings } from '../../../preview/page/drawings.ts';
import { toText } from '../../../preview/page/html.ts';
import { hostileText } from '../../lib/hostile-text.ts';
import { message as plainMessage } from '../../lib/plain-message.ts';
import { loadedRoomTypes, sampleEnvelope } from '../../lib/room-payload.ts';
import { plain } from '../../lib/shown-message.ts';

const drawn = (kind: RoomKind, payload: unknown) => toText(drawings[kind].draw(payload, '02:42'));
const dooray = (payload: unknown) => drawn('dooray', payload);
const slack = (payload: unknown) => drawn('slack', payload);
const mrkdwn = (text: string) => slack({ text });

describe('a Dooray room', () => {
  test('shows sender, text, and attachments with bar, link and text', () => {
    const drawn = dooray({
      botName: 'night watch',
      text: 'hello',
      attachments: [
        { title: 'open', titleLink: 'https://a.example/?a=1&b', text: 'why', color: 'red' },
      ],
    });
    expect(drawn).toContain('<b>night watch</b>');
    expect(drawn).toContain('<p class="text">hello</p>');
    expect(drawn).toContain('fill="red"');
    expect(drawn).toContain('<span class="link" title="https://a.example/?a=1&amp;b">open</span>');
    expect(drawn).not.toContain('undrawn');
  });

  test.each([
    ['[보기](https://a.example)', '<span class="link" title="https://a.example">보기</span>'],
    ['[@Channel](dooray://1/channels/2 "channel")', '<span class="mention">@Channel</span>'],
    [
      'see https://a.example/x',
      '<span class="link" title="https://a.example/x">https://a.example/x</span>',
    ],
    ['**loud**', '<b>loud</b>'],
  ])('shows what got through of %s', (text, drawn) => {
    expect(dooray({ text })).toContain(drawn);
  });

  test('names what it does not draw', () => {
    expect(dooray({ text: 'x', attachments: [{ authorName: '<i>' }], mrkdwn: true })).toMatch(
      /Not drawn: authorName.*Not drawn: mrkdwn/,
    );
  });
});

describe('a Slack room', () => {
  test('shows the notification apart from the blocks', () => {
    const blocks = [
      { type: 'header', text: { type: 'plain_text', text: '*head*', emoji: false } },
      { type: 'section', fields: [{ type: 'plain_text', text: 'a\nb' }] },
      { type: 'context', elements: [{ type: 'mrkdwn', text: '<https://a.example|open>' }] },
      { type: 'divider' },
    ];
    const drawn = slack({ text: 'note', blocks, unfurl_links: false });
    expect(drawn).toMatch(/class="notification".*note.*class="post slack"/);
    expect(drawn).toContain('<p class="header">*head*</p>');
    expect(drawn).toContain('<div class="fields"><p class="text">a\nb</p></div>');
    expect(drawn).toContain('<span class="link" title="https://a.example">open</span>');
    expect(drawn).not.toContain('undrawn');
  });

  test('shows attachments with their colour, in words of Slack as well', () => {
    const attachments = [{ color: 'danger', blocks: [{ type: 'divider' }] }, { color: '#123abc' }];
    expect(slack({ text: '', attachments })).toMatch(/fill="#e01e5a".*<hr>.*fill="#123abc"/);
  });

  test.each([
    ['<!channel>', '<span class="mention">!channel</span>'],
    ['<@U0123>', '<span class="mention">@U0123</span>'],
    ['&lt;!channel&gt; &amp;lt;', '&lt;!channel&gt; &amp;lt;'],
    ['*bold _it_* a*b*c', '<b>bold <i>it</i></b> a*b*c'],
    ['`<b>`', '<code>&lt;b&gt;</code>'],
    ['https://a.example', '<span class="link" title="https://a.example">https://a.example</span>'],
  ])('reads the marks in %s', (text, drawn) => {
    expect(mrkdwn(text)).toContain(`<p class="text">${drawn}</p>`);
  });

  test('names the block that it does not draw', () => {
    const blocks = [{ type: '<video>' }, { type: 'section', accessory: {} }, null];
    expect(slack({ text: 'x', blocks })).toMatch(
      /Not drawn: block &quot;&lt;video&gt;&quot;.*Not drawn: block &quot;section&quot;.*Not drawn: block null/,
    );
  });
});

const sender = { botName: 'root-alert', botIcon: undefined };
const requestsOf = (kind: RoomKind, message = plainMessage, mention?: string) => {
  const envelope = sampleEnvelope(kind, sender);
  const to = { ...envelope.to, ...(mention !== undefined && { mention }) };
  return loadedRoomTypes[kind]
    .requestsFor(message, { ...envelope, to })
    .map(({ payload }): unknown => JSON.parse(JSON.stringify(payload)));
};

describe.each(roomKinds)('a drawing of %s', (kind) => {
  test('shows headline, steps, facts and titles of links, and leaves nothing of the payload out', () => {
    const shown = requestsOf(kind)
      .map((payload) => drawn(kind, payload))
      .join('');
    expect(shown).toContain(`class="post ${kind}"`);
    expect(shown).not.toContain('undrawn');
    const steps = plainMessage.advice?.steps ?? [];
    for (const text of [
      plainMessage.headline,
      ...steps,
      ...plainMessage.facts.map((it) => it.value),
    ]) {
      expect(shown).toContain(plain(text));
    }
    for (const { title } of plainMessage.links) expect(shown).toContain(title);
    expect(shown).not.toContain('class="mention"');
  });

  test('shows of a drill in a pager that it is over at once', () => {
    const all = requestsOf(kind, { ...plainMessage, isDrill: true }).map((it) => drawn(kind, it));
    const isPager = kind === 'pagerDuty' || kind === 'jsm';
    expect(all).toHaveLength(isPager ? 2 : 1);
    if (isPager) expect(all[1]).toMatch(/Resolved|Closed/);
  });

  test('names what it does not draw', () => {
    if (kind === 'webhook') return expect(drawn(kind, { odd: '<i>' })).toContain('&lt;i&gt;');
    const [payload] = requestsOf(kind);
    expect(drawn(kind, { ...Object(payload), odd: '<i>' })).toContain('Not drawn: odd');
  });

  test('is refused for what the room would not take', () => {
    if (kind === 'webhook') return;
    expect(() => drawn(kind, { text: 7, content: 7, event_action: 'snooze' })).toThrow();
  });
});

test.each<[RoomKind, string, string]>([
  ['teams', 'name@example.com', 'name@example.com'],
  ['googleChat', 'all', 'users/all'],
  ['mattermost', 'channel', '@channel'],
  ['discord', '&123456789012345678', '@&amp;123456789012345678'],
  ['discord', 'everyone', '@everyone'],
  ['telegram', '@somebody', '@somebody'],
])('%s shows whom a grave alert calls', (kind, mention, shown) => {
  const [payload] = requestsOf(kind, { ...plainMessage, severity: 'critical' }, mention);
  expect(drawn(kind, payload)).toContain(`<span class="mention">${shown}</span>`);
});

/** What would be obeyed if it came through: each drawing shows it as the room would. */
test.each<[RoomKind, string, string]>([
  ['mattermost', '[x](https://a.example)', '<span class="link" title="https://a.example">x</span>'],
  ['mattermost', '@channel', '<span class="mention">@channel</span>'],
  ['discord', '<@123>', '<span class="mention">@123</span>'],
  ['discord', '`code` ~~s~~ *i*', '<code>code</code> <s>s</s> <i>i</i>'],
  ['googleChat', '<users/all>', '<span class="mention">users/all</span>'],
  ['googleChat', '<https://a.example|x>', '<span class="link" title="https://a.example">x</span>'],
  ['telegram', '@somebody', '<span class="mention">@somebody</span>'],
  ['kakaoWork', 'https://a.example', '<span class="link" title="https://a.example">'],
  ['jandi', '[[x]](https://a.example)', '<span class="link" title="https://a.example">x</span>'],
  ['naverWorks', 'https://a.example', '<span class="link" title="https://a.example">'],
])('%s shows what got through of %s', (kind, text, expected) => {
  const [payload] = requestsOf(kind);
  const changed = { body: text, text, content: text };
  const part =
    kind === 'naverWorks' ? { body: { text } } : kind === 'jandi' ? { body: text } : changed;
  const known = Object.fromEntries(
    Object.entries(part).filter(([field]) => Object.hasOwn(Object(payload), field)),
  );
  expect(drawn(kind, { ...Object(payload), ...known })).toContain(expected);
});

test('a card of Google Chat shows the tags that got through', () => {
  const text = '<a href="https://a.example">x</a> <font color="#fff">y</font>';
  const card = { sections: [{ widgets: [{ textParagraph: { text } }, { image: {} }] }] };
  const shown = drawn('googleChat', { text: 'x', cardsV2: [{ cardId: 'a', card }] });
  expect(shown).toContain('<span class="link" title="https://a.example">x</span> <b>y</b>');
  expect(shown).toContain('Not drawn: widget image');
});

/** Every tag that the drawings are made of. */
const tags =
  /<\/?(?:div|p|span|b|i|s|code|time|hr|svg|rect|circle|dl|dt|dd)(?: (?:class|title|aria-hidden|aria-label|role|viewBox|width|height|fill|cx|cy|r)="[^"<>]*")*\/?>/g;

/** Every text of a payload is the hostile one, but for the words that a room knows. */
function withText(value: unknown, text: string): unknown {
  const known =
    /^(?:message|close|AdaptiveCard|TextBlock|FactSet|Action\.OpenUrl|trigger|resolve|P\d)$/;
  if (typeof value === 'string') {
    const isKept = known.test(value) || value.startsWith('application/');
    return isKept ? value : text;
  }
  if (Array.isArray(value)) return value.map((it) => withText(it, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, it]) => [
      field,
      ['url', 'href', 'size', 'weight', 'severity'].includes(field) ? it : withText(it, text),
    ]),
  );
}

test('no color, and no text however hostile, becomes an element or an attribute', () => {
  const weapon = fc.oneof(
    hostileText,
    fc.constantFrom(
      '"><img src=x onerror=alert(1)>',
      '[x](javascript:alert(1)"onmouseover=1)',
      '<a href="x" onclick=1>y</a>',
      "<users/' onclick=1>",
    ),
  );
  fc.assert(
    fc.property(weapon, weapon, (text, color) => {
      const attachments = [{ title: text, titleLink: text, title_link: text, text, color }];
      const blocks = [
        { type: 'header', text: { type: 'plain_text', text } },
        { type: 'section', text: { type: 'mrkdwn', text } },
        { type: text },
      ];
      const all = [
        dooray({ botName: text, botIconImage: text, text, attachments, [text]: text }),
        slack({ text, attachments, blocks }),
        ...roomKinds
          .filter((kind) => kind !== 'slack')
          .flatMap((kind) =>
            requestsOf(kind, { ...plainMessage, isDrill: true }).map((payload) =>
              // Longer texts, and empty ones, are refused by some rooms.
              drawn(kind, {
                ...Object(withText(payload, text.slice(0, 100) || '<')),
                [text]: text,
              }),
            ),
          ),
      ];
      for (const it of all) expect(it.replaceAll(tags, '')).not.toMatch(/[<>"]/);
    }),
  );
});
