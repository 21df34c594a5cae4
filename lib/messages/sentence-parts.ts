import type { Noun, Verb } from '../classify/deed.ts';
import type { ObjectName } from './object-name.ts';
import type { FailureWords } from './outcome-words.ts';

/** The subject of a sentence about a use. */
export interface Subject {
  /** What the root account is called: `AWS root 계정`. */
  readonly account: string;
  /** The beginning of a sentence that says what was done: `AWS root 계정이`. */
  readonly by: string;
  /** Root itself acts, and nobody for it: what it does to root, it does to itself. */
  readonly isRoot: boolean;
  /** How it failed, for a sentence about a use that did. */
  readonly failure: FailureWords;
  /** What was signed in to, such as `AWS re:Post`. Undefined: the console. */
  readonly place?: string | undefined;
  /** What a centralized root session was asked for, in words. Undefined: not known. */
  readonly task?: string | undefined;
  /** The number of the account that it was asked for. */
  readonly target?: string | undefined;
}

/** How a call ended. Each language words it in one place, for every deed. */
export type Outcome = 'done' | 'refused';

/** What a sentence is about, by its name where the record has one. */
export interface Thing extends Partial<ObjectName> {
  readonly noun: Noun;
  /** How many there are, where the record counts them and names none. */
  readonly count?: number | undefined;
}

/** A deed with the names of its objects. */
export interface NamedDeed {
  readonly verb: Verb;
  readonly object: Thing;
  readonly of: Thing | undefined;
}

/** A call for which there are no words but its own. */
export interface ToldCall {
  /** `RunInstances`. Undefined: the event's name has no form that AWS gives to names. */
  readonly api: string | undefined;
  /** `EC2`. Undefined: the record does not say. */
  readonly service: string | undefined;
  /** `instance i-1`. Undefined: the record names nothing. */
  readonly on: string | undefined;
  /** What AWS, the record or the name says of it: `read-only`. */
  readonly remark: string | undefined;
}
