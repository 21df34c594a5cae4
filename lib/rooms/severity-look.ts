import type { Severity } from '../classify/classes.ts';
import type { Message } from '../messages/message.ts';

/** How grave a message looks: what is seen before a word is read. */
export interface SeverityLook {
  /** `#rrggbb`, dark enough for a white page and bright enough for a black one. */
  readonly color: string;
  /** One character, for rooms and notifications that show no colour of ours. */
  readonly sign: string;
}

const looks: Readonly<Record<Severity | 'drill', SeverityLook>> = {
  critical: { color: '#d00000', sign: '🔴' },
  high: { color: '#e8710a', sign: '🟠' },
  medium: { color: '#d9a400', sign: '🟡' },
  low: { color: '#8a8f98', sign: '⚪' },
  // A drill must not look like the real thing.
  drill: { color: '#5b6ee1', sign: '🔵' },
};

/** The color of what is only looked up. */
export const neutralColor = looks.low.color;

export function lookOf({ severity, isDrill }: Pick<Message, 'severity' | 'isDrill'>): SeverityLook {
  return looks[isDrill ? 'drill' : severity];
}

/** `🔴 [긴급] `: what stands before the headline. Empty for a quiet message. */
export function signAndTag(message: Message): string {
  return message.tag === '' ? '' : `${lookOf(message).sign} ${message.tag} `;
}
