import { type Html, html } from './html.ts';

/** A note on the parts of a payload that are not drawn here; undefined when there are none. */
export function undrawnKeys(others: Readonly<Record<string, unknown>>): Html | undefined {
  const keys = Object.keys(others);
  return keys.length === 0 ? undefined : undrawn(keys.join(', '));
}

export function undrawn(what: string): Html {
  return html`<p class="undrawn">Not drawn: ${what}</p>`;
}
