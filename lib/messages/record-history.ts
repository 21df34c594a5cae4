import type { RootUse } from '../root-activity.ts';
import { eventIdText } from './identifier-text.ts';
import type { Message } from './message.ts';
import type { Words } from './words.ts';

/** The headline of a record that corrects an earlier one begins with that word, so that nobody takes it for a second deed. */
export function corrected<T extends Pick<Message, 'tag'>>(use: RootUse, line: T, words: Words): T {
  return isCorrection(use) ? { ...line, tag: `${words.correction} · ${line.tag}` } : line;
}

/** Says which record this one corrects. Undefined: none. */
export function correction(use: RootUse, words: Words): string | undefined {
  if (!isCorrection(use)) return undefined;
  const original = use.addendum?.originalEventId;
  return words.corrects(original && eventIdText(original));
}

/** Why AWS delivered the record late. Undefined: it says nothing of it. */
export function lateBecause({ addendum }: RootUse, words: Words): string | undefined {
  const reason = addendum?.reason;
  return reason === 'DELIVERY_DELAY' || reason === 'SERVICE_OUTAGE'
    ? words.lateBecause[reason]
    : undefined;
}

function isCorrection({ addendum }: RootUse): boolean {
  return addendum?.reason === 'UPDATED_DATA';
}
