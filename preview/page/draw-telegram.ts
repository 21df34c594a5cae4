import * as v from 'valibot';
import { drawLink, drawMatches, drawMention, drawSigns } from './draw-link.ts';
import { drawButtons, drawText } from './draw-parts.ts';
import { drawPost } from './draw-post.ts';
import { type Html, html } from './html.ts';
import { undrawnKeys } from './undrawn.ts';

const buttonSchema = v.strictObject({ text: v.string(), url: v.pipe(v.string(), v.url()) });

/** core.telegram.org/bots/api#sendmessage, without a parse mode. */
const payloadSchema = v.looseObject({
  chat_id: v.string(),
  text: v.pipe(v.string(), v.minLength(1)),
  link_preview_options: v.optional(v.strictObject({ is_disabled: v.literal(true) })),
  disable_notification: v.optional(v.boolean()),
  reply_markup: v.optional(v.strictObject({ inline_keyboard: v.array(v.array(buttonSchema)) })),
});

/** Draws a payload about as a chat in Telegram does. @throws {v.ValiError} when Telegram would not take it. */
export function drawTelegram(payload: unknown, time: string): Html {
  const {
    chat_id: _id,
    link_preview_options: _preview,
    disable_notification: _sound,
    text,
    reply_markup: keyboard,
    ...others
  } = v.parse(payloadSchema, payload);
  return drawPost({
    room: 'telegram',
    sender: 'root-alert',
    badge: 'bot',
    time,
    body: html`${drawText(drawPlain(text))}${(keyboard?.inline_keyboard ?? []).map(
      (row) => html`${drawButtons(row)}`,
    )}`,
    undrawn: undrawnKeys(others),
  });
}

/** What clients make of text without markup. */
const entities = /(https?:\/\/[^\s<>()]+)|(?<!\w)@[A-Za-z]\w{3,}|(?<![\w/])\/[a-z]\w*/g;

function drawPlain(text: string): Html {
  return drawMatches(
    text,
    entities,
    ([whole, url]) => (url === undefined ? drawMention(whole) : drawLink(html`${url}`, url)),
    drawSigns,
  );
}
