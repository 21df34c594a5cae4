import * as v from 'valibot';
import { drawBar } from './draw-bar.ts';
import { drawLink, drawMatches, drawMention, drawSigns } from './draw-link.ts';
import { drawPost } from './draw-post.ts';
import { type Html, html } from './html.ts';
import { undrawn, undrawnKeys } from './undrawn.ts';

const nonEmpty = v.pipe(v.string(), v.minLength(1));

const textSchema = v.variant('type', [
  v.object({ type: v.literal('plain_text'), text: v.string() }),
  v.object({ type: v.literal('mrkdwn'), text: v.string() }),
]);
type Text = v.InferOutput<typeof textSchema>;

const button = v.object({
  type: v.literal('button'),
  text: textSchema,
  url: v.optional(v.string(), ''),
});

const styleSchema = v.optional(
  v.strictObject({ bold: v.optional(v.boolean()), code: v.optional(v.boolean()) }),
  {},
);
/** docs.slack.dev, "Rich text block". */
const richElement = v.variant('type', [
  v.strictObject({ type: v.literal('text'), text: nonEmpty, style: styleSchema }),
  v.strictObject({
    type: v.literal('link'),
    url: v.pipe(v.string(), v.url()),
    text: v.optional(v.string()),
    style: styleSchema,
  }),
  v.strictObject({
    type: v.literal('broadcast'),
    range: v.picklist(['here', 'channel', 'everyone']),
  }),
  v.strictObject({ type: v.literal('usergroup'), usergroup_id: nonEmpty }),
]);

/** The blocks that a message without files and without a server behind it can have (docs.slack.dev, Block Kit). */
const blockSchema = v.variant('type', [
  v.strictObject({ type: v.literal('header'), text: textSchema }),
  v.strictObject({
    type: v.literal('section'),
    text: v.optional(textSchema),
    fields: v.optional(v.array(textSchema), []),
  }),
  v.strictObject({ type: v.literal('context'), elements: v.array(textSchema) }),
  v.strictObject({ type: v.literal('actions'), elements: v.array(button) }),
  v.strictObject({ type: v.literal('divider') }),
  v.strictObject({
    type: v.literal('rich_text'),
    elements: v.array(
      v.strictObject({
        type: v.literal('rich_text_section'),
        elements: v.pipe(v.array(richElement), v.minLength(1)),
      }),
    ),
  }),
]);

const attachmentSchema = v.looseObject({
  color: v.optional(v.string()),
  fallback: v.optional(v.string()),
  title: v.optional(v.string()),
  title_link: v.optional(v.string()),
  text: v.optional(v.string()),
  blocks: v.optional(v.array(v.unknown()), []),
});

const payloadSchema = v.looseObject({
  text: v.optional(v.string(), ''),
  blocks: v.optional(v.array(v.unknown()), []),
  attachments: v.optional(v.array(attachmentSchema), []),
  unfurl_links: v.optional(v.boolean()),
  unfurl_media: v.optional(v.boolean()),
});

/**
 * Draws a payload about as a Slack room does: the blocks, and above them the text that a phone's notification shows.
 * Without blocks the text is the message.
 *
 * @param appName the app that owns the webhook: Slack shows its name, whatever the payload says
 * @throws {v.ValiError} when Slack would not take it.
 */
export function drawSlack(
  payload: unknown,
  time: string,
  appName: string,
  room: 'slack' | 'slackBot' = 'slack',
): Html {
  const {
    text,
    blocks,
    attachments,
    unfurl_links: _links,
    unfurl_media: _media,
    ...others
  } = v.parse(payloadSchema, payload);
  const isFallback = blocks.length > 0;
  const post = drawPost({
    room,
    sender: appName,
    badge: 'APP',
    time,
    body: html`${isFallback ? blocks.map(drawBlock) : html`<p class="text">${drawMrkdwn(text)}</p>`}${attachments.map(drawAttachment)}`,
    undrawn: undrawnKeys(others),
  });
  return isFallback
    ? html`<div class="notification" title="notification"><p class="text">${drawMrkdwn(text)}</p></div>${post}`
    : post;
}

