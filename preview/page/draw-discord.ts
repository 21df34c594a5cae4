import * as v from 'valibot';
import { drawMarkdown } from './draw-marks.ts';
import { drawBeside, drawSmall, drawText } from './draw-parts.ts';
import { drawPost } from './draw-post.ts';
import { type Html, html } from './html.ts';
import { undrawnKeys } from './undrawn.ts';

const embedSchema = v.looseObject({
  description: v.optional(v.string(), ''),
  color: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffff))),
  footer: v.optional(v.strictObject({ text: v.string() })),
});

/** docs.discord.com, "Execute webhook" and "Embed object". */
const payloadSchema = v.looseObject({
  content: v.optional(v.string(), ''),
  embeds: v.optional(v.array(embedSchema), []),
  allowed_mentions: v.optional(v.unknown()),
});

/** Draws a payload about as a channel of Discord does. @throws {v.ValiError} when Discord would not take it. */
export function drawDiscord(payload: unknown, time: string): Html {
  const { content, embeds, allowed_mentions: _, ...others } = v.parse(payloadSchema, payload);
  return drawPost({
    room: 'discord',
    sender: 'root-alert',
    badge: 'APP',
    time,
    body: html`${drawText(drawMarkdown(content))}${embeds.map(drawEmbed)}`,
    undrawn: undrawnKeys(others),
  });
}

function drawEmbed({
  description,
  color,
  footer,
  ...others
}: v.InferOutput<typeof embedSchema>): Html {
  const bar = color === undefined ? undefined : `#${color.toString(16).padStart(6, '0')}`;
  return drawBeside(
    bar,
    html`${drawText(drawMarkdown(description))}${footer && drawSmall(html`${footer.text}`)}${undrawnKeys(others)}`,
  );
}
