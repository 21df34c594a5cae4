import type { Severity } from '../classify/classes.ts';
import type { PlainText } from './plain-text.ts';

/**
 * A message before it gets the form of a room. A `string` in it is ours alone. A {@link PlainText} may hold text from outside,
 * and each room escapes it in its own way. The order of the fields is the order in which people read them.
 */
export interface Message {
  readonly severity: Severity;
  /** A rehearsal: it has a colour of its own, and mentions nobody. */
  readonly isDrill: boolean;
  /** Nothing to do: such a message has no colour, and mentions nobody. */
  readonly isQuiet: boolean;
  /** Somebody said before that it would be done: such a message calls nobody. */
  readonly isPlanned?: boolean;
  /** Whom the settings name is called, whichever messages they would call for: nobody answered. */
  readonly isCall?: boolean;
  /** How bad it is, in a word or two: `[긴급]`, `[훈련]`. Empty in a quiet message. */
  readonly tag: string;
  /** What happened, in one sentence: `AWS root 계정이 MFA 없이 콘솔에 로그인했습니다`. */
  readonly headline: PlainText;
  /** The parts of the second line, which a phone shows first: account, source IP, MFA, time. */
  readonly summary: readonly PlainText[];
  readonly advice: Advice | undefined;
  /** The most important first: the team's runbook, and what happened, in a console. */
  readonly links: readonly Link[];
  /** What differs from case to case: what was acted on, why it failed, who it was. */
  readonly facts: readonly Fact[];
  /** What is looked up once the case is known: event, region, time in UTC, event id, user agent as it was sent. */
  readonly details: readonly Fact[];
}

/** What to do now. */
export interface Advice {
  readonly label: string;
  /** One sentence or two each, in the order in which they are done. */
  readonly steps: readonly PlainText[];
}

/** Made of checked parts, never of text from outside. */
export interface Link {
  /** The section of the team's runbook; what happened, in a console; or the page for answers, with one of the two first. */
  readonly opens: 'runbook' | 'console' | 'planned' | 'notUs';
  readonly title: string;
  readonly url: string;
  /** Of the links to answer by. */
  readonly answer?: AnswerLink;
}

/** What a room that can do more than open a page needs to answer in place. */
export interface AnswerLink {
  /** When to choose it, in a sentence. */
  readonly hint: string;
  /** What a button says to root-alert, in a room that has some. Secret: it must not be shown. */
  readonly token: string | undefined;
  /** Where presses of buttons are heard, without a path. */
  readonly pressedUrl: string;
}

export interface Fact {
  /** Empty: the value says by itself what it is. */
  readonly label: string;
  readonly value: PlainText;
  /** An identifier or a command, which people copy. Only the facts are shown so, not the small print. */
  readonly isCode?: boolean;
  /**
   * What a room for phones says instead: the same in fewer words, without the label. Null: nothing, because another part of the
   * message says it.
   */
  readonly brief?: PlainText | null;
  /** What the link to CloudTrail opens, by name, `CreateUser (IAM)`, for a room whose link is a title. */
  readonly isRecordName?: true;
}
