/** A URL with one more parameter. The rest goes out as it was pasted: a signature may be over it. */
export function withQuery({ href, search }: URL, parameter: string): URL {
  return new URL(`${href}${search === '' ? '?' : '&'}${parameter}`);
}
