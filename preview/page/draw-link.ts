import { type Html, html } from './html.ts';

/** A link as a room draws it. It cannot be followed from here; its target shows when the pointer is on it. */
export function drawLink(label: Html, url: string): Html {
  return html`<span class="link" title="${url}">${label}</span>`;
}

/** A mention of somebody or everybody, which no alert of ours should hold. */
export function drawMention(label: string): Html {
  return html`<span class="mention">${label}</span>`;
}

/** The signs of severity, which not every font has, in the colors that rooms show them in. */
const signs: Readonly<Record<string, string>> = {
  '🔴': '#dd2e44',
  '🟠': '#f4900c',
  '🟡': '#fdcb58',
  '⚪': '#c6cbd1',
  '🔵': '#4289c1',
};

/** Text in which the signs of severity are drawn, and all else is as it is. */
export function drawSigns(text: string): Html {
  return drawMatches(text, /[🔴🟠🟡⚪🔵]/gu, ([sign]) => {
    const fill = signs[sign] ?? '';
    return html`<svg class="sign" role="img" aria-label="${sign}" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="${fill}"/></svg>`;
  });
}

/** Draws what a pattern finds, and leaves the text between as it is. */
export function drawMatches(
  text: string,
  pattern: RegExp,
  draw: (match: RegExpMatchArray) => Html,
  plain: (text: string) => Html = (it) => html`${it}`,
): Html {
  const pieces: Html[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    pieces.push(plain(text.slice(end, match.index)), draw(match));
    end = match.index + match[0].length;
  }
  return html`${pieces}${plain(text.slice(end))}`;
}
