import * as v from 'valibot';
import { drawLink, drawMatches, drawMention, drawSigns } from './draw-link.ts';
import { drawButtons, drawFacts, drawText } from './draw-parts.ts';
import { drawPost } from './draw-post.ts';
import { type Html, html } from './html.ts';
import { undrawn, undrawnKeys } from './undrawn.ts';

const buttonSchema = v.strictObject({
  text: v.string(),
  onClick: v.strictObject({ openLink: v.strictObject({ url: v.pipe(v.string(), v.url()) }) }),
});
const widgetSchema = v.union([
  v.strictObject({ textParagraph: v.strictObject({ text: v.string() }) }),
  v.strictObject({
    decoratedText: v.strictObject({
      topLabel: v.optional(v.string(), ''),
      text: v.string(),
      wrapText: v.literal(true),
    }),
  }),
  v.strictObject({ buttonList: v.strictObject({ buttons: v.array(buttonSchema) }) }),
]);

/** developers.google.com/workspace/chat/api/reference/rest/v1/spaces.messages */
const payloadSchema = v.looseObject({
  text: v.optional(v.string(), ''),
  thread: v.optional(v.unknown()),
  cardsV2: v.optional(
    v.array(
      v.strictObject({
        cardId: v.string(),
        card: v.strictObject({
          sections: v.array(v.strictObject({ widgets: v.array(v.unknown()) })),
        }),
      }),
    ),
    [],
  ),
});

/** Draws a payload about as a space of Google Chat does. @throws {v.ValiError} when Google would not take it. */
export function drawGoogleChat(payload: unknown, time: string): Html {
  const { text, cardsV2, thread: _, ...others } = v.parse(payloadSchema, payload);
  const cards = cardsV2.map(
    ({ card }) =>
      html`<div class="card">${card.sections.map(
        ({ widgets }) => html`<div class="card-section">${widgets.map(drawWidget)}</div>`,
      )}</div>`,
  );
  return drawPost({
    room: 'googleChat',
    sender: 'root-alert',
    badge: 'APP',
    time,
    body: html`${drawText(drawChatText(text))}${cards}`,
    undrawn: undrawnKeys(others),
  });
}

function drawWidget(widget: unknown): Html {
  const { success, output } = v.safeParse(widgetSchema, widget);
  if (!success) return undrawn(`widget ${Object.keys(Object(widget)).join(', ')}`);
  if ('textParagraph' in output) return drawText(drawCardText(output.textParagraph.text));
  if ('decoratedText' in output) {
    const { topLabel, text } = output.decoratedText;
    return html`${drawFacts([{ label: topLabel, value: drawCardText(text) }])}`;
  }
  const buttons = output.buttonList.buttons.map(({ text, onClick }) => ({
    text,
    url: onClick.openLink.url,
  }));
  return html`${drawButtons(buttons)}`;
}

const marks =
  /<(users\/[^>|\n]+)>|<([^<>|\n]+)\|([^<>\n]*)>|`([^`\n]+)`|(?<!\w)\*([^*\n]+)\*(?!\w)|(?<!\w)_([^_\n]+)_(?!\w)|(?<!\w)~([^~\n]+)~(?!\w)|(https?:\/\/[^\s<>|]+)/g;

function drawChatText(text: string): Html {
  return drawMatches(
    text,
    marks,
    ([whole, user, target, label, code, bold, italic, struck]) => {
      if (user !== undefined) return drawMention(user);
      if (target !== undefined) return drawLink(html`${label}`, target);
      if (code !== undefined) return html`<code>${code}</code>`;
      if (bold !== undefined) return html`<b>${drawSigns(bold)}</b>`;
      if (italic !== undefined) return html`<i>${italic}</i>`;
      if (struck !== undefined) return html`<s>${struck}</s>`;
      return drawLink(html`${whole}`, whole);
    },
    drawSigns,
  );
}

/** Cards read a few tags (developers.google.com/workspace/chat/format-messages). */
const tags = /<a href="([^"<>]*)">([^<]*)<\/a>|<(b|i|u|s|strike|font)\b[^<>]*>([^<]*)<\/\3>/g;

function drawCardText(text: string): Html {
  return drawMatches(
    text,
    tags,
    ([, target, label, , marked]) =>
      target === undefined ? html`<b>${marked}</b>` : drawLink(html`${label}`, target),
    drawSigns,
  );
}
