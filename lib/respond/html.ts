/** HTML that may be put into a page as it is. Only {@link html} makes it. */
export interface Html {
  readonly html: string;
}

type Part = Html | string | number | undefined | readonly (Html | undefined)[];

/** A template for HTML: every text that is put into it is escaped, for a text and for an attribute in double quotes. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: String.raw({ raw: strings }, ...parts.map(safe)) };
}

function safe(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
  return 'html' in part ? part.html : part.map(safe).join('');
}

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"'`=]/g, (character) => `&#${character.charCodeAt(0)};`);
}
