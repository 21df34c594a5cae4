import type { Severity } from '../classify/classes.ts';

/** A message before it gets the format of a room. All strings are safe to show in any room. */
export interface Message {
  readonly severity: Severity;
  /** How bad it is and what happened: `[긴급] AWS root 계정으로 MFA 없이 콘솔에 로그인했습니다`. */
  readonly headline: string;
  /** One line for what a phone shows first: account, event, source IP. */
  readonly summary: string;
  readonly facts: readonly Fact[];
  /** What to do now. Undefined: nothing, and the message is a quiet one. */
  readonly advice: Fact | undefined;
  /** Opens what happened. Made of checked parts, never of text from outside. */
  readonly link: Link | undefined;
  /** Opens the section of the team's runbook, which says more than the advice. */
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
