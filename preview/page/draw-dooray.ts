import * as v from 'valibot';
import { drawBar } from './draw-bar.ts';
import { drawLink, drawMatches, drawMention, drawSigns } from './draw-link.ts';
import { drawPost } from './draw-post.ts';
import { type Html, html } from './html.ts';
import { undrawnKeys } from './undrawn.ts';

const attachmentSchema = v.looseObject({
  title: v.optional(v.string()),
  titleLink: v.optional(v.string()),
  text: v.optional(v.string(), ''),
  color: v.optional(v.string()),
});

/** The fields that Dooray's guide to incoming hooks names. */
const payloadSchema = v.looseObject({
  botName: v.optional(v.string(), ''),
  botIconImage: v.optional(v.string()),
  text: v.optional(v.string(), ''),
  attachments: v.optional(v.array(attachmentSchema), []),
});

/**
 * Draws a payload about as a Dooray room does. No document says which marks Dooray reads in text. The marks that public
 * code sends to it are drawn, so that one that slipped through is seen.
 *
 * @throws {v.ValiError} when Dooray would not take it.
 */
export function drawDooray(payload: unknown, time: string): Html {
  const { botName, botIconImage, text, attachments, ...others } = v.parse(payloadSchema, payload);
  return drawPost({
    room: 'dooray',
    sender: botName,
    badge: 'BOT',
    icon: botIconImage,
    time,
    body: html`<p class="text">${drawText(text)}</p>${attachments.map(drawAttachment)}`,
    undrawn: undrawnKeys(others),
  });
}

function drawAttachment(attachment: v.InferOutput<typeof attachmentSchema>): Html {
  const { title, titleLink, text, color, ...others } = attachment;
  const label = title === undefined ? undefined : html`${title}`;
  const head = label && (titleLink === undefined ? label : drawLink(label, titleLink));
  return html`<div class="attachment">${drawBar(color)}<div>${
    head && html`<p class="title">${head}</p>`
  }<p class="text">${drawText(text)}</p>${undrawnKeys(others)}</div></div>`;
}

const marks =
  /\[([^\]\n]+)\]\(([^\s)]+)(?:\s+"[^"\n]*")?\)|\*\*([^*\n]+)\*\*|`([^`\n]+)`|(https?:\/\/[^\s<>()]+)/g;

function drawText(text: string): Html {
  return drawMatches(
    text,
    marks,
    ([whole, label, target, bold, code, url]) => {
      if (label !== undefined && target !== undefined) {
        return target.startsWith('dooray:') ? drawMention(label) : drawLink(html`${label}`, target);
      }
      if (bold !== undefined) return html`<b>${bold}</b>`;
      if (code !== undefined) return html`<code>${code}</code>`;
      return drawLink(html`${whole}`, url ?? whole);
    },
    drawSigns,
  );
}
