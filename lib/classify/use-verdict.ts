import type { Actor, EventClass, Severity } from './classes.ts';
import type { Direction, EffectKind } from './effect.ts';
import type { Failure } from './failure.ts';
import type { RunbookSection } from './runbook-section.ts';

/** What a use of root is. It is judged once, by `judge`, and everything that is said about the use reads it. */
export interface UseVerdict {
  readonly eventClass: EventClass;
  readonly actor: Actor;
  readonly severity: Severity;
  readonly runbookSection: RunbookSection;
  /** Undefined: the use makes nothing riskier or safer, or its record does not tell. */
  readonly direction: Direction | undefined;
  /** What it does to access or protection, by which it is told. Undefined: as the direction. */
  readonly effect: EffectKind | undefined;
  /** Undefined: it did not fail. */
  readonly failure: Failure | undefined;
}
