import { countsAsRead } from '../classify/counts-as-read.ts';
import { targetAccountOf } from '../classify/target-account.ts';
import { bySeverity } from '../classify/verdict-of.ts';
import { groupBy } from '../group-by.ts';
import type { RootActivity } from '../root-activity.ts';
import { cutText } from './cut-text.ts';
import { formatClock } from './format-time.ts';
import { eventNameOf, failureText } from './parts.ts';
import type { Words } from './words.ts';

const maxActions = 8;
/** In UTF-16 units. */
const maxLength = 440;

/**
 * `02:52:19 AssumeRoot → 444455556666, 02:53:01 StopLogging`: the worst actions of a digest, in the order in
 * which they happened. Each kind is named once: a hundred of one kind, made on purpose, must not hide another.
 */
export function notableActions(
  activities: readonly RootActivity[],
  timeZone: string,
  words: Words,
): string {
  const actions = activities.filter((it) => it.kind === 'use' && !countsAsRead(it));
  const worst = groupBy(actions.toSorted(bySeverity), (it) => actionText(it, words))
    .flatMap(([first]) => first ?? [])
    .slice(0, maxActions)
    .toSorted((a, b) => actions.indexOf(a) - actions.indexOf(b));
  return cutText(worst.map((it) => withClock(it, timeZone, words)).join(', '), maxLength);
}

function withClock(activity: RootActivity, timeZone: string, words: Words): string {
  const text = actionText(activity, words);
  return activity.occurredAt ? `${formatClock(activity.occurredAt, timeZone)} ${text}` : text;
}

/** `AssumeRoot → 444455556666`, `StopLogging (거부)`. What opens and what closes are never one kind. */
function actionText(activity: RootActivity, words: Words): string {
  const target = targetAccountOf(activity);
  const name = eventNameOf(activity, words) + (target === undefined ? '' : ` → ${target}`);
  const notes = [effectNote(activity, words), failureText(activity, words)].filter(Boolean);
  return notes.length > 0 ? `${name} (${notes.join(', ')})` : name;
}

function effectNote(activity: RootActivity, words: Words): string | undefined {
  if (activity.kind !== 'use' || activity.verdict.effect === undefined) return undefined;
  const { effect, direction } = activity.verdict;
  const isRead = activity.effects.some(({ kind }) => kind === effect);
  return isRead || direction === 'safer' ? words.effect[effect] : undefined;
}
