import type { Message } from 'esbuild';

/**
 * What esbuild found wrong, as one sentence with file, line and column.
 *
 * @returns undefined when it is no failure of an esbuild build
 */
export function describeBuildFailure(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('errors' in error) || !Array.isArray(error.errors)) {
    return undefined;
  }
  const messages: Message[] = error.errors;
  const [first] = messages;
  if (first?.text === undefined) return undefined;
  const { location } = first;
  const place = location ? `${location.file}:${location.line}:${location.column + 1}: ` : '';
  const others = messages.length > 1 ? ` (and ${messages.length - 1} more)` : '';
  return `The handlers cannot be built: ${place}${first.text}${others}`;
}
