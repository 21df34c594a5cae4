import type { Config } from '../config.ts';
import type { Message } from './message.ts';
import { type Words, words } from './words.ts';

/** Says in a message, with a remark if there is one, how long ago the thing happened that it tells of. */
export function markLate(
  message: Message,
  lateMs: number,
  { locale }: Pick<Config, 'locale'>,
  remark?: (say: Words) => string,
): Message {
  const say = words[locale];
  const late = {
    label: say.label.late,
    value: say.lateBy(Math.max(1, Math.round(lateMs / 60_000))),
  };
  return {
    ...message,
    summary: [`${late.label} (${late.value})`, message.summary].filter(Boolean).join(' · '),
    facts: [
      late,
      ...(remark === undefined ? [] : [{ label: say.label.remark, value: remark(say) }]),
      ...message.facts,
    ],
  };
}
