/** A sentence with a note in brackets at its end: in those that it ends with, if it does. */
export function withNote(sentence: string, note: string): string {
  return sentence.endsWith(')') ? `${sentence.slice(0, -1)}, ${note})` : `${sentence} (${note})`;
}
