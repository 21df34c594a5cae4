const markup = Symbol('markup');

/** Markup that this code wrote, as opposed to text from outside. JSON cannot forge it: the key is a symbol. */
export interface Html {
  readonly [markup]: string;
}

type Part = string | number | Html | readonly Html[] | undefined;

/** Makes markup. Every value in it is escaped, unless this same tag made it. */
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
