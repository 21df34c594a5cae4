import { countsAsRead } from '../classify/counts-as-read.ts';
import { targetAccountOf } from '../classify/target-account.ts';
import type { RootActivity, RootUse } from '../root-activity.ts';
import { cutText } from './cut-text.ts';
import { effectNote } from './effect-text.ts';
import { formatClock } from './format-time.ts';
import { isGrave, kindsOf, maxGraveKinds } from './kinds.ts';
import { knownFacts } from './known-facts.ts';
import type { Fact } from './message.ts';
import type { MessageContext } from './message-context.ts';
import {
  affectedText,
  eventNameOf,
  failureText,
  isRefused,
  joined,
  outcomeText,
  sourceOf,
} from './parts.ts';
import type { Words } from './words.ts';

/** In UTF-16 units. With as many kinds as a digest has grave ones, each has two hundred. */
const maxLength = 1_500;
const maxLineLength = 240;
const maxNameLength = 56;
const maxOthers = 4;

/**
 * `02:53:01`: `StopLogging 3건 · 추적 audit`: each kind, the gravest first: when the first happened, how many there were, what
 * was acted on, from where if not all came from there, and how it came out if not all came out alike. What was done stands before
 * what was refused. Every critical and high kind is named, each once: a hundred of
 * one kind, made on purpose, must not hide another. Less grave actions follow as far as there is room.
 */
export function notableActions(
  activities: readonly RootActivity[],
  timeZone: string,
  context: MessageContext,
  words: Words,
): Fact[] {
  const uses = activities.filter((it) => it.kind === 'use');
  const kinds = kindsOf(uses.filter((use) => isGrave(use) || !countsAsRead(use)));
  const share = Math.floor(maxLength / Math.min(kinds.length, maxGraveKinds));
  const isFromOnePlace = new Set(activities.map((it) => sourceOf(it, context))).size === 1;
  const areMixed = new Set(uses.map(({ outcome }) => outcome)).size > 1;
  const done: Fact[] = [];
  const refused: Fact[] = [];
  let others = 0;
  let lengthLeft = maxLength;
  for (const uses of kinds) {
    const [first] = uses;
    if (first === undefined) continue;
    others += isGrave(first) ? 0 : 1;
    const line = cutText(
      lineOf(
        first,
        uses,
        {
          outcome: areMixed ? outcomeOf(first, words) : failureText(first, words),
          source: isFromOnePlace ? undefined : sourceOf(first, context),
        },
        words,
      ),
      Math.min(maxLineLength, share),
    );
    if (line.length > lengthLeft || others > maxOthers) break;
    const clock = first.occurredAt && formatClock(first.occurredAt, timeZone);
    (isRefused(first) ? refused : done).push(...knownFacts([[clock ?? '', line]]));
    lengthLeft -= line.length;
  }
  // The headline is about what was done.
  return [...done, ...refused];
}

function lineOf(
  first: RootUse,
  uses: readonly RootUse[],
  {
    outcome,
    source,
  }: { readonly outcome: string | undefined; readonly source: string | undefined },
  words: Words,
): string {
  const count = uses.length > 1 ? words.times(uses.length) : undefined;
  const objects = new Set(uses.map((use) => affectedText(use, words)).filter(Boolean));
  const [object] = objects;
  return joined([
    [actionText(first, outcome, words), count].filter(Boolean).join(' '),
    source,
    object && objects.size > 1 ? words.more(cutText(object, 40), objects.size - 1) : object,
  ]);
}

/** How it came out, in a word or two. */
function outcomeOf(use: RootUse, words: Words): string {
  return failureText(use, words) ?? outcomeText(use, words);
}

/** `AssumeRoot → 444455556666`, `StopLogging (거부)`. What opens and what closes are never one kind. */
function actionText(use: RootUse, outcome: string | undefined, words: Words): string {
  const target = targetAccountOf(use);
  const name = cutText(eventNameOf(use, words), maxNameLength);
  const text = name + (target === undefined ? '' : ` → ${target}`);
  const notes = [effectNote(use, words), outcome].filter(Boolean);
  return notes.length > 0 ? `${text} (${notes.join(', ')})` : text;
}
