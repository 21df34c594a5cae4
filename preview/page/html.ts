const markup = Symbol('markup');

/** Markup that was written here, as opposed to text from anywhere. No JSON can be one: the key is a symbol. */
export interface Html {
  readonly [markup]: string;
}

type Part = string | number | Html | readonly Html[] | undefined;

/** Markup with text in it: whatever is put in between is escaped, unless it came out of this same tag. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const pieces = strings.map((string, index) => string + toMarkup(parts[index]));
  return { [markup]: pieces.join('') };
}

export function toText(content: Html): string {
  return content[markup];
}

function toMarkup(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return markup in part ? part[markup] : part.map(toText).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