function drawBlock(block: unknown): Html {
  const { success, output } = v.safeParse(blockSchema, block);
  if (!success) return undrawn(nameOf(block));
  switch (output.type) {
    case 'header':
      return html`<p class="header">${drawTextObject(output.text)}</p>`;
    case 'section':
      return html`<div class="section">${
        output.text && html`<p class="text">${drawTextObject(output.text)}</p>`
      }${
        output.fields.length > 0
          ? html`<div class="fields">${output.fields.map(
              (field) => html`<p class="text">${drawTextObject(field)}</p>`,
            )}</div>`
          : undefined
      }</div>`;
    case 'context':
      return html`<p class="context">${output.elements.map(
        (element) => html`<span class="text">${drawTextObject(element)}</span> `,
      )}</p>`;
    case 'actions':
      return html`<p class="actions">${output.elements.map(
        ({ text, url }) =>
          html`<span class="button" title="${url}">${drawTextObject(text)}</span> `,
      )}</p>`;
    case 'divider':
      return html`<hr>`;
    case 'rich_text':
      return html`<div class="section">${output.elements.map(
        ({ elements }) => html`<p class="text">${elements.map(drawRichElement)}</p>`,
      )}</div>`;
  }
}

/** Text of rich text is drawn letter by letter: Slack reads no markup in it. */
function drawRichElement(element: v.InferOutput<typeof richElement>): Html {
  switch (element.type) {
    case 'text':
      return styled(drawSigns(element.text), element.style);
    case 'link':
      return styled(drawLink(html`${element.text ?? element.url}`, element.url), element.style);
    case 'broadcast':
      return drawMention(`@${element.range}`);
    case 'usergroup':
      return drawMention(`@${element.usergroup_id}`);
  }
}

function styled(text: Html, { bold, code }: v.InferOutput<typeof styleSchema>): Html {
  const inCode = code ? html`<code>${text}</code>` : text;
  return bold ? html`<b>${inCode}</b>` : inCode;
}

function drawAttachment(attachment: v.InferOutput<typeof attachmentSchema>): Html {
  const { color, fallback: _, title, title_link: link, text, blocks, ...others } = attachment;
  const label = title === undefined ? undefined : html`${title}`;
  const head = label && (link === undefined ? label : drawLink(label, link));
  return html`<div class="attachment">${drawBar(color)}<div>${
    head && html`<p class="title">${head}</p>`
  }${text === undefined ? undefined : html`<p class="text">${drawMrkdwn(text)}</p>`}${blocks.map(
    drawBlock,
  )}${undrawnKeys(others)}</div></div>`;
}

function nameOf(block: unknown): string {
  const type = typeof block === 'object' && block !== null && 'type' in block ? block.type : block;
  return `block ${JSON.stringify(type)?.slice(0, 60)}`;
}

function drawTextObject({ type, text }: Text): Html {
  return type === 'mrkdwn' ? drawMrkdwn(text) : html`${text}`;
}

/** `<…>` is a link or a mention. The other marks of mrkdwn count only outside of words. */
const marks =
  /<([^<>|\n]+)(?:\|([^<>\n]*))?>|```([\s\S]+?)```|`([^`\n]+)`|(?<!\w)\*([^*\n]+)\*(?!\w)|(?<!\w)_([^_\n]+)_(?!\w)|(?<!\w)~([^~\n]+)~(?!\w)|(https?:\/\/[^\s<>|]+)/g;

function drawMrkdwn(text: string): Html {
  return drawMatches(
    text,
    marks,
    ([whole, target, label, block, code, bold, italic, struck]) => {
      if (target !== undefined) {
        return /^[!@#]/.test(target)
          ? drawMention(unescaped(label ?? target))
          : drawLink(html`${unescaped(label ?? target)}`, unescaped(target));
      }
      if (block !== undefined) return html`<code>${unescaped(block)}</code>`;
      if (code !== undefined) return html`<code>${unescaped(code)}</code>`;
      if (bold !== undefined) return html`<b>${drawMrkdwn(bold)}</b>`;
      if (italic !== undefined) return html`<i>${drawMrkdwn(italic)}</i>`;
      if (struck !== undefined) return html`<s>${drawMrkdwn(struck)}</s>`;
      return drawLink(html`${unescaped(whole)}`, unescaped(whole));
    },
    (plain) => drawSigns(unescaped(plain)),
  );
}

/** Undoes the escapes of the three characters that Slack wants escaped, `&` last. */
function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
