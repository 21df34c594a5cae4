import { type Html, html } from './html.ts';

/** Says what a payload has that is not drawn here, or undefined when it has no such thing. */
export function undrawnKeys(others: Readonly<Record<string, unknown>>): Html | undefined {
  const keys = Object.keys(others);
  return keys.length === 0 ? undefined : undrawn(keys.join(', '));
}

export function undrawn(what: string): Html {
  return html`<p class="undrawn">Not drawn: ${what}</p>`;
}
