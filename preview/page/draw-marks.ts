import { drawLink, drawMatches, drawMention, drawSigns } from './draw-link.ts';
import { type Html, html } from './html.ts';

const bareUrl = /https?:\/\/[^\s<>()]+/g;

/** Text in which a client makes links of addresses, and reads nothing else. */
export function drawAddresses(text: string): Html {
  return drawMatches(text, bareUrl, ([url]) => drawLink(html`${url}`, url), drawSigns);
}

/** Links, emphasis, code, and whoever is called by name. */
const markdown =
  /\[([^\]\n]+)\]\(([^\s)]+)\)|\*\*([^*\n]+)\*\*|(?<![\w*])[*_]([^*_\n]+)[*_](?![\w*])|~~([^~\n]+)~~|`([^`\n]+)`|<at>([^<\n]*)<\/at>|<([@#][^>\n]+)>|(?<![\w.])(@[a-z][\w.-]*)|(https?:\/\/[^\s<>()]+)/g;

/**
 * The Markdown that Teams, Mattermost and Discord have in common. What only one of them reads is drawn for all three, so that a
 * mark that slipped through is seen.
 */
export function drawMarkdown(text: string): Html {
  return drawMatches(
    text,
    markdown,
    ([whole, label, target, bold, italic, struck, code, at, id, name]) => {
      if (label !== undefined && target !== undefined) return drawLink(html`${label}`, target);
      if (bold !== undefined) return html`<b>${drawSigns(bold)}</b>`;
      if (italic !== undefined) return html`<i>${italic}</i>`;
      if (struck !== undefined) return html`<s>${struck}</s>`;
      if (code !== undefined) return html`<code>${code}</code>`;
      const called = at ?? id ?? name;
      return called === undefined ? drawLink(html`${whole}`, whole) : drawMention(called);
    },
    drawSigns,
  );
}
