import { type Html, html } from './html.ts';

/** Slack's words for the colours of an attachment (docs.slack.dev, secondary message attachments). */
const ofSlack: Readonly<Record<string, string>> = {
  good: '#2eb67d',
  warning: '#ecb22e',
  danger: '#e01e5a',
};

/** The coloured bar of an attachment. SVG takes a colour as an attribute; the page's policy forbids inline styles. */
export function drawBar(color: string | undefined): Html {
  const isColor = color !== undefined && /^(?:[a-z]{1,20}|#[0-9a-f]{3}|#[0-9a-f]{6})$/i.test(color);
  const fill = isColor ? (ofSlack[color] ?? color) : '#dddddd';
  return html`<svg class="bar" aria-hidden="true"><rect width="100%" height="100%" fill="${fill}"/></svg>`;
}
