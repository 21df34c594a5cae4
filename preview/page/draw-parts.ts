import { drawBar } from './draw-bar.ts';
import { type Html, html } from './html.ts';

/** What stands beside a coloured bar. */
export function drawBeside(color: string | undefined, content: Html): Html {
  return html`<div class="attachment">${drawBar(color)}<div>${content}</div></div>`;
}

/** A paragraph that keeps its lines. */
export function drawText(text: Html): Html {
  return html`<p class="text">${text}</p>`;
}

/** Small print. */
export function drawSmall(text: Html): Html {
  return html`<p class="text small">${text}</p>`;
}

/** Buttons that open a page. Their addresses show when the pointer is on them. */
export function drawButtons(
  buttons: readonly { readonly text: string; readonly url: string }[],
): Html | undefined {
  if (buttons.length === 0) return undefined;
  return html`<p class="actions">${buttons.map(
    ({ text, url }) => html`<span class="button" title="${url}">${text}</span> `,
  )}</p>`;
}

/** Names, each with what it is. */
export function drawFacts(
  facts: readonly { readonly label: string; readonly value: Html }[],
): Html | undefined {
  if (facts.length === 0) return undefined;
  return html`<dl class="facts">${facts.map(
    ({ label, value }) => html`<dt>${label}</dt><dd class="text">${value}</dd>`,
  )}</dl>`;
}
