import type { Actor, EventClass, Severity } from './classes.ts';
import type { RunbookSection } from './runbook-section.ts';

/** What a use of root is. It is judged once, by `judge`, and everything that is said about the use reads it. */
export interface UseVerdict {
  readonly eventClass: EventClass;
  readonly actor: Actor;
  readonly severity: Severity;
  readonly runbookSection: RunbookSection;
}
