import * as v from 'valibot';
import { drawSigns } from './draw-link.ts';
import { drawAddresses } from './draw-marks.ts';
import { drawButtons, drawFacts, drawSmall } from './draw-parts.ts';
import { drawPost } from './draw-post.ts';
import { type Html, html } from './html.ts';
import { undrawnKeys } from './undrawn.ts';

const keys = { routing_key: v.string(), dedup_key: v.pipe(v.string(), v.maxLength(255)) };

/** PagerDuty/developer-docs, Events API v2. */
const payloadSchema = v.variant('event_action', [
  v.looseObject({
    ...keys,
    event_action: v.literal('trigger'),
    client: v.optional(v.string()),
    payload: v.looseObject({
      summary: v.pipe(v.string(), v.minLength(1), v.maxLength(1_024)),
      source: v.string(),
      severity: v.picklist(['critical', 'error', 'warning', 'info']),
      component: v.optional(v.string()),
      custom_details: v.optional(v.record(v.string(), v.string()), {}),
    }),
    links: v.optional(v.array(v.strictObject({ href: v.string(), text: v.string() })), []),
  }),
  v.looseObject({ ...keys, event_action: v.literal('resolve') }),
]);

/** Draws an event about as the page of its incident does. @throws {v.ValiError} when PagerDuty would not take it. */
export function drawPagerDuty(payload: unknown, time: string): Html {
  const event = v.parse(payloadSchema, payload);
  return event.event_action === 'trigger' ? drawTrigger(event, time) : drawResolve(event, time);
}

type Event<Action> = Extract<v.InferOutput<typeof payloadSchema>, { event_action: Action }>;

function drawResolve(
  { routing_key: _key, dedup_key: _id, event_action: badge, ...others }: Event<'resolve'>,
  time: string,
): Html {
  const body = html`<p class="text">Resolved</p>`;
  const undrawn = undrawnKeys(others);
  return drawPost({ room: 'pagerDuty', sender: 'root-alert', badge, time, body, undrawn });
}

function drawTrigger(
  {
    routing_key: _key,
    dedup_key: _id,
    event_action: badge,
    client = '',
    payload,
    links,
    ...others
  }: Event<'trigger'>,
  time: string,
): Html {
  const { summary, source, severity, component, custom_details: details, ...more } = payload;
  const facts = Object.entries(details).map(([label, text]) => ({
    label,
    value: drawAddresses(text),
  }));
  const part = component === undefined ? source : `${source} · ${component}`;
  const buttons = links.map(({ href, text }) => ({ text, url: href }));
  return drawPost({
    room: 'pagerDuty',
    sender: client,
    badge,
    time,
    body: html`<p class="title"><span class="badge">${severity}</span> ${drawSigns(summary)}</p>${drawSmall(
      html`${part}`,
    )}${drawFacts(facts)}${drawButtons(buttons)}`,
    undrawn: undrawnKeys({ ...others, ...more }),
  });
}
