import * as v from 'valibot';
import { drawLink, drawMatches, drawSigns } from './draw-link.ts';
import { drawBeside, drawText } from './draw-parts.ts';
import { drawPost } from './draw-post.ts';
import { type Html, html } from './html.ts';
import { undrawnKeys } from './undrawn.ts';

const infoSchema = v.looseObject({
  title: v.optional(v.string(), ''),
  description: v.optional(v.string(), ''),
});

/** support.jandi.com/ko/articles/6352697 */
const payloadSchema = v.looseObject({
  body: v.pipe(v.string(), v.minLength(1)),
  connectColor: v.optional(v.string()),
  connectInfo: v.optional(v.array(infoSchema), []),
  /** Whom it goes to, instead of a topic. Nobody sees it. */
  email: v.optional(v.string()),
});

/** Draws a payload about as a room of JANDI does. @throws {v.ValiError} when JANDI would not take it. */
export function drawJandi(payload: unknown, time: string): Html {
  const { body, connectColor, connectInfo, email, ...others } = v.parse(payloadSchema, payload);
  const info = connectInfo.map(
    ({ title, description, ...more }) =>
      html`<p class="title">${title}</p>${drawText(drawLinked(description))}${undrawnKeys(more)}`,
  );
  return drawPost({
    room: 'jandi',
    sender: 'root-alert',
    badge: email === undefined ? 'BOT' : '1:1',
    time,
    body: html`${drawText(drawLinked(body))}${
      info.length > 0 ? drawBeside(connectColor, html`${info}`) : undefined
    }`,
    undrawn: undrawnKeys(others),
  });
}

const links = /\[\[([^\]\n]+)\]\]\(([^\s)]+)\)|(https?:\/\/[^\s<>()]+)/g;

function drawLinked(text: string): Html {
  return drawMatches(
    text,
    links,
    ([whole, label, target]) => drawLink(html`${label ?? whole}`, target ?? whole),
    drawSigns,
  );
}
