import { drawSigns } from './draw-link.ts';
import { drawPost } from './draw-post.ts';
import { type Html, html } from './html.ts';

/** Draws what a receiver of one's own is posted: it shows what it likes, so this is the JSON. */
export function drawWebhook(payload: unknown, time: string): Html {
  return drawPost({
    room: 'webhook',
    sender: 'root-alert',
    badge: 'POST',
    time,
    body: html`<p class="text json">${drawSigns(JSON.stringify(payload, null, 1))}</p>`,
    undrawn: undefined,
  });
}
