import type { Severity } from '../classify/classes.ts';

/** A message as every room gets it, before the room's own form. All strings are safe to show anywhere. */
export interface Message {
  readonly severity: Severity;
  /** One line that carries the verdict: `[긴급] AWS root 계정으로 MFA 없이 콘솔에 로그인했습니다`. */
  readonly headline: string;
  /** One line of what a phone shows first: account, event, source IP. */
  readonly summary: string;
  readonly facts: readonly Fact[];
  /** What to do now; undefined: nothing, and then the message is a quiet one. */
  readonly advice: Fact | undefined;
  /** Opens what happened. Made of parts we checked, never of text from outside. */
  readonly link: Link | undefined;
  /** Opens the section of the team's runbook that says more than the advice. */
  readonly runbook: Link | undefined;
}

export interface Link {
  readonly title: string;
  readonly url: string;
}

export interface Fact {
  readonly label: string;
  readonly value: string;
}
