import * as v from 'valibot';
import { jsonOrText } from '../json.ts';
import { isTime } from '../messages/is-time.ts';

/** Of each text in characters: people write them, or somebody who has a link. */
export const maxAnswerTextLength = 300;

const text = v.pipe(
  v.string(),
  v.transform((it) => it.slice(0, maxAnswerTextLength)),
);

/** `planned`: it is ours. `notUs`: it is nobody's of us. In the order in which people are asked. */
export const verdicts = ['planned', 'notUs'] as const;

export const answerSchema = v.object({
  /** Chosen when it was given: told once by it. */
  id: v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/)),
  verdict: v.picklist(verdicts),
  /** In milliseconds since 1970: of any that is no time, no message could be made. */
  atMs: v.pipe(
    v.number(),
    v.check((ms) => isTime(ms)),
  ),
  /** `link`: whoever can read the room. The others know who pressed the button. */
  via: v.picklist(['link', 'slack', 'dooray', 'mattermost']),
  /** The room whose link or button it was. */
  room: v.optional(text),
  /** Who says to have answered, or, by a button, who did. */
  by: v.optional(text),
  sourceIp: v.optional(text),
  /** What for, in their words. */
  why: v.optional(text),
  /** It came from the address of the session that it is about. */
  isFromSession: v.optional(v.boolean(), false),
});

/** What somebody answered about an incident. Its texts are hostile. */
export type IncidentAnswer = v.InferOutput<typeof answerSchema>;

/** The text that {@link readAnswers} reads. */
export function answerText(answer: IncidentAnswer): string {
  return JSON.stringify(answer);
}

/**
 * In the order in which they were given, each once: of a form that was sent twice, the first. What nobody of us wrote is left out.
 */
export function readAnswers(kept: readonly string[]): IncidentAnswer[] {
  return kept
    .flatMap((it) => {
      const result = v.safeParse(answerSchema, jsonOrText(it));
      return result.success ? [result.output] : [];
    })
    .toSorted((a, b) => a.atMs - b.atMs || a.id.localeCompare(b.id))
    .filter(({ id }, index, all) => all.findIndex((it) => it.id === id) === index);
}

/** The latest answer of each verdict, in their order: nobody can push "not us" out of sight by other answers. */
export function latestOfEach(answers: readonly IncidentAnswer[]): readonly IncidentAnswer[] {
  return answers.filter(
    (answer) => answer === answers.findLast(({ verdict }) => verdict === answer.verdict),
  );
}

/**
 * The answer that stands for what was told at a time: the latest that came after it. One before it was not about it, and one
 * "planned" from the address of the session itself answers nothing: it may be the thief's.
 */
export function answerTo(
  answers: readonly IncidentAnswer[],
  toldAtMs: number,
): IncidentAnswer | undefined {
  return answers.findLast(
    ({ atMs, verdict, isFromSession }) =>
      atMs >= toldAtMs && !(verdict === 'planned' && isFromSession),
  );
}
