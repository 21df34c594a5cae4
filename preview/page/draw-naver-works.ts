import * as v from 'valibot';
import { drawSigns } from './draw-link.ts';
import { drawAddresses } from './draw-marks.ts';
import { drawText } from './draw-parts.ts';
import { drawPost } from './draw-post.ts';
import { type Html, html } from './html.ts';
import { undrawnKeys } from './undrawn.ts';

/** What public code posts. */
const payloadSchema = v.looseObject({
  title: v.pipe(v.string(), v.minLength(1)),
  body: v.strictObject({ text: v.pipe(v.string(), v.minLength(1)) }),
});

/** Draws a payload about as a room of NAVER WORKS does. @throws {v.ValiError} when it would not take it. */
export function drawNaverWorks(payload: unknown, time: string): Html {
  const { title, body, ...others } = v.parse(payloadSchema, payload);
  return drawPost({
    room: 'naverWorks',
    sender: 'Incoming Webhook',
    badge: 'BOT',
    time,
    body: html`<p class="title">${drawSigns(title)}</p>${drawText(drawAddresses(body.text))}`,
    undrawn: undrawnKeys(others),
  });
}
