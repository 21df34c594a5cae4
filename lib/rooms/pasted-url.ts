/** How texts fail to be one URL before it matters whose: by what was pasted, in the words that end a sentence. */
export function pasteFault(item: unknown): string | undefined {
  if (Array.isArray(item)) return 'not a list within a list';
  if (typeof item !== 'string') return `not ${item === null ? 'null' : `a JSON ${typeof item}`}`;
  const text = item.trim();
  if (text === '') return 'not an empty text';
  if (/^["'`“”‘’„«]/.test(text)) return 'without quotation marks around it';
  if (severalUrls.test(text)) return 'not several URLs in one text';
  if (example.test(text)) return 'not the example of the documentation';
  if (/\s/.test(text)) return 'without white space in it';
  if (!URL.canParse(text)) return 'not a text that is no URL';
  const { protocol, username, password } = new URL(text);
  if (username !== '' || password !== '') return 'without a user name and a password';
  if (protocol !== 'https:' && protocol !== 'http:') return 'not one of another protocol';
  return undefined;
}

/**
 * A second URL that begins after a separator or in the middle of a word. One behind `/`, `=`, `?` or `&` may be what a proxy is
 * asked for.
 */
const severalUrls = /[^/=?&]https?:\/\//i;

const example = /…|\.{3}|%E2%80%A6|[<>]/i;
