import * as v from 'valibot';
import { drawMarkdown } from './draw-marks.ts';
import { drawButtons, drawFacts } from './draw-parts.ts';
import { drawPost } from './draw-post.ts';
import { type Html, html } from './html.ts';
import { undrawn, undrawnKeys } from './undrawn.ts';

const elementSchema = v.variant('type', [
  v.strictObject({
    type: v.literal('TextBlock'),
    text: v.string(),
    wrap: v.literal(true),
    size: v.optional(v.picklist(['Large', 'Small'])),
    weight: v.optional(v.literal('Bolder')),
    isSubtle: v.optional(v.boolean(), false),
    color: v.optional(v.picklist(['Attention', 'Warning', 'Accent', 'Default'])),
  }),
  v.strictObject({
    type: v.literal('FactSet'),
    facts: v.array(v.strictObject({ title: v.string(), value: v.string() })),
  }),
]);

const cardSchema = v.looseObject({
  $schema: v.string(),
  type: v.literal('AdaptiveCard'),
  version: v.string(),
  msteams: v.optional(v.unknown()),
  body: v.array(v.unknown()),
  actions: v.optional(
    v.array(
      v.strictObject({
        type: v.literal('Action.OpenUrl'),
        title: v.string(),
        url: v.pipe(v.string(), v.url()),
      }),
    ),
    [],
  ),
});

/** What the template of Power Automate posts: each of the attachments. */
const payloadSchema = v.looseObject({
  type: v.literal('message'),
  attachments: v.array(
    v.strictObject({
      contentType: v.literal('application/vnd.microsoft.card.adaptive'),
      contentUrl: v.nullable(v.string()),
      content: cardSchema,
    }),
  ),
});

/** Draws a payload about as a channel of Teams does. @throws {v.ValiError} when the flow or Teams would not take it. */
export function drawTeams(payload: unknown, time: string): Html {
  const { type: _, attachments, ...others } = v.parse(payloadSchema, payload);
  return drawPost({
    room: 'teams',
    sender: 'Workflows',
    badge: 'BOT',
    time,
    body: html`${attachments.map(({ content }) => drawCard(content))}`,
    undrawn: undrawnKeys(others),
  });
}

function drawCard({
  $schema: _schema,
  type: _type,
  version: _version,
  msteams: _msteams,
  body,
  actions,
  ...others
}: v.InferOutput<typeof cardSchema>): Html {
  const buttons = actions.map(({ title, url }) => ({ text: title, url }));
  return html`<div class="card"><div class="card-section">${body.map(drawElement)}${drawButtons(buttons)}${undrawnKeys(others)}</div></div>`;
}

function drawElement(element: unknown): Html {
  const { success, output } = v.safeParse(elementSchema, element);
  if (!success) return undrawn(`element ${JSON.stringify(Object(element).type)?.slice(0, 60)}`);
  if (output.type === 'FactSet') {
    const facts = output.facts.map(({ title, value }) => ({
      label: title,
      value: drawMarkdown(value),
    }));
    return html`${drawFacts(facts)}`;
  }
  const { text, size, weight, isSubtle, color } = output;
  const look = [size, weight, color, isSubtle ? 'Subtle' : undefined].filter((it) => it);
  return html`<p class="text ${look.join(' ')}">${drawMarkdown(text)}</p>`;
}
