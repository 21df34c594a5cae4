import { maxClockSkewMs } from '../ledger/use-window.ts';
import { answerTo, type IncidentAnswer } from './answer.ts';
import { type FollowUp, followUpsDue, isFollowed } from './follow-ups.ts';
import type { IncidentRecord } from './incident-record.ts';

/** What an incident's steps are decided by. Times are milliseconds since 1970. */
export interface KnownIncident {
  readonly first: IncidentRecord | undefined;
  /** The critical use about which people are asked. */
  readonly critical: IncidentRecord | undefined;
  /** In the order in which they were given. */
  readonly answers: readonly IncidentAnswer[];
  /** When its latest use was told. Undefined: not known. */
  readonly lastToldAtMs: number | undefined;
}

export interface StepSettings {
  /** How long people have to answer. Undefined: nobody is asked. */
  readonly escalateMs: number | undefined;
  readonly hasFollowUps: boolean;
}

/** What is told of an incident later. */
export type Step =
  | {
      readonly kind: 'unanswered';
      readonly record: IncidentRecord;
      /** From 1 to {@link maxEscalations}. */
      readonly nth: number;
      readonly dueAtMs: number;
    }
  | { readonly kind: 'notUs'; readonly answer: IncidentAnswer; readonly dueAtMs: number }
  | FollowUp;

export interface StepsDue {
  readonly due: readonly Step[];
  /** When the next one is due. Undefined: there is none. */
  readonly nextAtMs: number | undefined;
}

/** Of one critical use. */
export const maxEscalations = 3;

/** After a day without an answer a further message helps nobody: then a copy that times the incident is given up. */
const maxLateMs = 24 * 60 * 60_000;

/**
 * The steps of an incident that are due. Those that were told are among them: the ledger knows, and tells none twice. Where several
 * for the same people are overdue, only the last is one.
 */
export function stepsDue(
  known: KnownIncident,
  { escalateMs, hasFollowUps }: StepSettings,
  nowMs: number,
): StepsDue {
  const escalations = escalationsDue(known, escalateMs, nowMs);
  const { first, lastToldAtMs = 0 } = known;
  if (!hasFollowUps || first === undefined || !isFollowed(first.counter)) return escalations;
  const followUps = followUpsDue(first.toldAtMs, lastToldAtMs, nowMs);
  const times = [escalations.nextAtMs, followUps.nextAtMs].filter((it) => it !== undefined);
  return {
    // Who is woken comes first.
    due: [...escalations.due, ...followUps.due],
    nextAtMs: times.length === 0 ? undefined : Math.min(...times),
  };
}

function escalationsDue(
  { critical, answers }: KnownIncident,
  escalateMs: number | undefined,
  nowMs: number,
): StepsDue {
  if (escalateMs === undefined) return { due: [], nextAtMs: undefined };
  const notUs = answers.find(({ verdict }) => verdict === 'notUs');
  const due: Step[] = [];
  if (notUs !== undefined && nowMs - notUs.atMs < maxLateMs) {
    due.push({ kind: 'notUs', answer: notUs, dueAtMs: notUs.atMs });
  }
  if (critical === undefined || answerTo(answers, critical.toldAtMs) !== undefined) {
    return { due, nextAtMs: undefined };
  }
  // A time that nobody of us can have written: more is asked of people, never less.
  const isAhead = critical.toldAtMs > nowMs + maxClockSkewMs;
  const askedAtMs = isAhead ? nowMs - escalateMs : critical.toldAtMs;
  const times = Array.from({ length: maxEscalations }, (_, index) => ({
    nth: index + 1,
    dueAtMs: askedAtMs + (index + 1) * escalateMs,
  }));
  const isNow = ({ dueAtMs }: { dueAtMs: number }) =>
    dueAtMs <= nowMs && nowMs - dueAtMs < maxLateMs;
  const first = times.slice(0, 1).filter(isNow);
  const later = times.slice(1).filter(isNow).slice(-1);
  for (const time of [...first, ...later])
    due.push({ kind: 'unanswered', record: critical, ...time });
  return { due, nextAtMs: times.find(({ dueAtMs }) => dueAtMs > nowMs)?.dueAtMs };
}
