import * as v from 'valibot';
import { drawMarkdown } from './draw-marks.ts';
import { drawBeside, drawSmall, drawText } from './draw-parts.ts';
import { drawPost } from './draw-post.ts';
import { type Html, html } from './html.ts';
import { undrawnKeys } from './undrawn.ts';

const attachmentSchema = v.looseObject({
  fallback: v.optional(v.string()),
  color: v.optional(v.string()),
  text: v.optional(v.string(), ''),
  footer: v.optional(v.string()),
});

/** developers.mattermost.com/integrate/reference/message-attachments */
const payloadSchema = v.looseObject({
  text: v.optional(v.string(), ''),
  attachments: v.optional(v.array(attachmentSchema), []),
});

/** Draws a payload about as a channel of Mattermost does. @throws {v.ValiError} when Mattermost would not take it. */
export function drawMattermost(payload: unknown, time: string): Html {
  const { text, attachments, ...others } = v.parse(payloadSchema, payload);
  return drawPost({
    room: 'mattermost',
    sender: 'root-alert',
    badge: 'BOT',
    time,
    body: html`${drawText(drawMarkdown(text))}${attachments.map(drawAttachment)}`,
    undrawn: undrawnKeys(others),
  });
}

function drawAttachment({
  fallback: _,
  color,
  text,
  footer,
  ...others
}: v.InferOutput<typeof attachmentSchema>): Html {
  return drawBeside(
    color,
    html`${drawText(drawMarkdown(text))}${footer === undefined ? undefined : drawSmall(html`${footer}`)}${undrawnKeys(others)}`,
  );
}
