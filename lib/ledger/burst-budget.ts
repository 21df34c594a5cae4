import type { Severity } from '../classify/classes.ts';

/** How many actions in an account's window are posted one by one, whatever they are. */
export const singleActions = 10;

/** How many critical actions in a window are posted one by one, repetitions of one kind among them. */
export const singleCriticals = 20;

/** How many successful sign-ins in a window are posted one by one. */
export const singleSignIns = 20;

/**
 * How many different values of each mark a window keeps. A use is only known to be the first with a value within this
 * number. The names of critical events are a finite table (lib/classify/event-names.ts), and each counts at most twice,
 * done and refused: all of them fit.
 */
export const maxFirsts = {
  criticalKind: 512,
  kind: 30,
  source: 10,
  session: 10,
} as const satisfies Readonly<Record<string, number>>;

/** What one use is, as far as the budget asks. */
export interface UseMarks {
  readonly severity: Severity;
  /** Somebody signed in, or may have. */
  readonly isSignIn: boolean;
  /** A sign-in failed: somebody mistyped the password, or is guessing it. */
  readonly isGuess: boolean;
  /** False: a stranger, or somebody with other credentials, can cause such a use. */
  readonly needsRoot: boolean;
  /** What was done, such as the name of the event. Undefined: no kind of this use is announced by itself. */
  readonly kind: string | undefined;
  /** From where. */
  readonly source: string | undefined;
  /** In which session, or with which key. */
  readonly session: string | undefined;
}

/** Whether a use is the first in its window with a value. `unknown`: the window keeps no more values. */
export type Novelty = 'first' | 'repeated' | 'unknown';

/** Uses of one account's root since its window began, and what the latest of them is the first of. */
export interface UseCount {
  readonly uses: number;
  /** The uses that were not read-only. */
  readonly actions: number;
  /** Undefined: the use was counted without {@link UseMarks}. */
  readonly marked?: MarkedCount;
  readonly accountName?: string;
  /** When the window began, in milliseconds since 1970. Absent: it could not be counted. */
  readonly sinceMs?: number;
  /** The uses in the same session, also before the window. Absent: it is in none, or could not be counted. */
  readonly session?: SessionCount;
}

/** Uses of root in one session, or with one access key. */
export interface SessionCount {
  readonly uses: number;
  /** When the first of them was counted, in milliseconds since 1970. */
  readonly sinceMs: number;
}

export interface MarkedCount {
  /** The critical uses. */
  readonly criticals: number;
  readonly signIns: number;
  /** A value that a use has not counts as `repeated`. */
  readonly kind: Novelty;
  readonly source: Novelty;
  readonly session: Novelty;
}

/**
 * Whether a use is posted by itself, at once. Otherwise it is left to the digest.
 *
 * - The first use in a window is.
 * - The first of each kind is, the first from each source and the first in each session, up to {@link maxFirsts}.
 * - A critical action is, up to {@link singleCriticals}; the first of each critical kind is in any case, and so is one of
 *   which it is not known. Of the repetitions after that, those are by which the room hears that it goes on
 *   ({@link isCriticalMilestone}).
 * - A successful sign-in is, up to {@link singleSignIns}.
 * - The 10th, 100th… failed sign-in is: somebody is guessing.
 * - So are the first {@link singleActions} actions, unless they need no root credentials: a stranger could cause those.
 *
 * Each rule has a counter that only uses of its own sort advance, so that many of one sort hide no other.
 *
 * @param count including this use.
 * @param marks undefined for a drill, which needs only the first and the last rule.
 */
export function isToldSingly(
  { uses, actions, marked }: UseCount,
  isReadOnly: boolean,
  marks?: UseMarks,
): boolean {
  if (uses <= 1) return true;
  const isAmongFirstActions = !isReadOnly && actions <= singleActions;
  if (marks === undefined || marked === undefined) return isAmongFirstActions;
  return (
    (marks.severity === 'critical' && !isReadOnly && isCriticalTold(marked)) ||
    (marks.needsRoot && isAmongFirstActions) ||
    (marks.isSignIn && marked.signIns <= singleSignIns) ||
    (marks.isGuess && isPowerOfTen(uses)) ||
    [marked.kind, marked.source, marked.session].includes('first')
  );
}

function isCriticalTold({ criticals, kind }: MarkedCount): boolean {
  return criticals <= singleCriticals || kind !== 'repeated' || isCriticalMilestone(criticals);
}

/**
 * Whether a critical use past {@link singleCriticals} is told by itself although it repeats a kind: the next one, the 40th, the
 * 80th and so on. So the room hears at once that the rest goes into digests, and how fast it grows; and ten thousand are
 * ten messages.
 */
export function isCriticalMilestone(criticals: number): boolean {
  const doublings = Math.log2(criticals / singleCriticals);
  return criticals === singleCriticals + 1 || (doublings > 0 && Number.isInteger(doublings));
}

const isPowerOfTen = (count: number): boolean => /^10+$/.test(String(count));
