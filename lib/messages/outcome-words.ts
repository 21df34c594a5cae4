import type { EffectKind } from '../classify/effect.ts';
import type { Denier, FailureKind } from '../classify/failure.ts';
import type { OmittedPart } from '../root-activity.ts';

/** How a failed call is told. */
export interface FailureWords {
  /** In a result line or a list: `denied`. */
  readonly short: string;
  /** The end of a sentence that says what was tried. */
  readonly tail: string;
  /** The end of a sentence about an attempt. */
  readonly predicate: string;
}

/** The words about what a call came to, what it changed, and what its record does not have. */
export interface OutcomeWords {
  readonly failure: Readonly<Record<FailureKind, FailureWords>>;
  /** What denied a call. */
  readonly denier: Readonly<Record<Denier, string>>;
  /** What a call does to access or protection, beside the sentence that says what was done. */
  readonly effect: Readonly<Record<EffectKind, string>>;
  /** Stands for what AWS left out of a record. */
  readonly omitted: Readonly<Record<OmittedPart, string>>;
  /** A list of names, and how many it leaves out. */
  readonly more: (names: string, count: number) => string;
}
