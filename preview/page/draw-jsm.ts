import * as v from 'valibot';
import { drawSigns } from './draw-link.ts';
import { drawAddresses } from './draw-marks.ts';
import { drawText } from './draw-parts.ts';
import { drawPost } from './draw-post.ts';
import { type Html, html } from './html.ts';
import { undrawnKeys } from './undrawn.ts';

/** "Create alert" of the integration events (developer.atlassian.com/cloud/jira/service-desk-ops). */
const alertSchema = v.looseObject({
  message: v.pipe(v.string(), v.minLength(1), v.maxLength(130)),
  alias: v.pipe(v.string(), v.maxLength(512)),
  description: v.optional(v.pipe(v.string(), v.maxLength(15_000)), ''),
  priority: v.picklist(['P1', 'P2', 'P3', 'P4', 'P5']),
  source: v.string(),
  tags: v.optional(v.array(v.string()), []),
});
/** "Close alert", which names the alert in its URL. */
const closeSchema = v.looseObject({ source: v.string(), message: v.optional(v.never()) });

/** Draws a request about as the page of an alert does. @throws {v.ValiError} when Jira would not take it. */
export function drawJsm(payload: unknown, time: string): Html {
  const close = v.safeParse(closeSchema, payload);
  if (close.success) {
    const { source: sender, message: _, ...others } = close.output;
    const body = html`<p class="text">Closed</p>`;
    const undrawn = undrawnKeys(others);
    return drawPost({ room: 'jsm', sender, badge: 'close', time, body, undrawn });
  }
  const {
    message,
    alias: _,
    description,
    priority,
    source,
    tags,
    ...others
  } = v.parse(alertSchema, payload);
  return drawPost({
    room: 'jsm',
    sender: source,
    badge: priority,
    time,
    body: html`<p class="title">${drawSigns(message)}</p>${drawText(drawAddresses(description))}<p class="text small">${tags.map(
      (tag) => html`<span class="badge">${tag}</span> `,
    )}</p>`,
    undrawn: undrawnKeys(others),
  });
}
