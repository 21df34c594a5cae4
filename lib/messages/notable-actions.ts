import { countsAsRead } from '../classify/counts-as-read.ts';
import { targetAccountOf } from '../classify/target-account.ts';
import type { RootActivity, RootUse } from '../root-activity.ts';
import { cutText } from './cut-text.ts';
import { effectNote } from './effect-text.ts';
import { formatClock } from './format-time.ts';
import { isGrave, kindsOf, maxGraveKinds } from './kinds.ts';
import type { MessageContext } from './message-context.ts';
import { affectedText, eventNameOf, failureText, joined, sourceOf } from './parts.ts';
import type { Words } from './words.ts';

/** In UTF-16 units. With as many kinds as a digest has grave ones, each has a hundred. */
const maxLength = 710;
const maxLineLength = 240;
const maxNameLength = 56;
const maxOthers = 8;

/**
 * `02:53:01 StopLogging 3건 · 203.0.113.24 · 추적 audit; …`: each kind, the gravest first: when the first happened,
 * how many there were, from where, and what was acted on. Every critical and high kind is named, each once: a hundred of
 * one kind, made on purpose, must not hide another. Less grave actions follow as far as there is room.
 */
export function notableActions(
  activities: readonly RootActivity[],
  timeZone: string,
  context: MessageContext,
  words: Words,
): string {
  const uses = activities.filter((it) => it.kind === 'use');
  const kinds = kindsOf(uses.filter((use) => isGrave(use) || !countsAsRead(use)));
  const share = Math.floor(maxLength / Math.min(kinds.length, maxGraveKinds)) - 2;
  const lines: string[] = [];
  let lengthLeft = maxLength;
  for (const uses of kinds) {
    const [first] = uses;
    if (first === undefined) continue;
    const line = cutText(
      lineOf(first, uses, timeZone, context, words),
      Math.min(maxLineLength, share),
    );
    if (line.length + 2 > lengthLeft || (!isGrave(first) && lines.length >= maxOthers)) break;
    lines.push(line);
    lengthLeft -= line.length + 2;
  }
  return lines.join('; ');
}

function lineOf(
  first: RootUse,
  uses: readonly RootUse[],
  timeZone: string,
  context: MessageContext,
  words: Words,
): string {
  const clock = first.occurredAt && formatClock(first.occurredAt, timeZone);
  const count = uses.length > 1 ? words.times(uses.length) : undefined;
  const objects = new Set(uses.map((use) => affectedText(use, words)).filter(Boolean));
  const [object] = objects;
  return joined([
    [clock, actionText(first, words), count].filter(Boolean).join(' '),
    sourceOf(first, context),
    object && objects.size > 1 ? `${cutText(object, 40)} +${objects.size - 1}` : object,
  ]);
}

/** `AssumeRoot → 444455556666`, `StopLogging (거부)`. What opens and what closes are never one kind. */
function actionText(activity: RootActivity, words: Words): string {
  const target = targetAccountOf(activity);
  const name = cutText(eventNameOf(activity, words), maxNameLength);
  const text = name + (target === undefined ? '' : ` → ${target}`);
  const effect = activity.kind === 'use' ? effectNote(activity, words) : undefined;
  const notes = [effect, failureText(activity, words)].filter(Boolean);
  return notes.length > 0 ? `${text} (${notes.join(', ')})` : text;
}
