import type { DoorayPayload } from './dooray-payload.ts';

/** A Dooray message as its room shows it, for a terminal. Each attachment has a bar on its left. */
export function asShown({ botName, text, attachments }: DoorayPayload): string {
  const bars = attachments.map(({ title, titleLink, text: body }) =>
    [...(title === undefined ? [] : [`${title} → ${titleLink}`]), ...body.split('\n')]
      .map((line) => `  ┃ ${line}`)
      .join('\n'),
  );
  return [botName, ...text.split('\n').map((line) => `  ${line}`), ...bars].join('\n');
}
