/**
 * Whether a text matches a pattern with `*` and `?`, as IAM means them, without regard to case. The work grows with
 * the length of the pattern times that of the text, whatever the pattern is: no regular expression is made of it.
 */
export function globMatches(pattern: string, text: string): boolean {
  const [glob, target] = [pattern.toLowerCase(), text.toLowerCase()];
  let [at, position, star, retry] = [0, 0, -1, 0];
  while (position < target.length) {
    if (glob[at] === '*') {
      star = at;
      retry = position;
      at += 1;
    } else if (at < glob.length && (glob[at] === '?' || glob[at] === target[position])) {
      at += 1;
      position += 1;
    } else if (star !== -1) {
      at = star + 1;
      retry += 1;
      position = retry;
    } else {
      return false;
    }
  }
  while (glob[at] === '*') at += 1;
  return at === glob.length;
}
