import { type Html, html } from './html.ts';

/** A link as a room draws it. It cannot be followed from here; its target shows when the pointer is on it. */
export function drawLink(label: Html, url: string): Html {
  return html`<span class="link" title="${url}">${label}</span>`;
}

/** A mention of somebody or everybody, which no alert of ours should hold. */
export function drawMention(label: string): Html {
  return html`<span class="mention">${label}</span>`;
}

/** Draws what a pattern finds, and leaves the text between as it is. */
export function drawMatches(
  text: string,
  pattern: RegExp,
  draw: (match: RegExpMatchArray) => Html,
  plain: (text: string) => string = (it) => it,
): Html {
  const pieces: Html[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    pieces.push(html`${plain(text.slice(end, match.index))}`, draw(match));
    end = match.index + match[0].length;
  }
  return html`${pieces}${plain(text.slice(end))}`;
}
