import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawDooray } from '../../../preview/page/draw-dooray.ts';
import { drawSlack } from '../../../preview/page/draw-slack.ts';
import { toText } from '../../../preview/page/html.ts';
import { hostileText } from '../../lib/hostile-text.ts';

const dooray = (payload: unknown) => toText(drawDooray(payload, '02:42'));
const slack = (payload: unknown) => toText(drawSlack(payload, '02:42', 'root-alert'));
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

/** Every tag that the drawings are made of. */
const tags =
  /<\/?(?:div|p|span|b|i|s|code|time|hr|svg|rect)(?: (?:class|title|aria-hidden|width|height|fill)="[^"<>]*")*\/?>/g;

test('no color, and no text however hostile, becomes an element or an attribute', () => {
  fc.assert(
    fc.property(hostileText, hostileText, (text, color) => {
      const attachments = [{ title: text, titleLink: text, title_link: text, text, color }];
      const blocks = [
        { type: 'header', text: { type: 'plain_text', text } },
        { type: 'section', text: { type: 'mrkdwn', text } },
        { type: text },
      ];
      const drawn = [
        dooray({ botName: text, botIconImage: text, text, attachments, [text]: text }),
        slack({ text, attachments, blocks }),
      ];
      for (const it of drawn) expect(it.replaceAll(tags, '')).not.toMatch(/[<>"]/);
    }),
  );
});
